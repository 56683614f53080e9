"""How it is told: on the terminal and on a page. Nothing here runs a simulation."""
