"""What an option of an issue is worth in GENIUS, from 0 to 1.

discrete    evaluation / greatest evaluation of the issue; 0 if that is below 1e-5
integer     slope * (number - lower bound) + offset, cut off at 0 and 1
real        linear: parameter1 * number + parameter0, cut off at 0 and 1; constant: parameter0;
            triangular: rises from parameter0 to 1 at parameter2 and falls to parameter1
"""

from __future__ import annotations

from sim.interchange.safe_xml import Element
from sim.interchange.types import IssueSpec, refuse
from sim.scenario.suggestions import listed, shown

NOTHING = 1e-5


def evaluations(issue: Element, topic: IssueSpec) -> tuple[float, ...]:
    """[option] the evaluation of each, 0..1. Raises Unreadable."""
    items = list(issue.every("item"))
    if topic.numbers is None or items:
        return _table(issue, items, topic)
    evaluator = issue.only("evaluator")
    if evaluator is None:
        refuse(issue.place, f"issue {shown(topic.name)} has no <evaluator>")
    kind = issue.attributes.get("type") or issue.attributes.get("vtype")
    if kind == "integer":
        low = issue.number("lowerbound") if "lowerbound" in issue.attributes else topic.numbers[0]
        slope, offset = evaluator.number("slope"), evaluator.number("offset")
        return tuple(_cut(slope * (number - low) + offset) for number in topic.numbers)
    if kind == "real":
        return tuple(_real(evaluator, number) for number in topic.numbers)
    refuse(
        issue.place,
        f"issue {shown(topic.name)} has numbers in the domain, and is {shown(kind or 'discrete')} here",
    )


def _table(issue: Element, items: list[Element], topic: IssueSpec) -> tuple[float, ...]:
    """Evaluations of named options as shares of the greatest."""
    known = set(topic.options)
    found: dict[str, float] = {}
    for item in items:
        option = item.text("value")
        if option not in known:
            refuse(item.place, f"issue {shown(topic.name)} has no option {shown(option)} in the domain")
        if option in found:
            refuse(item.place, f"issue {shown(topic.name)} has the option {shown(option)} twice")
        found[option] = item.number("evaluation")
        if found[option] < 0.0:
            refuse(item.place, "the evaluation is below 0")
    missing = [option for option in topic.options if option not in found]
    if missing:
        refuse(issue.place, f"issue {shown(topic.name)} has no evaluation of {listed(missing)}")
    top = max(found.values())
    return tuple(found[option] / top if top >= NOTHING else 0.0 for option in topic.options)


def _real(evaluator: Element, number: float) -> float:
    kind = evaluator.attributes.get("ftype", "").lower()
    if kind == "linear":
        return _cut(evaluator.number("parameter1") * number + evaluator.number("parameter0"))
    if kind == "constant":
        return evaluator.number("parameter0")
    if kind == "triangular":
        return _tent(number, *(evaluator.number(f"parameter{i}") for i in range(3)))
    refuse(evaluator.place, f"{evaluator} of ftype {shown(kind)}; known: linear, constant, triangular")


def _cut(evaluation: float) -> float:
    return min(1.0, max(0.0, evaluation))


def _tent(number: float, low: float, high: float, top: float) -> float:
    if low <= number < top:
        return (number - low) / (top - low)
    return 1.0 - (number - top) / (high - top) if top <= number < high else 0.0
