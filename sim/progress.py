"""What a person sees while waiting: notices, and a bar with the time left. Pipes see no bar."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from typing import Protocol

Tick = Callable[[int], None]


class Watch(Protocol):
    def notice(self, text: str) -> None: ...

    def bar(self, total: int, doing: str = "playing") -> AbstractContextManager[Tick | None]: ...


@dataclass(frozen=True)
class Silent:
    """Nobody watches."""

    def notice(self, text: str) -> None: ...

    def bar(self, total: int, doing: str = "playing") -> AbstractContextManager[Tick | None]:
        return nullcontext()


NOBODY = Silent()


@dataclass(frozen=True)
class OnTerminal:
    """Notices and the bar go to standard error, so that standard output stays clean."""

    def notice(self, text: str) -> None:
        import click

        click.echo(text, err=True)

    @contextmanager
    def bar(self, total: int, doing: str = "playing") -> Iterator[Tick]:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        console = Console(stderr=True)
        columns = (TextColumn(doing), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
            task = progress.add_task(doing, total=total)
            yield lambda more: progress.advance(task, more)
