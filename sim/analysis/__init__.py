"""What follows from the replications: statistics with their uncertainty. Nothing here draws a picture."""
