"""What people ask of studies, a module for each question: from files to an answer that is kept.

Everything is there to call from Python; the command line calls the same functions.
"""
