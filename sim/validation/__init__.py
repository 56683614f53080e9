"""Why believe it: what theory, peers and data say, what we compute, and whether the two agree.

groups       all groups, piece by piece

theory       textbook results: scenarios/theory
peers        the same negotiations in NegMAS, which is imported in negmas_peer only
emissions    a published example of the challenge model
anac         solution concepts on the competition's domains
deu3         laws of the European Union: controversies read, forecasts made, errors compared
exchange     two climate summits

check        one row of the table, and its verdict
bench        where shipped scenarios are played for it
tables       data files of others, with the place of every cell
table        the rows as text
screen       the rows on a terminal
"""
