"""Which strategies actors try: typed, from a file, from Python, or else the usual ones."""
