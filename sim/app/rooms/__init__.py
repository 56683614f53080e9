"""Several people at one table: a facilitator's link and one for each seat."""
