"""The plan of draws: what compiled code does for each replication, a line for each number."""

from typing import Annotated

from sim.bargaining.records.numbers import Code, Count, Flag, Numbers, Place


class PlanStep(Numbers):
    """An operation on registers."""

    operation: Annotated[Code, "which: operations.py"]
    out: Annotated[int, "register", "of what comes of it"]
    one: Annotated[int, "register", "on which it works first"]
    two: Annotated[int, "register", "on which it works second"]
    three: Annotated[int, "register", "on which it works third"]
    start: Annotated[Place, "of its part of the pool; or which stream, which name"]
    length: Annotated[Count, "numbers of that part"]


class PlanHole(Numbers):
    """Where a number goes."""

    register: Annotated[int, "register", "that holds it"]
    table: Annotated[int, "array", "into which it goes"]
    cell: Annotated[Place, "in the array"]
    kind: Annotated[Code, "a real number, a whole one, a flag"]


class PlanStrand(Numbers):
    """Luck of many rounds."""

    stream: Annotated[int, "stream", "from which it comes"]
    width: Annotated[Count, "numbers"]
    table: Annotated[int, "array", "into which they go"]
    start: Annotated[Place, "of the first in the array"]
    stride: Annotated[Count, "cells from one to the next"]
    normal: Annotated[Flag, "are they normal? Else uniform"]
