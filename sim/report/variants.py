"""What a file changes of the one that it extends, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from sim.report import assumptions, wording
from sim.report.blocks import ChangeList
from sim.report.naming import named
from sim.scenario import spelling
from sim.scenario.changing import steps
from sim.scenario.differing import Change
from sim.scenario.issues import Topic
from sim.scenario.paths import dotted
from sim.scenario.places import Source
from sim.scenario.plain_yaml import parse
from sim.scenario.problems import Unreadable
from sim.scenario.quantities import Quantity
from sim.scenario.schema import Scenario
from sim.scenario.variant import Variant

FEW, SOME = 4, 12  # names of a kind, and changes on a page
SHORT = 200  # letters of changes on a screen, but for the first
TEXT = "proposal"  # of a settlement, or of a ceasefire
NOTHING, LEAD = "nothing", "Changed"


def told(scenario: Scenario, briefly: bool = False) -> str:
    """All of it, or as much as there is room for; empty of a scenario that extends none."""
    variant = scenario.variant_of
    if variant is None:
        return ""
    parts = list(_parts(scenario, variant))
    lengths = accumulate(map(len, parts))
    most = max(1, sum(length <= SHORT for length in lengths)) if briefly else SOME
    more = [f"and {len(parts) - most:,} more"] if len(parts) > most else []
    said = "; ".join([*parts[:most], *more]) or "nothing that is played"
    return wording.clean(f"from “{variant.title}”: {said}")


def listed(scenario: Scenario) -> tuple[ChangeList, ...]:
    """Path by path, as it stands in the files; nothing of a scenario that extends none."""
    variant = scenario.variant_of
    if variant is None:
        return ()
    stated = [(path, each.before, each.after) for path, each in variant.changed.items()]
    stated += [(path, None, name) for path, name in variant.added.items()]
    stated += [(path, name, None) for path, name in variant.removed.items()]
    found = tuple(Change(path, before, after, None, None, None) for path, before, after in stated)
    return (ChangeList(f"What it changes of “{wording.clean(variant.title)}”", found),)


def variant_lines(scenario: Scenario, briefly: bool = False) -> tuple[str, ...]:
    """The same where it stands alone; nothing of a scenario that extends none."""
    said = told(scenario, briefly)
    return (f"{LEAD} {said}.",) if said else ()


def _parts(scenario: Scenario, variant: Variant) -> Iterator[str]:
    """Who and what is new or gone, then what is otherwise, then the texts that are new or gone."""
    things = {
        (word, kind): [wording.readable(name) for path, name in found.items() if _kind(path) == kind]
        for word, found in (("new", variant.added), ("without", variant.removed))
        for kind in dict.fromkeys(map(_kind, found))
    }
    yield from (_named(*key, names) for key, names in things.items() if not key[1].endswith(TEXT))
    for path, each in variant.changed.items():
        yield f"{named(scenario, path)}: {from_to(scenario, path, each.before, each.after)}"
    yield from (_named(*key, names) for key, names in things.items() if key[1].endswith(TEXT))


def _named(word: str, kind: str, names: Sequence[str]) -> str:
    """New proposals “A” and “B”."""
    more = [f"{len(names) - FEW:,} more"] if len(names) > FEW else []
    said = [f"“{name}”" for name in names[:FEW]]
    return f"{word} {kind}{'' if len(names) == 1 else 's'} {wording.listed([*said, *more])}"


def from_to(scenario: Scenario, path: str, before: str | None, after: str | None) -> str:
    """30 to 90, most likely 60 → 15 to 45, most likely 30."""
    return f"{_said(scenario, path, before)} → {_said(scenario, path, after)}"


def _kind(path: str) -> str:
    """An issue, or a ceasefire issue."""
    way = steps(path)
    return " ".join([*way[:-2], way[-2].removesuffix("s")])


def _said(scenario: Scenario, path: str, typed: str | None) -> str:
    """A number as people say it, options and packages by their labels, and of all else what would be typed."""
    if typed is None:
        return NOTHING
    number = _number(typed)
    if number is not None:
        return assumptions.in_words(number)
    truce = scenario.ceasefire.issues if scenario.ceasefire else {}
    match steps(path):
        case ("opening",) | ("war", _):
            return _package(scenario, typed, truce=False)
        case ("ceasefire", "opening"):
            return _package(scenario, typed, truce=True)
        case (
            ("proposals", _, issue)
            | ("issues", issue, "options")
            | ("actors", _, "red_lines", issue, "options")
        ):
            return _options(scenario.issues, issue, typed)
        case ("ceasefire", "proposals", _, issue) | ("ceasefire", "issues", issue, "options"):
            return _options(truce, issue, typed)
    return wording.readable(typed)


def _package(scenario: Scenario, name: str, truce: bool) -> str:
    """By its label, though it may be gone."""
    path = dotted(*(("ceasefire",) if truce else ()), "proposals", name)
    gone = scenario.variant_of.removed if scenario.variant_of else {}
    return wording.readable(gone[path]) if path in gone else wording.proposal(scenario, name, truce)


def _options(topics: Mapping[str, Topic], issue: str, typed: str) -> str:
    """One option, or a list of them; an option that is gone has no label."""
    names = typed.removeprefix("[").removesuffix("]").split(", ") if typed.startswith("[") else [typed]
    known = topics[issue].options if issue in topics else ()
    return ", ".join(
        wording.option(topics[issue], name) if name in known else wording.readable(name) for name in names
    )


def _number(typed: str) -> Quantity | None:
    """The quantity that would be typed so, if it is one."""
    try:
        return spelling.quantity(parse(Source("variant", typed)))
    except (Unreadable, ValueError):
        return None
