"""WHAT is negotiated: scenario files read, checked and completed."""
