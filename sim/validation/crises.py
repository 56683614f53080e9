"""Two who need not fight and do: Fearon, Powell."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sim.analysis.intervals import mean_of, share_of
from sim.bargaining.outcomes import Flags, Outcomes
from sim.validation.bench import Bench, drawn, exact, farthest, near
from sim.validation.check import Check

# Odds of A, its cost, and the ends of what war may cost B.
CRISES = ((0.5, 0.1, 0.0, 0.4), (0.6, 0.05, 0.0, 0.25), (0.5, 0.1, 0.1, 0.5), (0.5, 0.0, 0.0, 0.4))
SURPLUS = 0.2  # what peace saves both in Powell's file
GAP = 8  # no two neighbours of many uniform numbers lie so many times farther apart than on the average


def fearon(bench: Bench) -> Iterator[Check]:
    """Fearon (1995): the offer, the risk of war that it runs, and what that gamble is worth."""
    source = "Fearon 1995"
    for p, c, low, b in CRISES:
        told = f"p = {p:g}, c = {c:g}, B's cost from {low:g} to {b:g}"
        outcomes = crisis(bench, p, c, low, b)
        by_b = outcomes.settled & np.isclose(outcomes.utility[:, 0], p - c)
        war, terms = ~outcomes.settled[~by_b], outcomes.utility[~by_b & outcomes.settled, 0]
        offer, risk = p + (b - c) / 2, ((b - c) / 2 - low) / (b - low)
        yield exact(f"A's offer, {told}", source, offer, farthest(terms, offer), 1e-6)
        yield near(f"war after A's offer, {told}", source, risk, share_of(war))
        if low == 0:
            worth = np.where(outcomes.settled, outcomes.utility[:, 0], outcomes.war_value[:, 0])[~by_b]
            yield near(f"worth to A, {told}", source, p - c + (b + c) ** 2 / (4 * b), mean_of(worth))
    peace = share_of(crisis(bench, 0.5, 0.4, 0.0, 0.4).settled)
    yield near("peace if war costs A as much as it may cost B", source, 1.0, peace)


def crisis(bench: Bench, p: float, c: float, low: float, b: float) -> Outcomes:
    """One of Fearon's crises."""
    costs = [f"actors.a.cost_per_day={c}", f"actors.b.cost_per_day={{uniform: [{low}, {b}]}}"]
    return bench.played("fearon_1995", f"war.win_probability={p}", *costs)


def powell(bench: Bench) -> Iterator[Check]:
    """Powell (2006): at which shift of power deals turn into wars, and what guarantee turns them back."""
    steps = 3 * 0.004  # of the pie
    for doubt in (0.5, 0.6):
        outcomes = bench.played("powell_2006", f"actors.b.distrust={doubt}")
        names = f"greatest shift with a deal, r = {doubt:g}", f"least shift with war, r = {doubt:g}"
        jump, slack = SURPLUS * (1 - doubt) / doubt, steps + 0.4 * GAP / bench.runs
        yield from both_sides(names, jump, outcomes, outcomes.settled, slack)
    shift, doubt = 0.4, 0.5
    doubtful = ("actors.guarantor.credibility={uniform: [0, 1]}", f"actors.b.exposure={shift}")
    outcomes = bench.played("powell_2006", *doubtful)
    names = "most credible guarantor with war", "least credible guarantor with a deal"
    jump, slack = 1 - SURPLUS / (SURPLUS + shift) / doubt, steps + GAP / bench.runs
    yield from both_sides(names, jump, outcomes, ~outcomes.settled, slack)
    safe = bench.played("powell_2006", "actors.guarantor.credibility=0.5")
    yield near("deals with a guarantor believed by half", "Powell 2006", 1.0, share_of(safe.settled))


def both_sides(
    names: tuple[str, str], jump: float, outcomes: Outcomes, below: Flags, slack: float
) -> Iterator[Check]:
    """The last replication on the lower side of a jump, and the first on the upper side, both lie at it."""
    at, note = drawn(outcomes), "by our inequality; scenarios/theory/README.md has the paper's"
    yield exact(names[0], "Powell 2006", jump, float(at[below].max(initial=0.0)), slack, note=note)
    yield exact(names[1], "Powell 2006", jump, float(at[~below].min(initial=1.0)), slack, note=note)
