"""What a step of a tape can do, by the names of NumPy and scipy.special; as compiled code, to the same bit."""

import numpy as np

from sim.bargaining.compiled import inlined
from sim.bargaining.records import PlanStep
from sim.bargaining.special import betaincinv, gammaincinv, log1p, logit, ndtr, ndtri
from sim.bargaining.types import Array

_NAMES = (
    *("free", "given"),
    *("add", "subtract", "multiply", "divide", "negative", "absolute", "floor", "sqrt"),
    *("minimum", "maximum", "clip", "where", "less", "greater", "equal"),
    *("interp", "ndtr", "ndtri", "gammaincinv", "betaincinv", "log1p", "logit"),
)
OPERATIONS = {name: code for code, name in enumerate(_NAMES)}
FREE, GIVEN = range(2)
ADD, SUBTRACT, MULTIPLY, DIVIDE, NEGATIVE, ABSOLUTE, FLOOR, SQRT = range(2, 10)
MINIMUM, MAXIMUM, CLIP, WHERE, LESS, GREATER, EQUAL = range(10, 17)
INTERP, NDTR, NDTRI, GAMMAINCINV, BETAINCINV, LOG1P, LOGIT = range(17, 24)


@inlined
def operate(step: PlanStep, value: Array, pool: Array) -> float:
    """What comes of a step that needs no luck."""
    one, two, three = value[step.one], value[step.two], value[step.three]
    if step.operation <= SQRT:
        return calculate(step.operation, one, two)
    if step.operation <= WHERE:
        return choose(step.operation, one, two, three)
    if step.operation <= EQUAL:
        return 1.0 if holds(step.operation, one, two) else 0.0
    if step.operation == INTERP:
        return between(one, pool, step.start, step.length // 2)
    return special(step.operation, one, two, three)


@inlined
def calculate(operation: int, one: float, two: float) -> float:
    """Arithmetic."""
    if operation == ADD:
        return one + two
    if operation == SUBTRACT:
        return one - two
    if operation == MULTIPLY:
        return one * two
    if operation == DIVIDE:
        return one / two
    if operation == NEGATIVE:
        return -one
    if operation == ABSOLUTE:
        return abs(one)
    return np.sqrt(one) if operation == SQRT else np.floor(one)


@inlined
def choose(operation: int, one: float, two: float, three: float) -> float:
    """One of some numbers."""
    if operation == MINIMUM:
        return min(one, two)
    if operation == MAXIMUM:
        return max(one, two)
    if operation == CLIP:
        return min(max(one, two), three)
    return two if one != 0.0 else three


@inlined
def holds(operation: int, one: float, two: float) -> bool:
    """Comparisons."""
    if operation == LESS:
        return one < two
    return one > two if operation == GREATER else one == two


@inlined
def upto(number: float, pool: Array, start: int, size: int) -> int:
    """How many of some rising numbers are not above this one."""
    low, high = 0, size
    while low < high:
        middle = (low + high) // 2
        if pool[start + middle] <= number:
            low = middle + 1
        else:
            high = middle
    return low


@inlined
def between(number: float, pool: Array, start: int, size: int) -> float:
    """On the straight line between known points; `size` rising places, then what is there."""
    at = max(0, upto(number, pool, start, size) - 1)
    x, y = start + at, start + size + at
    if at == size - 1 or number <= pool[x]:
        return pool[y]
    slope = (pool[y + 1] - pool[y]) / (pool[x + 1] - pool[x])
    return slope * (number - pool[x]) + pool[y]


@inlined
def special(operation: int, one: float, two: float, three: float) -> float:
    """Functions of scipy.special."""
    if operation == NDTR:
        return ndtr(one)
    if operation == NDTRI:
        return ndtri(one)
    if operation == GAMMAINCINV:
        return gammaincinv(one, two)
    if operation == BETAINCINV:
        return betaincinv(one, two, three)
    return log1p(one) if operation == LOG1P else logit(one)
