"""Why a package was tabled and not another one: in a sentence, and in numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sim.analysis.enough import some_are_enough
from sim.report import amounts, wording
from sim.report.texts import LetteredTexts
from sim.report.utilities import between, figure
from sim.scenario.links import Tie
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from sim.bargaining.inspect.choice import Prospect, Reading
    from sim.bargaining.inspect.rounds import Tabled

OFFERS = {
    "micro": "It comes down its list of packages by one whenever it has made no more different offers than the others.",
    "tit_for_tat": "It gives way as the others have.",
    "hardliner": "It stands where it stood.",
}
NEARLY_NONE = 0.005


def because(scenario: Scenario, tabled: Tabled, before: Tabled | None, truce: bool) -> Iterator[str]:
    """Why this one, in a sentence or two; nothing where nobody chose."""
    if scenario.protocol == "alternating_offers":
        yield from _conceded(scenario, tabled, before)
    elif tabled.choice is not None:
        yield _reason(scenario, tabled, truce)


def _reason(scenario: Scenario, tabled: Tabled, truce: bool) -> str:
    choice = tabled.choice
    assert choice is not None
    if choice.rule == "opening":
        return (
            f"It is the {'ceasefire' if truce else 'text'} with which the talks open, whatever its prospects."
        )
    if choice.rule == "own_mind":
        return "It has a mind of its own: by the rules it would have tabled another one."
    kind = "ceasefire" if truce else "text"
    if choice.rule == "logit":
        return (
            f"It is not exact, and took this one of {choice.considered} {kind}s worth tabling by chance, the more "
            "promising the likelier."
        )
    only = f"the only {kind} that it could table and gain by"
    first = (
        only if choice.considered == 1 else f"the most promising of {choice.considered} {kind}s worth tabling"
    )
    gain = f", and would gain it {figure(choice.chosen.gain)}" if _has_stake(scenario, tabled, truce) else ""
    expected = [_expected(scenario, reading) for reading in choice.chosen.readings]
    return f"It is {first}{gain}: {'; '.join(expected)}."


def _has_stake(scenario: Scenario, tabled: Tabled, truce: bool) -> bool:
    """Does its author gain by what is signed? A mediator may care for signatures alone."""
    if tabled.by not in scenario.mediators:
        return True
    by, ceasefire = tabled.by, scenario.truce
    if not truce:
        weighs = any(issue.weight[by].span[1] > 0 for issue in scenario.issues.values())
        return weighs or _is_linked(by, scenario.links)
    if ceasefire is None:
        return False
    return any(by in k.worth for k in ceasefire.issues.values()) or _is_linked(by, ceasefire.links)


def _is_linked(actor: str, links: Sequence[Tie]) -> bool:
    """Is anything together worth more or less to it?"""
    return any(actor in link.adds for link in links)


def _expected(scenario: Scenario, reading: Reading) -> str:
    """What its author thinks that another party will say."""
    who = wording.actor(scenario, reading.party)
    if reading.today >= 1.0:
        return f"{who} is thought sure to sign"
    if reading.today >= NEARLY_NONE:
        return f"{who} is given a {amounts.percent(reading.today)} chance to sign today"
    if reading.ever is None:
        return f"{who} is given next to no chance to sign"
    if reading.ever >= 1.0:
        return f"{who} is given no chance to sign today, but is thought sure to in the end"
    if reading.ever < NEARLY_NONE:
        return f"{who} is given no chance to sign, today or ever"
    return f"{who} is given no chance to sign today, but {amounts.percent(reading.ever)} in the end"


def passed_over(scenario: Scenario, texts: LetteredTexts, tabled: Tabled, truce: bool) -> Iterator[str]:
    """What it would rather have tabled, and why it did not."""
    choice = tabled.choice
    favourite = choice.favourite if choice is not None and choice.rule == "product" else None
    if choice is None or favourite is None:
        return
    called = wording.sentence(texts.aside(favourite.terms, favourite.named, choice.chosen.terms, truce))
    less = [
        _expected(scenario, there)
        for there, here in zip(favourite.readings, choice.chosen.readings, strict=True)
        if (there.today, there.ever or 0.0) < (here.today, here.ever or 0.0)
    ]
    yield f"{called} would gain it more ({figure(favourite.gain)}), but there {'; '.join(less)}."


def _conceded(scenario: Scenario, tabled: Tabled, before: Tabled | None) -> Iterator[str]:
    """An offer in turn: how far down its author has come."""
    mine, last = _own(tabled), _own(before) if before is not None else None
    if mine is None:
        return
    worth = f"It is worth {figure(mine)} to it"
    party = scenario.parties[tabled.by]
    if last is not None and last != mine:
        worth += f", {figure(abs(last - mine))} {'less' if mine < last else 'more'} than what it offered last"
    if party.strategy in OFFERS:
        yield f"{worth}. {OFFERS[party.strategy]}"
    elif party.offers == "generous":
        yield f"{worth}: of what meets its demand, the package that is worth most to the others together."
    else:
        yield f"{worth}: of what meets its demand, the package that is worth least to itself."


def _own(tabled: Tabled) -> float | None:
    """What a package is worth to its author."""
    return next((a.value for a in tabled.answers if a.actor == tabled.by), None)


def numbers(scenario: Scenario, texts: LetteredTexts, tabled: Tabled, truce: bool) -> Iterator[str]:
    """What its author made of the others, for this one and for the next best."""
    choice = tabled.choice
    assert choice is not None
    name = wording.sentence(texts.name(tabled.terms, truce))
    yield f"{name} as {wording.actor(scenario, tabled.by)} sees it: {_in_numbers(scenario, choice.chosen, truce)}."
    other = choice.runner_up
    if other is not None:
        called = texts.aside(other.terms, other.named, tabled.terms, truce)
        kind = {"product": "Next best", "logit": "Most promising of the others"}.get(
            choice.rule, "By the rules"
        )
        yield f"{kind}: {called}: {_in_numbers(scenario, other, truce)}."


def _in_numbers(scenario: Scenario, prospect: Prospect, truce: bool) -> str:
    read = [_read(scenario, reading, truce) for reading in prospect.readings]
    gain = f"gain {figure(prospect.gain)}"
    if not truce and some_are_enough(scenario) and prospect.gain > 0.0:
        gain += f", enough sign: {amounts.percent(prospect.score / prospect.gain)}"
    return "; ".join([gain, *read])


def _read(scenario: Scenario, reading: Reading, truce: bool) -> str:
    """What it is worth to another party, against what is supposed of it."""
    who = wording.actor(scenario, reading.party)
    held = "a full halt" if truce else "fighting on" if scenario.war else "no deal"
    supposed = between(reading.low, reading.high)
    chance = amounts.percent(reading.today) if reading.today >= NEARLY_NONE else "<0.5%"
    ever = "" if reading.ever is None else f", {amounts.percent(reading.ever)} in the end"
    leans = "" if reading.weight == 1.0 else f", to the power of {figure(reading.weight)}"
    return (
        f"{figure(reading.value)} to {who}, thought to put {held} at {supposed}: {chance} today{ever}{leans}"
    )
