"""What the decorators for compiled code promise."""

import numpy as np
import pytest
from numba.core import config

from sim.bargaining.compiled import compiled, inner
from sim.bargaining.nouns import Array

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


def test_a_rule_called_with_different_numbers_is_compiled_once() -> None:
    first_and_second(np.zeros(2))
    assert len(nth.overloads) == 1  # type: ignore[attr-defined]
