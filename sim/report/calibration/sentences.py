"""The sentences of a calibration, for the screen and for the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sim.analysis.calibration.answer import Calibration, Met, Narrowed
from sim.report import amounts
from sim.report.naming import named
from sim.report.wording import listed
from sim.scenario.schema import Scenario

TILTED = "however the inputs were tilted within their ranges"
MUCH = 0.5  # bits: an input that moved so far no longer says what was stated
ENOUGH = 10_000  # replications of a search that is believed
THIN = 0.1  # part of the replications
FEW = 1_000  # replications


def title(found: Calibration, changes: Sequence[str]) -> str:
    """What was narrowed, with what was set over its file, to agree with what."""
    return f"{', '.join([found.scenario, *changes])}: {found.targets}"


def in_words(scenario: Scenario, found: Calibration) -> Calibration:
    """With its inputs called what they are."""
    return replace(
        found, narrowed=tuple(replace(each, path=named(scenario, each.path)) for each in found.narrowed)
    )


def headline(found: Calibration) -> str:
    """Were the targets met, and at what price?"""
    met = sum(target.met for target in found.met)
    return f"{_met(met, len(found.met))} {_price(found)}"


def _met(met: int, of: int) -> str:
    if met == of:
        return {1: "The target is met.", 2: "Both targets are met."}.get(of, f"All {of} targets are met.")
    if of == 1:
        return "The target is missed."
    return f"{met} of {of} targets {'is' if met == 1 else 'are'} met."


def _price(found: Calibration) -> str:
    if not found.narrowed:
        return "The inputs stay as they were stated."
    first = found.narrowed[0]
    count = len(found.narrowed)
    if count == 1:
        return f"One of {1 + found.untouched} uncertain inputs moves: {first.path}, {moved(first)}."
    return f"{count} of {count + found.untouched} uncertain inputs move; {first.path} most, {moved(first)}."


def moved(number: Narrowed) -> str:
    """From what to what, in a sentence."""
    noun = "its probability" if number.form == "coin" else "its median"
    return f"{noun} from {' to '.join(_middles(number))}"


def arrow(number: Narrowed) -> str:
    """From what to what, in a label."""
    return " → ".join(_middles(number))


def _middles(number: Narrowed) -> tuple[str, str]:
    middle = len(number.before) // 2
    show = amounts.percent if number.form == "coin" else _short
    return show(number.before[middle]), show(number.after[middle])


def _short(value: float) -> str:
    return amounts.short_number(value)


def bits(number: Narrowed) -> str:
    """How much was added to what was stated."""
    return amounts.number(number.bits) if number.bits >= 0.005 else "<0.01"


def span(points: tuple[float, ...], form: str) -> str:
    """The median and the range that holds nine draws in ten; of a coin its probability."""
    if form == "coin":
        return amounts.percent(points[0])
    low, median, high = (_short(point) for point in points)
    return f"{median} ({low} to {high})"


def conflict(found: Calibration) -> str:
    """What cannot be had together."""
    if found.agrees or not found.conflict:
        return (
            ""
            if found.agrees
            else "A search for targets that exclude one another found none: they are met nearly."
        )
    if len(found.conflict) == 1:
        return f"“{found.conflict[0]}” was not reached, {TILTED}{_more(found)}."
    together = listed([f"“{name}”" for name in found.conflict])
    return f"{together} were not met together, {TILTED}; any one left out, the others were{_more(found)}."


def _more(found: Calibration) -> str:
    """How sure that is."""
    return f" ({found.runs:,} replications; more may find a way)" if found.runs < ENOUGH else ""


NO_EVIDENCE = (
    "Agreement with a forecast is not evidence: many other inputs would agree as well. These are the nearest to what "
    "was stated."
)
FAR_OFF = "To agree, some inputs must lie where hardly anybody put them: doubt the model, or the targets."


def cautions(found: Calibration) -> tuple[str, ...]:
    """What it must not be taken for."""
    said = [NO_EVIDENCE]
    if found.runs < FEW:
        said.append(
            f"Only {found.runs:,} replications: a target counts as met where the interval of its share reaches into "
            "the range, and wide intervals reach far."
        )
    if found.narrowed and found.narrowed[0].bits > MUCH:
        said.append(FAR_OFF)
    if found.narrowed and found.effective < THIN * found.runs:
        like = f"about {amounts.whole(found.effective)} look like the narrowed scenario"
        said.append(f"Of the {found.runs:,} replications as stated only {like}.")
    return tuple(said)


def wanted(target: Met) -> str:
    """The range that is agreed with."""
    return amounts.interval(target.low, target.high)


def verdict(target: Met) -> str:
    """In a word."""
    return "met" if target.met else "missed"
