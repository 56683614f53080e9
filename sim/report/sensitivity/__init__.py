"""What matters, told."""
