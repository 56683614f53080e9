"""Scenarios beside one another: a column for each of a few, a row for each of many."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePath

from rich.console import Console, RenderableType
from rich.rule import Rule
from rich.text import Text

from sim.analysis.chapters import Chapters
from sim.analysis.comparison import Beside, Comparison, Contrast, Side
from sim.analysis.contrasts import EVENTS
from sim.bargaining.outcomes import OUTCOMES
from sim.report import amounts, wording
from sim.report.comparison.agreed import most_often
from sim.report.comparison.cast import Cast
from sim.report.comparison.differences import gained
from sim.report.comparison.obstacles import ranked, refusal
from sim.report.comparison.sentences import brief_end, cautions, event, headline, nothing, same, verdict
from sim.report.screen.parts import ScreenTable, below, laid, table
from sim.report.terminal import show_told
from sim.scenario.schema import Scenario

COLUMNS = 4  # scenarios that stand side by side
IN_ROWS = ("settlement", "full_ceasefire", "zone")  # more do not fit a row
MOST_CHANGES, MOST_BLOCKERS = 6, 6
UNCLEAR = " ?"
SHORT = {
    "no_agreement": "nothing",
    "partial_ceasefire": "partial",
    "ceasefire_collapsed": "collapsed",
    "ceasefire_expired": "expired",
    "ceasefire_holding": "holding",
    "not_ratified": "rejected",
    "settlement": "settled",
}


def show(
    scenarios: tuple[Scenario, ...],
    found: Comparison,
    files: Mapping[str, str],
    console: Console | None = None,
    chapters: Chapters | None = None,
) -> None:
    """Print scenarios, which stand in the order of the comparison, and where the files are (what: path)."""
    show_told(lambda width: _blocks(scenarios, found, width), files, console, chapters, scenarios)


def _blocks(scenarios: tuple[Scenario, ...], found: Comparison, width: int) -> Iterator[RenderableType]:
    cast, few = Cast(scenarios), len(found.sides) <= COLUMNS
    names = " · ".join(side.name for side in found.sides)
    if not few:
        names = f"{found.base.name} and {len(found.others)} others"
    yield Rule(Text(f"Compared: {names}", style="bold"), align="left", style="dim")
    yield Text(headline(found))
    yield Text("\n".join(cautions(found)), style="dim")
    for grid in _columns(cast, found) if few else _rows(found):
        if grid.rows:
            yield below(laid(grid, width))
    if doubts := list(_doubts(found)) if few else [f"{UNCLEAR.strip()}: {CHANCE}"]:
        yield below(Text("\n".join(doubts), style="dim"))
    yield below(_differs(cast, found, width))


CHANCE = (
    "not distinguishable from chance, with all differences looked at; the page says how many runs would tell"
)


def _columns(cast: Cast, found: Comparison) -> Iterator[ScreenTable]:
    heads = ("", *(side.name for side in found.sides))
    none, sides = nothing(found.runs), found.sides
    known = [n for n in reversed(OUTCOMES) if any(n in side.outcomes for side in sides)]
    ends = [(brief_end(n), *(amounts.estimate(s.outcomes.get(n, none)) for s in sides)) for n in known]
    yield table("How the talks end", heads, ends)
    less = f"Difference from {heads[1]}, points, run by run ({UNCLEAR.strip()}: may be chance)"
    yield table(less, ("", *heads[2:]), list(_contrasts(found)))
    yield table("Median day, where it happens", heads, list(_medians(found)))
    issues = cast.issues
    settled = [
        (wording.topic(issues, n), *(most_often(issues, {t.issue: t for t in s.terms}.get(n)) for s in sides))
        for n in issues
    ]
    yield table("What is settled most often", heads, settled)
    every = [side.blockers for side in sides]
    yield table(
        "Who blocked the last package, of failures", heads,
        [(refusal(cast, *pair), *(_refused(side, pair) for side in sides)) for pair in ranked(every, MOST_BLOCKERS)],
    )  # fmt: skip
    yield table("What all would sign", heads, list(_signed(cast, found)))


def _contrasts(found: Comparison) -> Iterator[tuple[str, ...]]:
    names = dict.fromkeys(c.event for beside in found.beside for c in beside.contrasts)
    for name in names:
        if name in EVENTS:
            yield event(name), *(_points(beside.contrast(name)) for beside in found.beside)
    if not names:
        return
    moves = ("{} {}".format(*_moves(beside)) for beside in found.beside)
    yield "Settlements gained, lost", *moves
    yield (
        "Unpaired runs a paired one is worth",
        *(_worth(beside.contrast("settlement")) for beside in found.beside),
    )


def _points(contrast: Contrast | None) -> str:
    if contrast is None:
        return "–"
    if same(contrast):
        return "the same  "
    return amounts.points(contrast.difference) + ("  " if contrast.clear else UNCLEAR)


def _worth(contrast: Contrast | None) -> str:
    return gained(contrast) if contrast and contrast.gain else "–"


def _medians(found: Comparison) -> Iterator[tuple[str, ...]]:
    by_event = [{timing.event: timing for timing in side.timing} for side in found.sides]
    for name in EVENTS:
        if any(name in each and each[name].ever.hits for each in by_event):
            days = (amounts.days(each[name].quantiles[1]) if name in each else "–" for each in by_event)
            yield event(name), *days


def _refused(side: Side, pair: tuple[str, str]) -> str:
    share = {(b.actor, b.reason): b.share for b in side.blockers}.get(pair)
    return "–" if share is None else amounts.estimate(share)


def _signed(cast: Cast, found: Comparison) -> Iterator[tuple[str, ...]]:
    by_side = [{s.proposal: s.everyone for s in side.proposals} for side in found.sides]
    for name in dict.fromkeys(name for each in by_side for name in each):
        shares = (amounts.estimate(each[name]) if name in each else "–" for each in by_side)
        yield cast.proposal(name), *shares


def _rows(found: Comparison) -> Iterator[ScreenTable]:
    known = [n for n in reversed(OUTCOMES) if any(n in side.outcomes for side in found.sides)]
    yield table(
        f"How the talks end, % (±{amounts.in_points(_widest(found))} at most)",
        ("", *(SHORT[name] for name in known)),
        [(s.name, *(_percent(s, n) for n in known)) for s in found.sides],
    )
    asked = [n for n in IN_ROWS if any(beside.contrast(n) for beside in found.beside)]
    yield table(
        f"Difference from {found.base.name}, points, run by run ({UNCLEAR.strip()}: may be chance)",
        ("", *(event(n).lower().removesuffix(" of agreement") for n in asked)),
        [(s.name, *(_points(b.contrast(n)) for n in asked)) for s, b in found.others],
    )
    heads = ("", "gained", "lost", "unpaired runs a paired one is worth", "lines that differ")
    yield table("Settlements", heads, [_settlements(side, beside) for side, beside in found.others])


def _settlements(side: Side, beside: Beside) -> tuple[str, ...]:
    return side.name, *_moves(beside), _worth(beside.contrast("settlement")), f"{len(beside.changes):,}"


def _moves(beside: Beside) -> tuple[str, str]:
    """Settlements gained and lost, where that says something."""
    if beside.contrast("settlement") is None:
        return "–", "–"
    return f"+{beside.flow.saved.hits:,}", f"−{beside.flow.lost.hits:,}"


def _percent(side: Side, name: str) -> str:
    share = side.outcomes.get(name)
    return "–" if share is None else amounts.percent(share.share).removesuffix("%")


def _widest(found: Comparison) -> float:
    shares = [share for side in found.sides for share in side.outcomes.values()]
    return max(max(s.high - s.share, s.share - s.low) for s in shares)


def _doubts(found: Comparison) -> Iterator[str]:
    """What would tell, for the main events that cannot be told from chance."""
    for side, beside in found.others:
        for contrast in beside.contrasts:
            if contrast.event in EVENTS and not contrast.clear and not same(contrast):
                said = f"{event(contrast.event)} in {side.name}"
                yield f"{said}: {verdict(contrast, found.runs)}"


def _differs(cast: Cast, found: Comparison, width: int) -> Text:
    lines = Text.assemble((f"What differs from {found.base.name} in the files", "bold"))
    most = max(1, MOST_CHANGES // len(found.others)) if len(found.sides) > COLUMNS else MOST_CHANGES
    for number, (side, beside) in enumerate(found.others, start=1):
        lead = f"\n{side.name}" if len(found.others) > 1 else ""
        lines.append(lead, "dim")
        for change in beside.changes[:most]:
            lines.append(f"\n  {_line(cast.differing(number, change), change.place, width - 2)}")
        if len(beside.changes) > most:
            lines.append(f"\n  and {len(beside.changes) - most} more, all on the page", "dim")
        if not beside.changes:
            lines.append("\n  no line that is played")
    return lines


def _line(said: str, where: str | None, width: int) -> str:
    """What stood there and what stands there; the values give way, the place does not."""
    place = f"  [{PurePath(where).name}]" if where else ""
    room = width - len(place)
    return (said if len(said) <= room else f"{said[: room - 1]}…") + wording.clean(place)
