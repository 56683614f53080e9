"""Which distributions of the uncertain inputs agree with stated probabilities, changed as little as can be.

What a scenario draws together stays drawn together, as it was, and what it draws independently stays independent. Each
input keeps the range that it had and is tilted within it. Among all tilts that agree with the targets the one is taken
with the least relative entropy to what was stated, added up over the inputs: Kullback (1959), Information Theory and
Statistics, chapter 3; for targets that cannot be met, the least miss. Probabilities under a tilt come from reweighted
replications, as in the method of population Monte Carlo:
Cappé, Guillin, Marin & Robert (2004), JCGS 13:907-929.
"""
