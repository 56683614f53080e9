"""The parts of `evaluate`: how a table is read, what its columns are, how its rows are played."""
