"""Under which conditions does something happen: boxes in the space of inputs, found on one half of the replications
and measured on the other.
"""
