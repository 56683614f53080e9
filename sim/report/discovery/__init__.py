"""Under which conditions something happens, told."""
