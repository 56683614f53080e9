"""What is drawn together: uncertain numbers that there are, and correlations that can be.

Which numbers are uncertain is known once a scenario has been read, so unlike the other checks these come after that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from sim.scenario.bundles import Impossible, bundled_inputs, candidates, copulas, stated
from sim.scenario.changing import steps
from sim.scenario.draft import Draft, Spot
from sim.scenario.problems import Problem
from sim.scenario.schema import Scenario
from sim.scenario.suggestions import remedy, shown

LOOSE = "`weight_spread` redraws it with all other weights of that actor; leave one of the two out"
UNSAID = "pairs of which no entry speaks count as 0: state those too, or bring this one nearer to 0"


def wrong_bundles(scenario: Scenario, draft: Draft) -> list[Problem]:
    """What is wrong with `together`."""
    known = candidates(scenario) if scenario.together else {}
    found = [*_strangers(scenario, draft, known), *_twice(scenario, draft)]
    return found or list(_impossible(scenario, draft))


def certain_bundles(scenario: Scenario, draft: Draft) -> Iterator[Problem]:
    """Inputs that are known exactly: nothing about them is drawn, so they are drawn together with nothing."""
    known = candidates(scenario) if scenario.together else {}
    for path, spot in _inputs(scenario, draft):
        if not known[path]:
            yield spot.problem(f"{shown(path)} is known exactly: it is drawn together with nothing")


def _strangers(scenario: Scenario, draft: Draft, known: Mapping[str, bool]) -> Iterator[Problem]:
    for path, spot in _inputs(scenario, draft):
        if path not in known:
            uncertain = [name for name, free in known.items() if free]
            yield spot.problem(f"there is no number {shown(path)}", remedy(path, uncertain))
        elif scenario.weight_spread is not None and _is_weight(path):
            yield spot.problem(f"{shown(path)} cannot be drawn together with others", LOOSE)


def _is_weight(path: str) -> bool:
    return steps(path)[::2] == ("issues", "weight")


def _twice(scenario: Scenario, draft: Draft) -> Iterator[Problem]:
    """A name in an entry, or a pair in two entries that disagree."""
    for k, bundle in enumerate(scenario.together):
        names = bundled_inputs(bundle)
        for name, times in Counter(names).items():
            if times > 1:
                again = _entry(draft, k)["inputs"].items[len(names) - 1 - names[::-1].index(name)]
                yield again.problem(f"{shown(name)} stands there twice")
    said: dict[frozenset[str], float] = {}
    for pair, rank, k in stated(scenario):
        before = said.setdefault(frozenset(pair), rank)
        if before != rank:
            one, other = map(shown, pair)
            message = f"{one} and {other} have a correlation of {before:g} already"
            yield _entry(draft, k)["correlation"].problem(message)


def _impossible(scenario: Scenario, draft: Draft) -> Iterator[Problem]:
    for copula in copulas(scenario):
        try:
            _ = copula.root
        except Impossible as error:
            before, last = set(copula.streams[: error.at]), copula.streams[error.at]
            blamed = max(k for pair, _, k in stated(scenario) if last in pair and before & set(pair))
            message = f"no numbers can be correlated so: {shown(last)} cannot go with those before it"
            hint = UNSAID if len(copula.streams) > 2 else "it must lie between -1 and 1, both excluded"
            yield _entry(draft, blamed)["correlation"].problem(message, hint)


def _inputs(scenario: Scenario, draft: Draft) -> Iterator[tuple[str, Spot]]:
    for k, bundle in enumerate(scenario.together):
        yield from zip(bundled_inputs(bundle), _entry(draft, k)["inputs"].items, strict=True)


def _entry(draft: Draft, k: int) -> Spot:
    return draft.root["together"].items[k]
