"""Bargain -> a scenario's data, played by alternating offers."""

from __future__ import annotations

from itertools import pairwise

from sim.interchange.normalised import Utility, normalised
from sim.interchange.plain_numbers import tidy
from sim.interchange.types import Bargain, IssueSpec, NotImported, Profile
from sim.scenario.problems import Problem
from sim.scenario.suggestions import shown

LARGEST = 1e100
STRAIGHT = 1e-13  # a value this near the line between others needs no point of its own


def as_offers(bargain: Bargain) -> dict[str, object]:
    """A scenario that says what the files say. Raises NotImported."""
    utilities = {profile.name: fitted(profile) for profile in bargain.profiles}
    return {
        "title": bargain.name,
        "description": description(bargain, utilities),
        "basis": "source",
        "note": f"{bargain.kind}: {', '.join(bargain.files)}",
        "protocol": "alternating_offers",
        "actors": {name: {"outside_value": tidy(utility.outside)} for name, utility in utilities.items()},
        "issues": {topic.name: issue(topic, k, utilities) for k, topic in enumerate(bargain.topics)},
    }


def fitted(profile: Profile) -> Utility:
    """The profile as a scenario's utility. Raises NotImported."""
    products = [w * value for w, row in zip(profile.weights, profile.values, strict=True) for value in row]
    numbers = [*products, profile.constant, profile.reservation or 0.0, *profile.weights]
    within = all(abs(number) <= LARGEST for number in numbers)
    utility = normalised(profile) if within else None
    if utility is None:
        wrong = "every package is worth the same to it" if within else f"there are numbers beyond {LARGEST:g}"
        raise NotImported(profile.file, [Problem(None, "", wrong)])
    return utility


def description(bargain: Bargain, utilities: dict[str, Utility]) -> str:
    """What was read, and what is not as in the files."""
    changed = [sentence(name, utility) for name, utility in utilities.items() if not utility.unchanged]
    said = [f"Imported from {bargain.kind}. Utilities are those of the files"]
    said[-1] += f", but {'; '.join(changed)}" if changed else ""
    return ". ".join([*said, *bargain.remarks]) + "."


def sentence(name: str, utility: Utility) -> str:
    """How a utility, and that of no agreement with it, was made to fit in 0..1."""
    less = f"less {utility.shift:.10g}" if utility.shift else ""
    divided = f"divided by {utility.scale:.10g}" if utility.scale != 1.0 else ""
    return f"that of {shown(name)} is {' and '.join(filter(None, (less, divided)))}"


def issue(topic: IssueSpec, k: int, utilities: dict[str, Utility]) -> dict[str, object]:
    """An issue, with weights and values of all parties."""
    grid = topic.grid
    options = (
        {"range": {"from": tidy(grid.first), "to": tidy(grid.last), "step": tidy(grid.step)}}
        if grid
        else {"options": list(topic.options)}
    )
    return {
        **options,
        "weight": {name: tidy(utility.weights[k]) for name, utility in utilities.items()},
        "value": {name: curve(topic, utility.values[k]) for name, utility in utilities.items()},
    }


def curve(topic: IssueSpec, values: tuple[float, ...]) -> list[float] | dict[float, float]:
    """A value for each option; on a grid only the corners, if straight lines join them."""
    if topic.grid is None or topic.numbers is None:
        return [tidy(value) for value in values]
    corners = [0, *(i for i in range(1, len(values) - 1) if bends(values, i)), len(values) - 1]
    straight = (
        abs(values[a] + (values[b] - values[a]) * (i - a) / (b - a) - values[i]) <= STRAIGHT
        for a, b in pairwise(corners)
        for i in range(a, b)
    )
    if 2 * len(corners) < len(values) + 2 and all(straight):
        return {tidy(topic.numbers[i]): tidy(values[i]) for i in corners}
    return [tidy(value) for value in values]


def bends(values: tuple[float, ...], i: int) -> bool:
    """Is the value off the line between its neighbours?"""
    return abs(values[i - 1] - 2.0 * values[i] + values[i + 1]) > STRAIGHT
