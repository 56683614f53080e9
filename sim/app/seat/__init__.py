"""A place at the table. A game is a function of the scenario, the seed, the replication, the seats and the moves."""
