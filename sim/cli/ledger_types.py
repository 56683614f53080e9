"""What is typed about a forecast, and what is wrong with it."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    pass


class Day(click.ParamType[datetime.date]):
    """A date: 2026-12-31."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime.date:
        try:
            return datetime.date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{str(value)!r} is not a date such as 2026-12-31", param, ctx)


class OneLine(click.ParamType[str]):
    """A text of one line."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from sim.ledger.entries import checked_line

        try:
            return checked_line(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


class Chance(click.ParamType[float]):
    """A probability that leaves either answer possible; `certain` allows the ends too."""

    name = "probability"

    def __init__(self, certain: bool = False) -> None:
        self.certain = certain

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        from sim.ledger.entries import chance, checked_share

        try:
            return (checked_share if self.certain else chance)(float(value))
        except ValueError as error:
            said = "it is no number from 0 to 1, such as 0.2" if "convert" in str(error) else str(error)
            self.fail(f"{str(value)!r}: {said}", param, ctx)


class SaidBeside(click.ParamType[tuple[str, float]]):
    """What somebody else said: "Polymarket, 24 September=0.13"."""

    name = "who=probability"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, float]:
        if isinstance(value, tuple):
            return value
        who, mark, said = str(value).rpartition("=")
        if not mark:
            self.fail(f"{str(value)!r} is not who said it, = and a probability", param, ctx)
        return OneLine().convert(who.strip(), param, ctx), Chance().convert(said, param, ctx)
