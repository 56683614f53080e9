"""What was counted of replications that nobody holds, told on a page and on a screen."""
