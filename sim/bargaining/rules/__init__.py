"""One decision each: numbers in, a number out. README.md has the formulas."""
