"""Stacked alternating offers: one offer on the table, answered in turn (Aydoğan, Festen, Hindriks & Jonker 2017)."""
