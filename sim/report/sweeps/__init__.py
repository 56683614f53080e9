"""How a sweep is told: in words, on a page, on the terminal."""
