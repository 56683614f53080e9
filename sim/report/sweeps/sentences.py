"""A sweep in words: what is varied, what it does to the answer, and where it turns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sim.analysis.sweep import Cell, Sweep, Varied
from sim.analysis.turning import extremes, turn, way
from sim.report import amounts, wording
from sim.report.sensitivity.sentences import quoted

EVENTS = {
    "settlement": "settlement",
    "full_ceasefire": "full ceasefire",
    "zone": "zone of agreement",
}
NEAR_THE_END = 3  # values that are named one by one
DECIDED = "As written a decision always comes, so that no share of a cell can be compared with it."


def events(sweep: Sweep) -> tuple[str, ...]:
    """The events that are told; none where a decision always comes."""
    if not any(cell.can_fail for cell in (sweep.base, *sweep.cells)):
        return ()
    return ("full_ceasefire", "settlement", "zone") if sweep.truce else ("settlement", "zone")


def curved(sweep: Sweep) -> bool:
    """Is one number varied, so that a curve can be drawn?"""
    return sweep.grid and len(sweep.varied) == 1 and sweep.varied[0].numeric


def crossed(sweep: Sweep) -> bool:
    """Are two things varied, each value of one with each of the other?"""
    return sweep.grid and len(sweep.varied) == 2


def called(sweep: Sweep, cell: Cell) -> str:
    """A cell in a sentence."""
    if not sweep.grid:
        return f"“{wording.clean(cell.label)}”"
    pairs = zip(sweep.varied, cell.values, strict=True)
    return wording.listed([f"{in_text(varied)} = {value}" for varied, value in pairs])


def input_of(varied: Varied) -> str:
    """What is varied: United States: worth of its word."""
    return varied.label or wording.clean(varied.path)


def in_text(varied: Varied) -> str:
    """The same in a sentence."""
    return quoted(str, input_of(varied))


def headline(sweep: Sweep) -> str:
    """The least, the most, and the scenario as written."""
    cells = f"{wording.counted(len(sweep.cells), _noun(sweep))} of {_what(sweep)}"
    if not events(sweep):
        worth = "; what differs is what it is worth to whom" if any(v.read for v in sweep.varied) else ""
        return f"{cells}: a decision always comes{worth}."
    if not sweep.base.can_fail:
        return f"{cells}. {DECIDED}"
    event = loudest(sweep)
    return _unmoved(sweep, cells) if event is None else _moved(sweep, event, cells)


def _noun(sweep: Sweep) -> str:
    if not sweep.grid:
        return "case"
    return "value" if len(sweep.varied) == 1 else "cell"


def _unmoved(sweep: Sweep, cells: str) -> str:
    if len(sweep.cells) == 1:
        wanted = wording.listed([EVENTS[each] for each in events(sweep)], "or")
        return f"With {called(sweep, sweep.cells[0])} no {wanted} is clearly more or less frequent than as written."
    wanted = wording.listed([_a(each) for each in events(sweep)], "or")
    return f"None of {cells} makes {wanted} more or less frequent than chance would."


def _moved(sweep: Sweep, event: str, cells: str) -> str:
    """Where it is least and most frequent, if that is not everywhere the same."""
    least, most = extremes(sweep, event)
    written = f"as written in {_share(sweep.base, event)}"
    if least.events[event].share.hits == most.events[event].share.hits:
        alone, every = f"With {called(sweep, least)}", f"With every {_noun(sweep)} of {_what(sweep)}"
        where = alone if len(sweep.cells) == 1 else every
        return f"{where} {_a(event)} comes in {_share(least, event)} of replications; {written}."
    return (
        f"Over {cells}, {_a(event)} is least frequent at {called(sweep, least)}, in {_share(least, event)} of "
        f"replications, and most frequent at {called(sweep, most)}, in {_share(most, event)}; {written}."
    )


def _what(sweep: Sweep) -> str:
    return wording.listed([in_text(varied) for varied in sweep.varied])


def loudest(sweep: Sweep) -> str | None:
    """The event that moves farthest, of those that clearly move."""
    spans = {}
    for event in events(sweep):
        least, most = extremes(sweep, event)
        if any(way(cell.events[event]) for cell in sweep.cells):
            spans[event] = most.events[event].share.share - least.events[event].share.share
    return max(spans, key=spans.__getitem__) if spans else None


def _share(cell: Cell, event: str) -> str:
    return amounts.told(cell.events[event].share)


def cautions(sweep: Sweep) -> Iterator[str]:
    """What the sweep cannot say."""
    yield (
        f"{wording.counted(sweep.runs, 'replication')} of each, with the same luck in all, so that they are compared "
        "one by one. It says what the assumptions imply, not what would happen in the world."
    )
    for varied in sweep.varied:
        if not varied.read:
            yield f"The protocol of this scenario does not read {in_text(varied)}: varying it changes nothing."
        if varied.tied:
            yield (
                f"{in_text(varied)} is drawn together with others: while it is varied they keep the luck "
                "that they had, so that only it moves."
            )
    decided = [cell for cell in sweep.cells if not cell.can_fail]
    if decided and events(sweep):
        yield (
            f"In {len(decided):,} of {len(sweep.cells):,} cells a decision always comes, by the rules of the challenge "
            "model: how often it comes says nothing there and is not compared."
        )


def base(sweep: Sweep) -> str:
    """What the scenario itself has where something is varied."""
    said = [f"{in_text(varied)} {_itself(varied)}" for varied in sweep.varied]
    return f"As written: {'; '.join(said)}."


def _itself(varied: Varied) -> str:
    return f"is {varied.itself}" if varied.itself else "is not set"


def turning(sweep: Sweep) -> str:
    """From which value on each event is more or less frequent than as written."""
    if not sweep.base.can_fail:
        return DECIDED
    if not curved(sweep):
        return " ".join(moved(sweep, event) for event in events(sweep))
    return " ".join(_turn(sweep, event) for event in events(sweep))


def moved(sweep: Sweep, event: str) -> str:
    """In how many cells an event is more or less frequent than as written."""
    more = sum(way(cell.events[event]) > 0 for cell in sweep.cells)
    less = sum(way(cell.events[event]) < 0 for cell in sweep.cells)
    return (
        f"{wording.sentence(_a(event))} is clearly more frequent than as written in {more:,} of "
        f"{wording.counted(len(sweep.cells), _noun(sweep))}, and clearly less frequent in {less:,}."
    )


def _turn(sweep: Sweep, event: str) -> str:
    found = turn(sweep, event)
    ends = [_end(found.above, "from", "up", event), _end(found.below, "up to", "", event)]
    parts = [part for part in ends if part]
    if len(found.below) == len(sweep.cells):
        parts = [f"{_how(found.below[0], event)} at every value"]
    if found.between:
        parts.append(f"moved also at {_named(found.between)}")
    if not parts:
        return f"{wording.sentence(_a(event))} is nowhere distinguishable from the scenario as written."
    return f"Beside the scenario as written, {_a(event)} is {wording.listed(parts)}."


def _end(cells: Sequence[Cell], word: str, on: str, event: str) -> str:
    """One end of the values, at which the first is the nearest to the scenario as written."""
    if not cells:
        return ""
    nearest = cells[0] if word == "from" else cells[-1]
    apart = nearest.events[event].less_base
    assert apart is not None
    where = (
        " ".join(filter(None, [word, nearest.values[0], on])) if len(cells) > 1 else f"at {nearest.values[0]}"
    )
    return f"{_how(nearest, event)} {where} (by {amounts.points(apart)} points)"


def _how(cell: Cell, event: str) -> str:
    return "more frequent" if way(cell.events[event]) > 0 else "less frequent"


def _named(cells: Sequence[Cell]) -> str:
    named = [cell.values[0] for cell in cells]
    return wording.listed(named if len(named) <= NEAR_THE_END else [*named[:NEAR_THE_END], "others"])


def _a(event: str) -> str:
    return f"a {EVENTS[event]}"


def distinguishable(sweep: Sweep) -> str:
    """What is meant by clear."""
    return (
        f"Differences are paired, replication by replication. “Clearly” and filled marks: distinguishable from chance, "
        f"allowing for {wording.counted(len(sweep.cells), 'look')}; open marks and bare cells are not."
    )
