"""Somebody who watches, and may not wait for the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Impatient:
    """Presses Ctrl-C after so many of what is counted (cells, parts); never, if that is negative."""

    counted: str
    after: int = -1
    said: list[str] = field(default_factory=list)

    def notice(self, text: str) -> None:
        self.said.append(text)

    @contextmanager
    def bar(self, total: int, doing: str = "playing") -> Iterator[Callable[[int], None]]:
        def tick(more: int) -> None:
            self.after -= more * (doing == self.counted)
            if self.after == 0:
                raise KeyboardInterrupt

        yield tick
