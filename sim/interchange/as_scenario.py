"""Bargain -> the YAML of a scenario, played by alternating offers."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from sim.interchange.normalised import Utility, normalised
from sim.interchange.nouns import Bargain, NotImported, Profile, Topic
from sim.scenario.plain_yaml import dump
from sim.scenario.problems import Problem, ScenarioError
from sim.scenario.reading import read
from sim.scenario.schema import Scenario
from sim.scenario.suggestions import shown

LARGEST = 1e100
STRAIGHT = 1e-13  # a value this near the line between others needs no point of its own


def as_yaml(bargain: Bargain) -> str:
    """A scenario file that says what the files say. Raises NotImported."""
    names = party_names(bargain.profiles)
    utilities = dict(zip(names, (fitted(profile) for profile in bargain.profiles), strict=True))
    text = dump(
        {
            "title": bargain.name,
            "description": description(bargain, utilities),
            "basis": "source",
            "note": f"{bargain.kind}: {', '.join(bargain.files)}",
            "protocol": "alternating_offers",
            "actors": {name: {"outside_value": tidy(utility.outside)} for name, utility in utilities.items()},
            "issues": {topic.name: issue(topic, k, utilities) for k, topic in enumerate(bargain.topics)},
        }
    )
    read_back(text, bargain.name)
    return text


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


def party_names(profiles: Sequence[Profile]) -> list[str]:
    """The profiles' names, with a number behind those that stand there twice."""
    names: list[str] = []
    for profile in profiles:
        tries = (f"{profile.name}_{n}" if n > 1 else profile.name for n in range(1, len(profiles) + 1))
        names.append(next(name for name in tries if name not in names))
    return names


def description(bargain: Bargain, utilities: dict[str, Utility]) -> str:
    """What was read, and what is not as in the files."""
    discounts = [
        f"{shown(name)} {profile.discount:g}"
        for name, profile in zip(utilities, bargain.profiles, strict=True)
        if profile.discount is not None
    ]
    changed = [sentence(name, utility) for name, utility in utilities.items() if not utility.unchanged]
    said = [f"Imported from {bargain.kind}. Utilities are those of the files"]
    said[-1] += f", but {'; '.join(changed)}" if changed else ""
    said += [f"Discounts are not applied: {', '.join(discounts)}"] if discounts else []
    return ". ".join([*said, *bargain.remarks]) + "."


def sentence(name: str, utility: Utility) -> str:
    """How a utility, and that of no agreement with it, was made to fit in 0..1."""
    less = f"less {utility.shift:.10g}" if utility.shift else ""
    divided = f"divided by {utility.scale:.10g}" if utility.scale != 1.0 else ""
    return f"that of {shown(name)} is {' and '.join(filter(None, (less, divided)))}"


def issue(topic: Topic, k: int, utilities: dict[str, Utility]) -> dict[str, object]:
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


def curve(topic: Topic, values: tuple[float, ...]) -> list[float] | dict[float, float]:
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


def tidy(number: float) -> float:
    """Without a fraction of nothing: 3 for 3.0, and 0 for -0.0."""
    return int(number) if number == int(number) and abs(number) < 2**53 else number


def read_back(text: str, name: str) -> Scenario:
    """The scenario that the text is. Raises NotImported with what the program will not take."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "scenario.yaml"
        file.write_text(text, encoding="utf-8")
        try:
            return read(file)
        except ScenarioError as error:
            told = [Problem(None, problem.path, problem.message, problem.hint) for problem in error.problems]
            raise NotImported(name, told) from None
