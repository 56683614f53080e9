"""Strategies against one another as an empirical game: every profile played on the same luck.

Payoffs are means over replications, and their luck is that of the replications: Wellman (2006), Methods for empirical
game-theoretic analysis, AAAI-06. How sure equilibria and shares are is told by games made of replications drawn anew.
"""
