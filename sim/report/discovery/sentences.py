"""Conditions, and what happens under them, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from sim.analysis.discovery.search import MOST_FITTED
from sim.analysis.discovery.types import Box, Discovery, Restricted
from sim.report import amounts, inputs, naming, wording
from sim.report.headline import ENDS
from sim.report.sensitivity.sentences import outcome
from sim.scenario.bundles import bundle_in_words, bundled_inputs
from sim.scenario.schema import Scenario

HAPPENS = {
    "full_ceasefire": "reach a full ceasefire",
    "any_ceasefire": "reach a ceasefire of some kind",
    "full_ceasefire_or_settlement": "reach a full ceasefire or a settlement",
    "zone": "have a zone of agreement at some time",
    "zone_at_end": "have a zone of agreement at the end",
    "missed": "miss a deal that was there",
    "mediator_left": "lose their mediator",
} | ENDS
DIGITS = 3  # of a bound: it is known no better
CAUTION = (
    "Conditions go together with what happens in these replications; they are inputs that were drawn, so they do cause "
    "it here, but only as far as the assumptions and their ranges are right."
)


def headline(scenario: Scenario, found: Discovery) -> str:
    """The first box in one sentence, or that there is none."""
    if not found.boxes:
        return (
            f"No box found with {found.runs:,} replications that chance would not also give, on {_on_any(found)}: none "
            f"says when talks {happens(found)}.{_more(found)}"
        )
    first = found.boxes[0]
    if not first.clear:
        return (
            f"No box found with {found.runs:,} replications does better than chance: in the best, "
            f"{amounts.percent(first.fitted)} of talks {happens(found)} on the half of the replications that chose it, "
            f"but {amounts.estimate(first.density)} on the other, against {amounts.estimate(found.base)} "
            f"overall.{_more(found)}"
        )
    return sentence(scenario, found, first)


def _on_any(found: Discovery) -> str:
    return "the one input that varies" if found.inputs == 1 else f"any of {found.inputs:,} inputs"


def _more(found: Discovery) -> str:
    """How many replications use all that a search will look at; nothing where it has."""
    if found.fitted_on >= MOST_FITTED:
        return ""
    return f" More replications may find one (--runs {2 * MOST_FITTED})."


def happens(found: Discovery) -> str:
    """What talks do."""
    return HAPPENS.get(found.outcome) or f"reach {outcome(found.outcome)}"


def sentence(scenario: Scenario, found: Discovery, box: Box) -> str:
    """When this and that, so many talks do it, against so many otherwise; and how many of all that covers."""
    later = box is not found.boxes[0]
    when = "Of the rest, when" if later else "When"
    covered = "what the boxes before leave" if later else "all that do"
    against = f"{amounts.estimate(box.outside)} {'of the others' if later else 'otherwise'}"
    return (
        f"{when} {conditions(scenario, box)}, {amounts.estimate(box.density)} of talks {happens(found)}, against "
        f"{against}; this covers {amounts.estimate(box.coverage)} of {covered}."
    )


def conditions(scenario: Scenario, box: Box) -> str:
    """This and that."""
    return wording.listed([condition(scenario, one) for one in box.conditions])


def condition(scenario: Scenario, one: Restricted) -> str:
    """“Russia: optimism” is below 0.9."""
    if one.coin:
        return inputs.coin(scenario, one.path, one.low > 0.5)
    return f"“{naming.named(scenario, one.path)}” is {bounds(one)}"


def bounds(one: Restricted) -> str:
    """Above 0.2, below 0.9, or between the two."""
    low, high = (number(end) for end in (one.low, one.high))
    if one.low <= one.lowest:
        return f"below {high}"
    return f"above {low}" if one.high >= one.highest else f"between {low} and {high}"


def number(value: float) -> str:
    """To three digits, as in the file."""
    return amounts.short_number(value, DIGITS)


def by_chance(one: Restricted) -> str:
    """A quasi-p-value."""
    return "<0.001" if one.quasi_p < 0.001 else amounts.number(one.quasi_p, 3)


def halves(found: Discovery) -> str:
    """Who chose and who measured."""
    return (
        f"Chosen on {found.fitted_on:,} of {found.runs:,} replications; all shares are those of {found.base.of:,} "
        f"others, of which {amounts.estimate(found.base)} {happens(found)}.{_short_of(found)}"
    )


def _short_of(found: Discovery) -> str:
    """What was asked and not reached."""
    if found.asked is None or not found.boxes or found.boxes[0].density.share >= found.asked:
        return ""
    return f" The first box falls short of the {amounts.percent(found.asked)} asked for."


def bundles(scenario: Scenario, found: Discovery) -> Sequence[str]:
    """A condition on one input is also one on what is drawn together with it."""
    limited = {one.path for box in found.boxes for one in box.conditions}
    return [
        f"Drawn together: {bundle_in_words(bundle)}. A condition on one of them also chooses among the others, so it "
        "may stand there for what moves with it."
        for bundle in scenario.together
        if bundle.correlation and limited & set(bundled_inputs(bundle))
    ]


def said(scenario: Scenario, found: Discovery) -> Sequence[str]:
    """A sentence for each box."""
    return [sentence(scenario, found, box) for box in found.boxes if box.clear]
