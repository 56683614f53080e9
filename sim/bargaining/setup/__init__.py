"""A scenario as the arrays that are played: its structure, what is drawn, how things stand before the first round."""
