"""The pieces of the terminal summary."""
