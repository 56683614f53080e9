"""The parts of a stream: how many replications fit into memory, and how a part of those that do not is played."""
