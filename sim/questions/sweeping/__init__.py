"""The parts of a sweep: what is varied, how cells are played anywhere, and what is kept meanwhile."""
