"""What was kept, as columns of a comparison."""
