"""The challenge protocol: actors press one another to move on one issue at a time. Bueno de Mesquita (1994)."""
