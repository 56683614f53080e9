"""How a tournament is told: in words, on a page, on the terminal."""
