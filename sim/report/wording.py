"""Numbers and names as people read them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from math import isnan

from sim.analysis.intervals import Difference, Mean, Quantile, Share
from sim.scenario.schema import Scenario, Topic

OUTCOMES = {
    "no_agreement": "No agreement",
    "partial_ceasefire": "Partial ceasefire only",
    "ceasefire_collapsed": "Full ceasefire, collapsed",
    "ceasefire_expired": "Full ceasefire, expired",
    "ceasefire_holding": "Full ceasefire, holding",
    "not_ratified": "Signed, not ratified",
    "settlement": "Settlement",
}
EVENTS = {
    "settlement": "Settlement",
    "full_ceasefire": "Full ceasefire",
    "any_ceasefire": "Any ceasefire",
    "full_ceasefire_over": "Full ceasefire over",
}
REASONS = {
    "consent": "withholds a consent",
    "red_line": "a red line is crossed",
    "war_pays": "worth less than no deal",
    "distrust": "fears being cheated",
    "audience": "costs too much at home",
    "holding_out": "holds out for more",
}
GOALS = {
    "full_ceasefire_or_settlement": "a full ceasefire or a settlement",
    "settlement": "a settlement",
}
BASES = {
    "source": "from a source",
    "calibrated": "calibrated, that is, set so that the runs match something published,",
    "assumed": "assumed",
}


def readable(name: str) -> str:
    """A name from a file, its underscores as spaces, and nothing that could steer a terminal."""
    return clean(name.replace("_", " ").strip() or name)


def clean(text: str) -> str:
    """Text from a file without control characters."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def actor(scenario: Scenario, name: str) -> str:
    """An actor's label, or its name."""
    known = scenario.actors.get(name)
    return clean((known.label if known is not None else None) or readable(name))


def topic(topics: Mapping[str, Topic], name: str) -> str:
    """The label of an issue (of the settlement or of the ceasefire), or its name."""
    return clean(topics[name].label or readable(name))


def issue(scenario: Scenario, name: str) -> str:
    """The label of an issue of the settlement, or its name."""
    return topic(scenario.issues, name)


def option(topic: Topic, name: str) -> str:
    """An option, with the unit if it is a number."""
    unit = topic.range.unit if topic.range is not None else None
    if unit is None:
        return readable(name)
    return clean(f"{name}{unit}" if unit == "%" else f"{name} {unit}")


def reason(scenario: Scenario, name: str) -> str:
    """Why an actor refuses, in this scenario's terms."""
    at_war = scenario.war is not None and name == "war_pays"
    return "worth less than fighting on" if at_war else REASONS[name]


def title(scenario: Scenario) -> str:
    """What the scenario calls itself."""
    return clean(scenario.title or readable(scenario.name))


def percent(part: float) -> str:
    """0.034 as 3%; with decimals near either end, and never 0% or 100% unless it is exact."""
    if isnan(part):
        return "–"
    hundred = 100.0 * part
    edge = min(hundred, 100.0 - hundred)  # from the nearer end
    if 0.0 < edge < 0.005:
        return "<0.01%" if hundred < 50.0 else ">99.99%"
    digits = 2 if 0.0 < edge < 0.095 else 1 if 0.0 < edge < 0.95 else 0
    return f"{hundred:.{digits}f}%"


MOST_DIGITS = 4


def interval(low: float, high: float) -> str:
    """Two shares as 57–61%, with decimals where they would look the same."""
    ends = percent(low), percent(high)
    digits = 0
    while ends[0] == ends[1] and low < high and digits < MOST_DIGITS:
        digits += 1
        ends = f"{100.0 * low:.{digits}f}%", f"{100.0 * high:.{digits}f}%"
    return "–".join([ends[0].removesuffix("%"), ends[1]])


def estimate(share: Share) -> str:
    """A share with its interval: 59% (57–61%)."""
    return f"{percent(share.share)} ({interval(share.low, share.high)})" if share.of else "no case"


def points(apart: Difference) -> str:
    """A difference of shares in percentage points: +12 (+9 to +15)."""
    if isnan(apart.difference):
        return "–"
    return f"{signed_points(apart.difference)} ({signed_points(apart.low)} to {signed_points(apart.high)})"


def signed_points(part: float) -> str:
    """0.123 as +12; small ones with a decimal."""
    hundred = 100.0 * part
    text = f"{hundred:+.0f}" if abs(hundred) >= 0.95 else f"{hundred:+.1f}"
    return "0" if text in ("+0.0", "-0.0") else text.replace("-", "−")


def number(value: float, digits: int = 2) -> str:
    """A utility, with a real minus sign."""
    return "–" if isnan(value) else f"{value:.{digits}f}".replace("-", "−")


def plain_number(value: float, digits: int = 6) -> str:
    """As in the file: 0.00008, 0.25, 1,460."""
    written = f"{value:,.0f}" if value.is_integer() else f"{Decimal(f'{value:.{digits}g}'):f}"
    return written.replace("-", "−")


def mean(estimate: Mean) -> str:
    """0.52 (0.51 to 0.53), with another digit where the ends would look the same."""
    if not estimate.of:
        return "no case"
    if isnan(estimate.low):
        return f"{number(estimate.mean)} (one case)"
    digits = 2 if number(estimate.low) != number(estimate.high) else 3
    said, low, high = (number(value, digits) for value in (estimate.mean, estimate.low, estimate.high))
    return f"{said} ({low} to {high})"


def brief_mean(estimate: Mean) -> str:
    """0.52±0.010; alone if it is known exactly, or not at all."""
    if not estimate.of or isnan(estimate.low) or estimate.low == estimate.high:
        return number(estimate.mean)
    return f"{number(estimate.mean)}±{number(estimate.high - estimate.mean, 3)}"


def days(quantile: Quantile) -> str:
    """120 (110 to 131); an end that the sample cannot bound is a dash."""
    if not quantile.of:
        return "–"
    ends = ("–" if isnan(end) else f"{end:.0f}" for end in (quantile.low, quantile.high))
    return f"{quantile.value:.0f} ({' to '.join(ends)})"


def calendar(scenario: Scenario, day: float) -> date | None:
    """The date of a day of the talks, if the scenario says when they start."""
    return None if scenario.start is None else scenario.start + timedelta(days=int(day))


def date_text(moment: date) -> str:
    """14 April 2025, whatever the locale."""
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def when(scenario: Scenario, day: float) -> str:
    """The date if there is one, else the day."""
    moment = calendar(scenario, day)
    return f"day {day:.0f}" if moment is None else date_text(moment)


def listed(parts: Sequence[str], last: str = "and") -> str:
    """a, b and c."""
    return f" {last} ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))


def sentence(text: str) -> str:
    """With a capital at its start."""
    return text[:1].upper() + text[1:]
