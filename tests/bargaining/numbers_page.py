"""The page of all numbers, made from the records. As a script: write it anew."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from inspect import getdoc
from pathlib import Path

from sim.bargaining import records

FOLDER = Path(records.__file__).parent
PAGE = FOLDER / "README.md"
# In the order of the page: the heading and its module.
CHAPTERS = {
    "The talks": "talks",
    "Actors": "actor",
    "Between actors": "relations",
    "Packages": "packages",
    "Events and luck": "events",
    "Alternating offers": "offers",
    "Composing a menu": "search",
    "Solutions of theory": "solutions",
    "How it ended": "ending",
    "The plan of draws": "drawing",
}
HEAD = """# Every number of a replication

What a replication consists of, besides [arrays by issue and option](../types.py): records of numbers.
[The model](../README.md) says what they are for, in formulas that use the symbols. The page is made from the classes of
this folder (`python -m tests.bargaining.numbers_page`); change them, not it.

*day* counts from the start, and is NaN before it has come; *row* is one of a menu, *seat* an actor's; where there is
none they are −1. *0..1* is a share or a chance. *code* is one of the names beside it, counted from 0; those of reasons
and outcomes stand in [outcomes.py](../outcomes.py).
"""
COLUMNS = "| number | symbol | unit | meaning |\n|---|---|---|---|\n"


def page() -> str:
    """The whole of it."""
    return HEAD + "".join(chapter(heading, name) for heading, name in CHAPTERS.items())


def chapter(heading: str, name: str) -> str:
    """The records of one module."""
    module = import_module(f"{records.__name__}.{name}")
    own = [each for each in vars(module).values() if is_record(each) and each.__module__ == module.__name__]
    return f"\n## {heading}\n\n{module.__doc__}\n" + "".join(map(table, own))


def is_record(each: object) -> bool:
    return isinstance(each, type) and issubclass(each, records.Numbers) and each is not records.Numbers


def table(record: type[records.Numbers]) -> str:
    """Its own numbers; of one that only joins others there is nothing to say."""
    rows = "".join(f"| {' | '.join(cells)} |\n" for cells in lines(record))
    return f"\n**`{record.__name__}`.** {getdoc(record)}\n\n{COLUMNS}{rows}" if rows else ""


def lines(record: type[records.Numbers]) -> Iterator[tuple[str, str, str, str]]:
    """Of each number, as the class says it: name, symbol, unit and meaning."""
    for name in record.__annotations__:
        unit, meaning, *symbol = record.said[name].__metadata__
        yield f"`{name}`", "".join(f"${each}$" for each in symbol), unit, meaning


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
