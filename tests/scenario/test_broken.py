"""However broken a file is, the answer is a scenario or an error that can be printed: never a traceback."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import pytest
import yaml
from example import WAR
from hypothesis import HealthCheck, given, settings
from strategies import AWKWARD

from sim.scenario.plain_yaml import dump
from sim.scenario.reading import ScenarioError, numbers, read, resolved

thoroughly = settings(
    max_examples=30,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
# What people, and cats, type into YAML.
SCRAPS = (
    *("null", "~", "-1", "1e400", ".inf", ".nan", "''", "[]", "{}", "[[]]", "{a: b}", "- x", ": ", "? "),
    *("*a", "&a ", "!!int 3", "!x ", "|", ">", "'", '"', "\t", "\n", "#", "---\n", "...\n", "%YAML 1.1\n"),
    *("<<: ", "\x00", "\u2028", "extends: mine.yaml\n", 'extends: "\\0"\n', "0x" + "F" * 300, "9" * 500),
    *("{" * 50, "é", "日", "\U0001f600"),
    *("{uniform: [0, 1]}", "{value: }", "{choice: {}}", "{normal: {mean: 0, sd: 1e-300}}", "party", "north"),
    *("{beta: [1e-300, 1e300]}", "{range: {from: 1e308, to: -1e308, step: 1e-308}}", "role: mediator"),
)
TOKENS = re.findall(r"[\w.]+|[^\w\s]|\s+", WAR)
ANYTHING = st.sampled_from([*SCRAPS, *TOKENS, ".", "=", ""])
KEYS = st.sampled_from([*AWKWARD, "basis", "note", "north", "land", "role", "triangular", "choice"])
LEAVES = st.sampled_from([*AWKWARD, "", 0, 1, -1, 0.5, True, None, float("inf"), float("nan"), 10**400])


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("broken") / "mine.yaml"


def survives(file: Path, content: bytes, overrides: tuple[str, ...] = ()) -> None:
    """Reading it ends in a scenario that can be written and counted, or in an error that can be printed."""
    file.write_bytes(content)
    try:
        scenario = read(file, overrides)
    except ScenarioError as error:
        told = str(error)
    else:
        told = resolved(scenario) + str(numbers(scenario))
    assert told.replace("\n", "").isprintable()


@pytest.mark.slow
@thoroughly
@given(content=st.binary(max_size=300) | st.text(st.characters(codec="utf-8"), max_size=300).map(str.encode))
def test_random_bytes(content: bytes, file: Path) -> None:
    survives(file, content)


@thoroughly
@given(pieces=st.lists(ANYTHING, max_size=60))
def test_random_tokens(pieces: list[str], file: Path) -> None:
    survives(file, "".join(pieces).encode())


@thoroughly
@given(cuts=st.lists(st.tuples(st.integers(0, len(TOKENS) - 1), ANYTHING), max_size=3))
def test_a_valid_file_with_tokens_replaced(cuts: list[tuple[int, str]], file: Path) -> None:
    tokens = list(TOKENS)
    for position, scrap in cuts:
        tokens[position] = scrap
    survives(file, "".join(tokens).encode())


trees: st.SearchStrategy[Any] = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@thoroughly
@given(tree=trees, turns=st.lists(st.integers(0, 9), min_size=1, max_size=5))
def test_a_valid_scenario_with_a_random_tree_grafted_in(tree: Any, turns: list[int], file: Path) -> None:
    data: Any = yaml.safe_load(WAR)
    *branches, last = turns
    where = data
    for turn in branches:
        below = list(where.values() if isinstance(where, dict) else where)
        where = next((node for node in below[turn % len(below) :] if isinstance(node, (dict, list))), where)
    keys = list(where if isinstance(where, dict) else range(len(where)))
    where[keys[last % len(keys)]] = tree
    survives(file, dump(data).encode())


@thoroughly
@given(text=st.text(max_size=40) | st.lists(ANYTHING, max_size=8).map("".join))
def test_random_overrides(text: str, file: Path) -> None:
    survives(file, WAR.encode(), (text, f"actors.us.{text}", f"war={text}", f"issues.land.value.{text}=1"))
