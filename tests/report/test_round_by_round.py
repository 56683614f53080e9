"""Stories told by the engine: every number in a sentence is one of the round, and every protocol can be told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict
from functools import cache
from itertools import pairwise
from math import exp
from pathlib import Path
from typing import Any

import pytest

from sim.bargaining.agents.behaviour import load_agents
from sim.bargaining.inspect.rounds import Trace
from sim.bargaining.inspect.trace import trace
from sim.report import amounts, wording
from sim.report.round_by_round import tell_every_round
from sim.report.utilities import MOST_DIGITS, figure
from sim.scenario.reading import read
from sim.scenario.schema import Scenario

SCENARIOS = Path(__file__).parents[2] / "scenarios"
TOLD = [
    ("ceasefire30", ()),
    ("ceasefire30", ("protocol=alternating_offers",)),
    ("ceasefire30", ("protocol=challenge",)),
    ("ceasefire_first", ()),
    ("camp_david_1978", ()),
    ("dayton_1995", ()),
    ("korea_1951", ()),
    ("minimal", ()),
    (
        "minimal",
        ("protocol=alternating_offers", "actors.union.strategy=micro", "actors.company.strategy=tit_for_tat"),
    ),
    ("theory/fearon_1995", ()),
    ("theory/rubinstein_1982", ()),
    ("theory/bueno_de_mesquita_1994_emission_standards", ()),
    ("behaviours/stubborn", ()),
]
NUMBER = re.compile(r"<?[-−]?(?:\d+\.\d+%?|\d+%)")


@cache
def told(case: str, overrides: tuple[str, ...], replication: int = 31) -> tuple[Scenario, Trace]:
    scenario = read(SCENARIOS / f"{case}.yaml", overrides)
    agents = load_agents(scenario)
    return scenario, trace(scenario, 1, replication, agents=agents, reasons=True)


def numbers(value: Any) -> Iterator[float]:
    """Every number in nested data."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for item in value:
            yield from numbers(item)
    elif isinstance(value, float | int) and not isinstance(value, bool):
        yield float(value)


def sayings(scenario: Scenario, found: Trace, k: int) -> set[str]:
    """How the numbers of a round may be said: as a utility, as a share, or as an option of that name."""
    raw = [*numbers(asdict(found.rounds[k]))]
    moved = [abs(a - b) for by in scenario.actors for a, b in pairwise(own(found, k, by))]
    shares = [x for x in raw if 0.0 <= x <= 1.0] + [1.0 / (1.0 + exp(-found.rounds[k].balance))]
    topics = [*scenario.issues.values(), *(scenario.truce.issues.values() if scenario.truce else ())]
    terms = " ".join(wording.option(topic, option) for topic in topics for option in topic.options)
    finer = range(MOST_DIGITS + 1)  # what is compared and nearly the same has more digits
    said = (
        {figure(x, more) for x in [*raw, *moved] for more in finer}
        | {amounts.percent(x) for x in shares}
        | {"<0.5%"}
    )
    return said | set(NUMBER.findall(terms))


def own(found: Trace, k: int, by: str) -> list[float]:
    """What an actor's own texts up to a round are worth to it."""
    finals = [r.final for r in found.rounds[: k + 1] if r.final is not None and r.final.by == by]
    return [a.value for final in finals for a in final.answers if a.actor == by and a.value is not None]


@pytest.mark.parametrize(("case", "overrides"), TOLD)
def test_every_number_in_a_story_is_one_of_its_round(case: str, overrides: tuple[str, ...]) -> None:
    scenario, found = told(case, overrides)
    passages = tell_every_round(scenario, found).passages
    first = 1 if passages[0].when == "At the outset" else 0
    assert len(passages) == first + len(found.rounds) + 1
    for k, passage in enumerate(passages[first:-1]):
        said = set(NUMBER.findall(" ".join([passage.text, *passage.aside])))
        assert said <= sayings(scenario, found, k), passage.when


@pytest.mark.parametrize(("case", "overrides"), TOLD)
def test_every_story_is_whole_sentences(case: str, overrides: tuple[str, ...]) -> None:
    scenario, found = told(case, overrides)
    for passage in tell_every_round(scenario, found).passages:
        for line in (passage.text, *passage.aside):
            assert line.endswith(".")
            assert line[0].isupper() or not line[0].isalpha()
            assert not re.search(r"  |,\.|\.\.|;\.|None|nan| ,|_", line), line


def test_whoever_says_yes_or_no_is_told_to() -> None:
    scenario, found = told("ceasefire30", ())
    passages = tell_every_round(scenario, found).passages[1:-1]
    for round_, passage in zip(found.rounds, passages, strict=True):
        for tabled in (round_.final, round_.ceasefire):
            for answer in tabled.answers if tabled else ():
                if not answer.yes:
                    name = scenario.actors[answer.actor].label or answer.actor
                    assert re.search(rf"{name} (refuses|still|will not|would rather|withholds)", passage.text)


def test_what_the_others_learn_is_what_is_believed_after() -> None:
    scenario, found = told("minimal", ())
    passages = tell_every_round(scenario, found).passages[1:-1]
    lessons = 0
    for round_, passage in zip(found.rounds, passages, strict=True):
        for low, was in re.findall(
            r"worth at least ([−\d.]+) to it; they had reckoned with ([−\d.]+)", passage.text
        ):
            lessons += 1
            ends = [(figure(p.believed[0]), figure(p.supposed[0])) for p in round_.parties.values()]
            assert (low, was) in ends
    assert lessons


def test_the_opening_is_told_as_one() -> None:
    scenario, found = told("ceasefire30", ())
    first = tell_every_round(scenario, found).passages[1].text
    assert "It is the ceasefire with which the talks open" in first
    assert first.count("with which the talks open") == 1


def test_a_text_that_is_not_tabled_is_told_by_what_is_otherwise() -> None:
    scenario, found = told("ceasefire30", ())
    first = tell_every_round(scenario, found).passages[1].text
    assert "Text A with European force: reassurance; American guarantee: none; NATO: deferred" in first
