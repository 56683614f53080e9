"""The answer to the analyst's question. `python tests/questions/analyst.py` writes it into its page."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import sim
from sim.analysis.comparison import Beside, Side
from sim.analysis.dealbreakers import Tried
from sim.report import amounts, wording
from sim.report.dealbreakers import sentences
from sim.scenario.schema import Scenario

ROOT = Path(__file__).parents[2]
PAGE = ROOT / ".docs" / "analyst.md"
BEGIN, END = "<!-- the analyst's question: begin -->\n", "<!-- the analyst's question: end -->\n"
ASKED = ("ceasefire30", "european_force", "us_backstop", "backed_force")
RUNS = {"compare": 1000, "dealbreakers": 500}  # as typed on the page
HEAD = (
    *("", "settlement", "points", "gained, lost"),
    *("zone of agreement, points", "Russia refuses: fighting on is worth more"),
)


def answer() -> str:
    """One row for each scenario, and who would have to change."""
    files = [ROOT / "scenarios" / f"{name}.yaml" for name in ASKED]
    with TemporaryDirectory() as results:
        compared = sim.compare(*files, runs=RUNS["compare"], results=results).answer
        scenario = sim.read(files[-1])
        broken = sim.dealbreakers(files[-1], runs=RUNS["dealbreakers"], results=results).answer
    rows = [row(compared.base, None), *(row(*each) for each in compared.others)]
    said = [breaker(scenario, tried) for tried in broken.tried[:3]]
    table = ["| " + " | ".join(HEAD) + " |", "|---" * len(HEAD) + "|", *rows]
    return "\n".join(
        [*table, "", f"What would turn the failures of `backed_force`: {wording.listed(said)}.", ""]
    )


def breaker(scenario: Scenario, tried: Tried) -> str:
    """One change, and what it would turn."""
    zone, settled = (amounts.estimate(tried.on(goal).gained) for goal in ("zone", "settlement"))
    return f"“{sentences.label(scenario, tried.change)}” opens a zone in {zone} and settles {settled}"


def row(side: Side, beside: Beside | None) -> str:
    """One scenario beside the base."""
    cells = [f"`{side.name}`", amounts.estimate(side.outcomes["settlement"])]
    if beside is None:
        cells += ["", "", ""]
    else:
        moved = {contrast.event: contrast for contrast in beside.contrasts}
        flow = f"+{beside.flow.saved.hits} −{beside.flow.lost.hits}"
        points = (amounts.points(moved[event].difference) for event in ("settlement", "zone"))
        cells += [next(points), flow, next(points)]
    blocked = next(b for b in side.blockers if (b.actor, b.reason) == ("russia", "war_pays"))
    return "| " + " | ".join([*cells, amounts.estimate(blocked.share)]) + " |"


def main() -> None:
    """Put the answer between its marks."""
    text = PAGE.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}{answer()}{END}{rest.split(END)[1]}", encoding="utf-8")


if __name__ == "__main__":
    main()
