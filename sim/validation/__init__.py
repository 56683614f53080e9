"""Why believe it: what theory, peers and data say, what we compute, and whether the two agree.

check        one row of the table, and its verdict
bench        where shipped scenarios are played for it
theory       textbook results: scenarios/theory
"""
