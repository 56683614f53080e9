"""What the proposer expects of every package that it could table: the numbers behind its choice. Formulas 10 and 12."""

import math

from sim.bargaining.compiled import compiled
from sim.bargaining.records import PartyReading, Records, Records2, Weighed
from sim.bargaining.rules.ceasefire import (
    conditions_of_others,
    own_truce_gain,
    party_truce_chance,
    supposed_bracket,
    truce_chance,
    truce_value,
    turning_bracket,
)
from sim.bargaining.rules.enough import all_must_sign
from sim.bargaining.rules.tabling import (
    coalition_chance,
    good_of_others,
    own_gain,
    party_chance,
    signing_chance,
    supposed_reservation,
    turning,
)
from sim.bargaining.rules.views import judge_all
from sim.bargaining.types import Table


@compiled
def weigh_packages(table: Table, rows: Records[Weighed], readings: Records2[PartyReading]) -> None:
    """Final packages. rows [package], no gain where it cannot be tabled; readings [package, party]."""
    talks, proposer = table.talks, table.actor[table.talks.proposer]
    judge_all(talks, table.actor, table.judged)
    for m in range(talks.packages):
        row = rows[m]
        if table.offer[m].consented:
            row.gain = max(0.0, own_gain(talks, proposer, table.judged[m, talks.proposer]))
            if all_must_sign(table.nodes):
                row.score = row.gain * signing_chance(talks, table.actor, table.judged, m)
            else:
                row.score = row.gain * coalition_chance(table, m)
            row.rest = good_of_others(talks, table.judged, m)
        for j in range(talks.parties):
            reading, other, eyes = readings[m, j], table.actor[j], table.judged[m, j]
            reading.value = eyes.value
            reading.turns = math.nan if eyes.barred or other.conceded <= 0.0 else turning(other, eyes)
            reading.low, reading.high = supposed_reservation(talks, other)
            reading.chance = party_chance(talks, other, eyes)


@compiled
def weigh_truces(table: Table, rows: Records[Weighed], readings: Records2[PartyReading]) -> None:
    """Ceasefires, of which only those count that outdo what they have to. Shapes as above; values are gains."""
    talks, proposer = table.talks, table.actor[table.talks.proposer]
    for e in range(talks.truces):
        row, pause = rows[e], table.pause[e]
        if pause.consented and pause.halts > talks.to_outdo:
            row.gain = max(0.0, own_truce_gain(talks, proposer, pause, table.clauses[e, talks.proposer]))
            row.score = row.gain * truce_chance(table, e)
            row.rest = conditions_of_others(talks, table.clauses, e)
        for j in range(talks.parties):
            reading, other, eyes = readings[e, j], table.actor[j], table.clauses[e, j]
            reading.value = truce_value(other, pause, eyes) + other.pressure
            reading.turns = turning_bracket(other, pause, eyes) if pause.halts > 0.0 else math.nan
            reading.low, reading.high = supposed_bracket(talks, other)
            reading.chance = party_truce_chance(talks, other, pause, eyes) if pause.halts > 0.0 else 0.0
