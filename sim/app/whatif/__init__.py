"""What if: one number moved, and the answer beside the untouched base, on the same luck."""
