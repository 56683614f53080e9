"""What an option of an issue is worth to a utility function of NegMAS: its value functions of one issue."""

from __future__ import annotations

import math

from sim.interchange.plain_json import number
from sim.interchange.types import IssueSpec, refuse
from sim.scenario.draft import Spot
from sim.scenario.scalars import DECIMAL
from sim.scenario.suggestions import listed, shown

KNOWN = ("TableFun", "AffineFun", "LinearFun", "IdentityFun", "ConstFun", "QuadraticFun")


def row(function: Spot, topic: IssueSpec) -> tuple[float, ...]:
    """[option] the value of each. Raises Unreadable."""
    kind = (function["type"].name or "").rpartition(".")[2]
    if kind == "TableFun":
        return _table(function, topic)
    if kind not in KNOWN:
        refuse(function.place, f"values of issue {shown(topic.name)}: {shown(kind)}; known: {listed(KNOWN)}")
    constant = _coefficient(function, "bias")
    if kind == "ConstFun":
        return (constant,) * len(topic.options)
    if topic.numbers is None:
        refuse(function.place, f"{kind} needs numbers, and the options of {shown(topic.name)} are names")
    slope = (
        1.0 if kind == "IdentityFun" else _coefficient(function, "a1" if kind == "QuadraticFun" else "slope")
    )
    square = _coefficient(function, "a2")
    return tuple(math.fsum((square * x * x, slope * x, constant)) for x in topic.numbers)


def _coefficient(function: Spot, key: str) -> float:
    """0 where it is not given."""
    return number(function[key]) if function[key] else 0.0


def _table(function: Spot, topic: IssueSpec) -> tuple[float, ...]:
    """A value for each option; 1 and 1.0 are one key to NegMAS."""
    table = function["mapping"]
    named: dict[object, Spot] = {}
    for written, value in table.entries.items():
        key: object = float(written) if topic.numbers and DECIMAL.fullmatch(written) else str(written)
        if key in named:
            refuse(value.place, f"issue {shown(topic.name)} has two values of {shown(written)}")
        named[key] = value
    keys: list[tuple[object, str]] = list(zip(topic.numbers or topic.options, topic.options, strict=True))
    for key, option in keys:
        if key not in named:
            refuse(table.place, f"no value of the option {shown(option)} of issue {shown(topic.name)}")
    return tuple(number(named[key]) for key, _ in keys)
