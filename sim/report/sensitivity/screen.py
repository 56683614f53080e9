"""Which inputs matter, on the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from sim.analysis.sensitivity.answer import INDICES, Influence, Influences, Sensitivity
from sim.report import wording
from sim.report.naming import Named, naming
from sim.report.screen.parts import ScreenTable, below, laid, table
from sim.report.sensitivity import sentences as told
from sim.report.sensitivity.page import cautions, how
from sim.report.terminal import prints
from sim.scenario.schema import Scenario

MOST = 10


@prints
def show(scenario: Scenario, answer: Sensitivity, width: int) -> Iterator[RenderableType]:
    """Print which inputs matter."""
    named = naming(scenario)
    yield Text(f"What matters in {wording.readable(answer.scenario)}, {how(answer)}", style="bold")
    yield from (Text(caution, style="yellow") for caution in cautions(answer))
    for found in answer.outcomes:
        yield below(Text(told.title(found), style="bold"))
        yield Text(told.lead(found, answer.method, named))
        if found.influences:
            yield laid(indices(found, answer.method, named), width)


def indices(found: Influences, method: str, named: Named) -> ScreenTable:
    """The strongest inputs, with their swings where they were played."""
    heads = ["", "rank", *(told.NAMES[name] for name in INDICES[method])]
    if found.swings:
        heads.append("low to high, points" if found.is_share else "low to high")
    rows = [_row(found, each, method, named) for each in found.influences[:MOST]]
    return table("", (*heads, ""), rows)


def _row(found: Influences, each: Influence, method: str, named: Named) -> tuple[str, ...]:
    apart = {swing.path: told.apart(swing.apart, found.is_share) for swing in found.swings}
    return (
        named(each.path),
        told.rank(each),
        *(told.index(name, each.indices[name]) for name in INDICES[method]),
        *([apart.get(each.path, "–")] if apart else []),
        "" if each.clear else "chance?",
    )
