"""What each part of the model costs a scenario that uses it: CPU of a round with it, against the same round without."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from sim.scenario.reading import read
from sim.scenario.schema import Scenario
from tests.benchmarks.engine import FILE, ceasefire30, per_round
from tests.benchmarks.row import Row, at_most

RUNS = 2_000
DEAREST = 2.0  # times a round without it
# Each laid over the founding scenario, from which nothing else is taken away.
PARTS = {
    "demands by screening": "actors: {russia: {concession: screening}, ukraine: {concession: screening}}",
    "a party that is not exact": "actors: {ukraine: {precision: 20}}",
    "a temptation to break ceasefires": "ceasefire: {temptation: 1}",
    "distrust after a breach": "actors: {russia: {betrayal: 0.3}, ukraine: {betrayal: 0.3}}",
    "a link that adds": "links: [{when: {land: frozen_line, backstop: article5_like}, value: {ukraine: 0.08}}]",
    "a link that forbids": "links: [{never: {nato: open, army: cap_100k}}]",
    "a link that requires": "links: [{when: {land: frozen_line}, needs: {backstop: [monitoring, article5_like]}}]",
    "a quota of signatures": "signatures: {quota: 0.5}",
    "inputs drawn together": (
        "together: [{inputs: [actors.russia.cost_per_day, actors.russia.deadline_days], correlation: 0.5}]"
    ),
    "factions that bind a party": (
        "actors: {ukraine: {decision: majority, factions: {a: {floor: 0.2}, b: {floor: 0.3}, c: {floor: 0.4}}}}"
    ),
    "a spoiler": "actors: {spoiler: {role: spoiler, floor: 0.5}}\nissues: {land: {value: {spoiler: [0, 0, 0, 1, 1]}}}",
    "a second mediator": "actors: {ankara: {role: mediator, proposal_rate: 0.3, bias: -0.2}}",
    "ceasefires of one side": "actors: {russia: {unilateral: {rate: 0.02, days: 3, gesture: 0.01}}}",
    "an event that sets a number while it lasts": (
        "events: [{name: winter, day: 60, until: 150, sets: {war: {drift: 0}}}]"
    ),
    "an event on a condition": "events: [{name: winter, day: 60, if: {ceasefire: none}, cost: {russia: 1.2}}]",
    "a vote at home that ends the talks": "actors: {ukraine: {ratify: {slope: 20, mid: 0.3}}}",
    "a vote at home that reopens the talks": (
        "actors: {ukraine: {ratify: {by: {voters: {floor: 0.3}}, on_no: reopen}}}"
    ),
}
# All that can be switched off by a number, switched off: what nobody uses is to cost nothing.
IDLE = """\
actors: {russia: {precision: .inf, betrayal: 0}, ukraine: {precision: .inf, betrayal: 0}}
ceasefire: {temptation: 0}
links: [{when: {land: frozen_line, backstop: article5_like}, value: {ukraine: 0}}]
signatures: all
together: [{inputs: [actors.russia.cost_per_day, actors.russia.deadline_days], correlation: 0}]
"""
FREE = 1.05


def with_part(overlay: str, folder: Path) -> Scenario:
    """The founding scenario and one part more."""
    file = folder / "part.yaml"
    file.write_text(f"extends: {FILE}\n{overlay}\n", encoding="utf-8")
    return read(file)


def price(what: str, overlay: str, bar: float = DEAREST) -> Row:
    """One after the other in turn, so that both see the same machine."""
    with TemporaryDirectory() as folder:
        scenario = with_part(overlay, Path(folder))
    pairs = [[per_round(each, RUNS, times=1) for each in (ceasefire30(), scenario)] for _ in range(3)]
    without, within = (min(times) for times in zip(*pairs, strict=True))
    return at_most(f"price of {what}", bar, within / without, "×")


def rows() -> Iterator[Row]:
    """Every part, and what is switched off."""
    yield price("parts that are switched off", IDLE, FREE)
    for what, overlay in PARTS.items():
        yield price(what, overlay)
