"""The loudest assumptions."""

from __future__ import annotations

from rich.text import Text

from sim.analysis.inputs import Driver
from sim.analysis.summary import Summary
from sim.report import amounts, wording
from sim.report.naming import Named, naming
from sim.report.screen.parts import ScreenTable, table
from sim.scenario.schema import Scenario

MOST = 5


def drivers(scenario: Scenario, summary: Summary) -> ScreenTable | Text:
    """The inputs whose lowest and highest third of draws differ most."""
    quiet = wording.quiet_drivers(summary)
    if quiet:
        return Text.assemble(("The loudest assumptions  ", "bold"), quiet)
    heads = ("", "lowest third", "highest third", "points", "")
    rows = [_row(naming(scenario), driver) for driver in summary.drivers[:MOST]]
    return table(f"The loudest assumptions, by the share with {wording.GOALS[summary.goal]}", heads, rows)


def _row(named: Named, driver: Driver) -> tuple[str, ...]:
    return (
        named(driver.path),
        amounts.estimate(driver.low_third),
        amounts.estimate(driver.high_third),
        amounts.points(driver.difference),
        "" if driver.clear else "chance?",
    )
