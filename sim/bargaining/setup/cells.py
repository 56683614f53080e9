"""Which numbers of the engine an event of the file sets: one cell for each, found once for all replications."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sim.bargaining.records import Actor, EventCell, Records, Talks
from sim.bargaining.types import IN_ACTOR, IN_GAIN, IN_GAIN_AT_HOME, IN_GENUINE, IN_LINES, IN_TALKS
from sim.scenario.changing import steps
from sim.scenario.events import Sets
from sim.scenario.schema import Scenario

# By key: the field that it has in the records, if that is called otherwise.
FIELDS = {"aspiration": "aspiration_share"}
# By key of what the others cannot see: under which names the ends stand between which it may lie.
ENDS = {
    "cost_per_day": "cost",
    "optimism": "optimism",
    "outside_value": "outside",
    "pause_worth": "pause",
}
Cell = tuple[int, int, int, int, int]  # kind, seat, field, option, hides


def cells(
    scenario: Scenario, actors: Sequence[str], issues: Sequence[str], ratifiers: Sequence[tuple[str, str]]
) -> Records[EventCell]:
    """[cell] of all events, in order; under other protocols than the mediated one events set nothing."""
    finder = _Finder(scenario, actors, issues, ratifiers)
    events = scenario.events if scenario.protocol == "mediated" else ()
    found = [(v, *cell) for v, event in enumerate(events) if event.sets for cell in finder.of(event.sets)]
    return EventCell.filled(found)


@dataclass(frozen=True)
class _Finder:
    """Knows where everybody sits."""

    scenario: Scenario
    actors: Sequence[str]
    issues: Sequence[str]
    ratifiers: Sequence[tuple[str, str]]

    def of(self, sets: Sets) -> Iterator[Cell]:
        """All that one event sets."""
        minded: dict[str, None] = {}
        for path, _ in sets.numbers:
            block, name, *rest = steps(path)
            if block == "issues":
                minded[rest[1]] = None
            elif block == "war":
                yield _of_talks(name)
            else:
                yield from self.of_actor(name, rest[0])
        for actor in minded:
            yield from self.tastes(actor)
        for party, issue, _ in sets.lines:
            yield from self.line(party, issue)

    def of_actor(self, name: str, key: str) -> Iterator[Cell]:
        """A number of an actor, and between which ends the others know that it lies."""
        field, seat = FIELDS.get(key, key), self.actors.index(name)
        hides = key in ENDS
        names = [field, *(f"{ENDS[key]}_{end}" for end in ("low", "high"))] if hides else [field]
        yield from ((IN_ACTOR, seat, Actor.names.index(each), 0, hides) for each in names)

    def tastes(self, actor: str) -> Iterator[Cell]:
        """All weights times values of an actor, and of those who vote for it at home: weights sum to 1."""
        seat, at_home = self.actors.index(actor), [party for party, _ in self.ratifiers]
        for k, issue in enumerate(self.issues):
            for o in range(len(self.scenario.issues[issue].options)):
                yield IN_GAIN, seat, k, o, 1
                yield from (
                    (IN_GAIN_AT_HOME, b, k, o, 0) for b, party in enumerate(at_home) if party == actor
                )

    def line(self, party: str, issue: str) -> Iterator[Cell]:
        """A red line: whether it is meant, and what it forbids."""
        seat, k = self.actors.index(party), self.issues.index(issue)
        yield IN_GENUINE, seat, k, 0, 0
        for o in range(len(self.scenario.issues[issue].options)):
            yield IN_LINES, seat, k, o, 0


def _of_talks(field: str) -> Cell:
    return IN_TALKS, 0, Talks.names.index(field), 0, 0
