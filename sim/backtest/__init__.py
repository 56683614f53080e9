"""Held against what happened: sets that others coded under rules, and how well each was foretold.

groups       all sets, piece by piece

ceasefires   ETH/PRIO: is a ceasefire alive after so many days?
agreements   UCDP: is a peace agreement still in force?
fortna       Fortna: do ceasefires of civil wars last?
crises       ICB: does a violent crisis end in an agreement?
wars         UCDP: does a war end by negotiation?
cases        twenty crises, each coded as a scenario of its own; `drawing` drew them
people       CaSiNo: how do two people share things out?
laws         DEU III: what becomes law?

blind        a small scenario of talks, made from what was known before
lives        the formulas of lasting, as forecasts
lasting      questions about how long something lasts
likeliest    the parameters under which what came is likeliest
halves       do both halves of the conflicts say the same of a number that is shipped?
placebo      what is left of a fit when outcomes are dealt out anew?
guessing     how people may share things out, and what of it can be fitted
mixed        what is left of those fits when divisions are dealt out anew?
simple       base rates and a logit: what a forecast has to beat
scoring      losses, and what is clear of chance
score        one line of the table
records      data files of others, what was known kept apart from what came after

table        the lines as text
screen       the lines on a terminal
page         the lines on a page
"""
