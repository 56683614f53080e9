"""What simpler models of bargaining say of the same draws."""
