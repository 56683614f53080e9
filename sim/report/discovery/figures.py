"""Boxes over the ranges of their inputs, the way to the first, and the leaves of the tree."""

from __future__ import annotations

from sim.analysis.discovery.types import Box, Discovery, PeelingStep, Restricted
from sim.report import amounts, theme, wording
from sim.report.axes import layout, share_axis
from sim.report.blocks import Chart, DataTable, Key, TableBlock
from sim.report.discovery import sentences
from sim.report.figures.rows import row_layout
from sim.report.marks import Trace, bars, line, points, text
from sim.scenario.schema import Scenario

NARROWEST = 0.012  # of the range: a thinner bar could not be seen


def ranges(scenario: Scenario, found: Discovery, k: int) -> Chart:
    """A track for each input that box k restricts: the part of its range that is allowed."""
    box = found.boxes[k]
    labels = [(wording.sentence(sentences.condition(scenario, one)), "") for one in box.conditions]
    return Chart(
        id=f"box-{k + 1}",
        title=f"Box {k + 1}: {amounts.percent(box.density.share)} of talks inside {sentences.happens(found)}",
        caption=(
            f"{sentences.sentence(scenario, found, box)} Each track is all that was drawn of an input, from the lowest "
            f"to the highest; filled is what the box allows. All conditions hold in {amounts.told(box.support)} of "
            f"{'the rest of the ' if k else ''}worlds. Where the conditions were chosen, density was "
            f"{amounts.percent(box.fitted)}."
        ),
        data=[_track(len(labels)), _allowed(box, [name for name, _ in labels])],
        layout=row_layout(
            labels,
            xaxis=share_axis(tickvals=[]),
            barmode="overlay",
        ),
        table=_restrictions(scenario, box),
    )


def _track(rows: int) -> Trace:
    return _bars([0.0] * rows, [1.0] * rows, "@heat0", None)


def _allowed(box: Box, names: list[str]) -> Trace:
    parts = [_part(one) for one in box.conditions]
    lengths = [high - low for low, high in parts]
    return _bars([low for low, _ in parts], lengths, theme.BLUE, [text(name) for name in names])


def _bars(base: list[float], lengths: list[float], colour: str, said: list[str] | None) -> Trace:
    edge = {"color": "@line", "width": 1}
    return bars(lengths, 0.3, said, color=colour, line=edge) | {"base": base}


def _part(one: Restricted) -> tuple[float, float]:
    """Where on its track a condition lies; of a coin the one half or the other."""
    if one.coin:
        return (0.5, 1.0) if one.low > 0.5 else (0.0, 0.5)
    width = one.highest - one.lowest
    low, high = (one.low - one.lowest) / width, (one.high - one.lowest) / width
    return low, max(high, min(1.0, low + NARROWEST))


def _restrictions(scenario: Scenario, box: Box) -> DataTable:
    rows = [
        (
            sentences.condition(scenario, one),
            wording.clean(one.path),
            "yes or no" if one.coin else f"{sentences.number(one.lowest)} to {sentences.number(one.highest)}",
            sentences.by_chance(one),
        )
        for one in box.conditions
    ]
    return DataTable(("Condition", "Input", "Drawn", "Quasi-p-value"), tuple(rows))


def way(found: Discovery) -> Chart:
    """Density against coverage, as conditions are tightened."""
    taken = [step for step in found.steps if step.taken and any(b.clear for b in found.boxes)]
    return Chart(
        id="way",
        title="What tighter conditions gain and cost",
        caption=(
            "PRIM starts with all worlds (right) and cuts off a few at a time (to the left): what is left holds more "
            f"worlds that {sentences.happens(found)}, and covers fewer of all of them. {_taken(taken)} "
            "The dashed line is the half that chose, the points are the other: where they part, the search found noise."
        ),
        data=[_line(found), _points(found), *map(_ring, taken)],
        layout=layout(
            420,
            xaxis=share_axis("coverage: share of all worlds with it that lie inside", range=[-0.02, 1.04]),
            yaxis=share_axis(
                "density: share of worlds inside with it", range=[0, _top(found)], tickvals=None, nticks=6
            ),
        ),
        table=DataTable(
            (
                "Inputs restricted",
                "Density (95% interval)",
                "Coverage (95% interval)",
                "Density on the half that chose",
            ),
            tuple(_row(step) for step in found.steps),
        ),
        keys=(
            Key("held-out half", theme.BLUE, "circle"),
            Key("half that chose", "@muted", "dash"),
            *(Key("where the first box was taken", theme.VERMILLION, "circle") for _ in taken),
        ),
    )


def _taken(taken: list[PeelingStep]) -> str:
    """Which of them the first box is, if there is a box."""
    if not taken:
        return "No box was taken: chance could explain every one of them."
    return (
        f"The ring marks where the first box was taken: {amounts.told(taken[0].density)} inside, covering "
        f"{amounts.told(taken[0].coverage)}; conditions that chance could explain were then dropped."
    )


def _top(found: Discovery) -> float:
    return min(1.02, 1.1 * max(step.fitted_density for step in found.steps) + 0.02)


def _row(step: PeelingStep) -> tuple[str, ...]:
    return (
        f"{step.conditions}",
        amounts.estimate(step.density),
        amounts.estimate(step.coverage),
        amounts.percent(step.fitted_density),
    )


def _line(found: Discovery) -> Trace:
    x = [step.fitted_coverage for step in found.steps]
    return line(x, [step.fitted_density for step in found.steps], color="@muted", dash="dash", width=1.5)


def _points(found: Discovery) -> Trace:
    known = [step for step in found.steps if step.density.of]
    said = [
        f"{step.conditions} inputs restricted: density {text(amounts.estimate(step.density))}, "
        f"coverage {text(amounts.estimate(step.coverage))}"
        for step in known
    ]
    x, y = [step.coverage.share for step in known], [step.density.share for step in known]
    return points(x, y, said, color=theme.BLUE, size=8)


def _ring(step: PeelingStep) -> Trace:
    x, y = [step.coverage.share], [step.density.share]
    return points(x, y, color=theme.VERMILLION, symbol="circle-open", size=18, line={"width": 3})


def tree(scenario: Scenario, found: Discovery) -> TableBlock:
    """The leaves, the densest first."""
    return TableBlock(
        id="tree",
        title="All worlds, shared out",
        caption=(
            f"A classification tree (CART) cuts the worlds in two where that separates best those that "
            f"{sentences.happens(found)}, and each part again. Every world lies in just one row. The tree was grown on "
            "one half of the replications; the shares are those of the other."
        ),
        table=DataTable(
            ("When", "It happens in", "Share of worlds", "Covers"),
            tuple(_leaf(scenario, leaf) for leaf in found.leaves),
        ),
    )


def _leaf(scenario: Scenario, leaf: Box) -> tuple[str, ...]:
    shares = (leaf.density, leaf.support, leaf.coverage)
    return (
        wording.sentence(sentences.conditions(scenario, leaf)),
        *(amounts.estimate(share) for share in shares),
    )
