"""What studies and questions are asked with: how much is played, by whom, and where the answer is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from inspect import Parameter, signature
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar

from sim.progress import NOBODY, Watch

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from sim.bargaining.run.workers import Workers
    from sim.seating import Seats

Function = TypeVar("Function", bound=Callable[..., Any])


class RunKeywords(TypedDict, total=False):
    """The same as keywords of a function: `**options: Unpack[RunKeywords]`."""

    runs: int | None
    seed: int | None
    overrides: Sequence[str]
    results: str | Path
    linked: bool
    agents: Seats | None
    allow_code: bool
    threads: int | None
    executor: Executor | None
    watch: Watch
    command: str | None


@dataclass(frozen=True)
class RunOptions:
    """How something is asked; `sim.run` says what each of these is."""

    runs: int | None = None
    seed: int | None = None
    overrides: Sequence[str] = ()
    results: str | Path = "results"
    linked: bool = False
    agents: Seats | None = None
    allow_code: bool = False
    threads: int | None = None
    executor: Executor | None = None
    watch: Watch = NOBODY
    command: str | None = None

    def __post_init__(self) -> None:
        who_plays(self.threads, self.executor)

    @property
    def shelf(self) -> Path:
        """The folder of results."""
        return Path(self.results)

    @property
    def workers(self) -> Workers:
        """Who plays."""
        return who_plays(self.threads, self.executor)

    def sized(self, runs: int, seed: int) -> tuple[int, int]:
        """How many replications of which seed, if it is these unless told."""
        return (runs if self.runs is None else self.runs), (seed if self.seed is None else self.seed)


def who_plays(threads: int | None, executor: Executor | None) -> Workers:
    """Whoever is named. Raises ValueError where that is said twice."""
    if threads is not None and executor is not None:
        raise ValueError(
            f"threads={threads} and executor={type(executor).__name__} both say who plays, and an executor has workers "
            "of its own: leave out one of them"
        )
    return threads if executor is None else executor


def shows_options(function: Function) -> Function:
    """Show the options one by one wherever the keywords of a function are looked up: by `help`, by a notebook."""
    own = [each for each in signature(function).parameters.values() if each.kind is not Parameter.VAR_KEYWORD]
    shared = [
        Parameter(each.name, Parameter.KEYWORD_ONLY, default=each.default, annotation=each.type)
        for each in fields(RunOptions)
    ]
    shown = signature(function).replace(parameters=[*own, *shared])
    function.__signature__ = shown  # type: ignore[attr-defined]
    return function
