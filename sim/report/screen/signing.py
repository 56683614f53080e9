"""Named proposals by actor: who would sign."""

from __future__ import annotations

from rich.text import Text

from sim.analysis.agreements import Signing
from sim.analysis.intervals import Share
from sim.analysis.summary import Summary
from sim.report import amounts, wording
from sim.report.screen.parts import Cell, ScreenTable, table
from sim.report.signing import of_asked, whom
from sim.scenario.schema import Scenario

MANY, FEW = 0.5, 0.05  # shares from which a cell is green, and below which it is red


def signing(scenario: Scenario, summary: Summary) -> ScreenTable:
    """Percent of replications; the widest interval is said in the title."""
    signings = (*summary.proposals, *summary.ceasefire_proposals)
    rows = [
        *(_row(scenario, each, truce=False) for each in summary.proposals),
        *(_row(scenario, each, truce=True) for each in summary.ceasefire_proposals),
    ]
    actors = [wording.actor(scenario, name) for name in scenario.signers]
    return table(
        f"Who would sign, % (±{_widest(signings)}{'; * ceasefires, day 1' if summary.ceasefire_proposals else ''})",
        ("", *actors, whom(scenario)),
        rows,
    )


def _row(scenario: Scenario, signing: Signing, truce: bool) -> tuple[Cell, ...]:
    cells = (_cell(share) for share in (*of_asked(scenario, signing, truce), signing.everyone))
    return f"{'* ' * truce}{wording.proposal(scenario, signing.proposal, truce)}", *cells


def _cell(share: Share) -> Text:
    if not share.of:
        return Text(amounts.DASH)
    colour = "green" if share.share >= MANY else "red" if share.share < FEW else ""
    return Text(amounts.percent(share.share).removesuffix("%"), style=colour)


def _widest(signings: tuple[Signing, ...]) -> str:
    shares = [share for signing in signings for share in (*signing.by.values(), signing.everyone)]
    half = max((max(share.high - share.share, share.share - share.low) for share in shares), default=0.0)
    return f"{amounts.in_points(half)} at most"
