"""A ledger of forecasts: what was said before anybody knew, what came of it, and how good it was."""
