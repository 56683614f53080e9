"""What the decorators for compiled code promise."""

import ast
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numba.core import config

from sim.bargaining import compiled as machinery
from sim.bargaining.compiled import compiled, engine_hash, has_begun, inner, is_compiled, separate
from sim.bargaining.records import Judged
from sim.bargaining.types import Array

pytestmark = pytest.mark.skipif(bool(config.DISABLE_JIT), reason="nothing is compiled")


@inner
def nth(numbers: Array, n: int) -> float:
    """Called by the next one."""
    return float(numbers[n])


@compiled
def first_and_second(numbers: Array) -> float:
    """With two numbers written down."""
    return nth(numbers, 0) + nth(numbers, 1)


def test_a_rule_for_rules_is_called_by_them_and_refuses_to_be_called_from_python() -> None:
    assert first_and_second(np.array([1.0, 2.0])) == 3.0
    with pytest.raises(TypeError, match="compiled rules only"):
        nth(np.array([1.0, 2.0]), 0)


def half(number: float) -> float:
    """Compiled afresh by every test that asks for it."""
    return number / 2


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where compiled rules are kept meanwhile."""
    monkeypatch.setattr(machinery, "cache_folder", lambda: tmp_path / "kept")
    return tmp_path / "kept"


def test_a_rule_called_with_different_numbers_is_compiled_once(folder: Path) -> None:
    """Looked at where nothing is kept yet: what calls it would come from there without it."""
    compiled(first_and_second.py_func)(np.zeros(2))  # type: ignore[attr-defined]
    assert len(nth.overloads) == 1  # type: ignore[attr-defined]


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "zero-length": lambda whole: b"",
    "truncated": lambda whole: whole[: len(whole) // 2],
    "garbled": lambda whole: whole[:-100] + bytes(100),
    "of another": lambda whole: whole[32:] + whole[:32],
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_file_is_compiled_again_and_mended(folder: Path, damage: Callable[[bytes], bytes]) -> None:
    assert compiled(half)(3.0) == 1.5
    (file,) = folder.iterdir()
    whole = file.read_bytes()
    file.write_bytes(damage(whole))
    again: Any = compiled(half)
    assert again(3.0) == 1.5
    assert not again.entry.stats.cache_hits
    recalled: Any = compiled(half)
    assert recalled(3.0) == 1.5
    assert recalled.entry.stats.cache_hits


def test_each_signature_has_a_file_of_its_own_and_recompiling_adds_none(folder: Path) -> None:
    for _ in range(2):
        rule = compiled(half)
        assert (rule(3.0), rule(np.float32(5.0))) == (1.5, 2.5)
        assert len(list(folder.iterdir())) == 2


def test_where_nothing_can_be_kept_rules_play_all_the_same(folder: Path) -> None:
    folder.write_text("no folder", encoding="utf-8")
    assert compiled(half)(3.0) == 1.5


def test_a_protocol_counts_as_compiled_only_with_its_player_whole(folder: Path) -> None:
    folder.mkdir()
    player = folder / "sim.bargaining.protocols.mediated.player.play_all-0"
    machinery.disk.seal(player, b"code")
    assert is_compiled("mediated")
    assert has_begun("mediated")
    assert not has_begun("challenge")
    player.write_bytes(player.read_bytes()[:-1])
    assert not is_compiled("mediated")


@separate
def twice(me: Judged) -> float:
    """Called where it is by the next one."""
    return 2.0 * me.value


@compiled
def four_times(me: Judged) -> float:
    """By way of another."""
    return 2.0 * twice(me)


ELSEWHERE = """
import sys, numba, numpy, test_compiled
def one(name):
    return numpy.ones(1, [(name, float)]).view(numpy.recarray)[0]
for number in range(int(sys.argv[1])):
    numba.typeof(one(f"field_{number}"))  # each has a number in Numba's names
rules = test_compiled.twice, test_compiled.four_times
called = rules[int(sys.argv[2]):]
assert [rule(one("value")) for rule in called] == [2.0, 4.0][int(sys.argv[2]):]
print(*(sum(getattr(rule, "entry", rule).stats.cache_hits.values()) for rule in rules))
"""


@pytest.mark.slow
def test_what_calls_another_is_kept_without_it_and_needs_it(tmp_path: Path) -> None:
    """One process calls what another has compiled; where the file of what is called is gone, both are made anew."""

    def hits(types: int, first: int) -> str:
        command = [sys.executable, "-c", ELSEWHERE, str(types), str(first)]
        environment = os.environ | {"NUMBA_CACHE_DIR": str(tmp_path)}
        return subprocess.check_output(command, cwd=Path(__file__).parent, env=environment, text=True).strip()

    assert hits(types=5, first=0) == "0 0"
    (caller,) = (tmp_path / f"engine-{engine_hash()}").glob("*four_times*")
    caller.unlink()
    assert hits(types=2, first=1) == "1 0"
    assert hits(types=9, first=1) == "0 1"
    (called,) = caller.parent.glob("*twice*")
    called.unlink()
    assert hits(types=0, first=1) == "0 0"


SCALARS = {
    "None",
    "bool",
    "int",
    "float",
    "tuple[float, float]",
    "tuple[float, float, float]",
    "tuple[int, float, float]",
}
RULES = [
    pytest.param(rule, id=f"{file.stem}.{rule.name}")
    for file in sorted(Path(machinery.__file__).parent.rglob("*.py"))
    for rule in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    if isinstance(rule, ast.FunctionDef)
    and {"compiled", "inlined", "separate"} & {getattr(each, "id", "") for each in rule.decorator_list}
]


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_that_python_can_enter_hands_it_no_array(rule: ast.FunctionDef) -> None:
    """Nobody would know when its memory is free."""
    assert rule.returns is not None
    assert ast.unparse(rule.returns) in SCALARS
