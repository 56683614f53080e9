"""The packages that matter, and which of them is tabled."""
