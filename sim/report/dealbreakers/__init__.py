"""What would have to change, told."""
