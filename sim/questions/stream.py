"""Replications by the hundred million: written as they are played, counted, and never held."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Unpack

from sim.analysis.tally import Streamed, Tally, streamed
from sim.options import RunKeywords, RunOptions
from sim.questions.asking import Asked, Subject, asked, asks
from sim.questions.finding import Finding, Inquiry, Made, find_out
from sim.questions.streaming.part import StreamPart, counted, stream_parts
from sim.questions.sweeping.kept import PartialResults
from sim.questions.sweeping.playing import contents, how_many
from sim.results.store import Content
from sim.telling import SCENARIO

KIND, DATASET = "stream", "outcomes"
NOTICE = "replications are written as they are played, and counted: memory does not hold them"


@asks
def stream(subject: Subject, **options: Unpack[RunKeywords]) -> Finding[Streamed]:
    """Play more replications than memory holds: they go to the files of one Parquet dataset, and are counted.

    A stream that was broken off goes on where it stopped. Of what `run` tells there is what can be counted: how often
    things happen, means, and quantiles of days to a tenth of a day.

    Parameters
    ----------
    subject : path, Scenario or Study
        A scenario or its file; or a study or its folder.

    Returns
    -------
    Finding of Streamed
        Shares (0..1), means and quantiles with 95 % intervals; its folder holds `outcomes`, to be read by
        `pyarrow.dataset`, pandas, Polars or DuckDB.

    Raises
    ------
    Unanswerable
        For a scenario in which actors decide by Python code of their own.
    NoCluster, LostWorkers
        Where nobody plays.

    See Also
    --------
    run : tells all of what fits into memory.

    Examples
    --------
    >>> import sim
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as results:
    ...     answer = sim.stream("scenarios/minimal.yaml", runs=200, results=results).answer
    >>> answer.runs, answer.events["settlement"].share
    (200, 1.0)
    """
    about = asked(subject, RunOptions(**options), rules_only=True)
    inquiry = Inquiry(KIND, about.scenario.name, {"question": about.question.parts})
    kept = PartialResults(about.options.shelf / KIND / f".{inquiry.id}-partial")
    todo = {part.id: part for part in stream_parts(about.question)}
    meanwhile = partial(how_many, kept, todo, "parts")
    finding = find_out(inquiry, Streamed, partial(made, about, todo, kept), about.options, kept=meanwhile)
    kept.clear()
    return finding


def made(about: Asked, todo: dict[str, StreamPart], kept: PartialResults) -> Made[Streamed]:
    """Everything played, counted as it comes, and the files put where they belong."""
    from sim.report import wording
    from sim.report.streaming import page, sentences

    scenario, question = about.scenario, about.question
    about.options.watch.notice(NOTICE)
    files: dict[str, Content] = {SCENARIO: question.resolved}

    def counts() -> Iterator[Tally]:
        for number, content in contents(todo, kept, about.options, "parts"):
            files[f"{DATASET}/part-{number}.parquet"] = partial(put, kept.place(number, content))
            yield counted(content)

    answer = streamed(scenario.name, question.seed, scenario.can_fail, counts())
    return Made(
        answer,
        lambda: sentences.headline(answer),
        wording.title(question.told),
        lambda chapters: page.page(question.told, answer, chapters),
        (question.told,),
        question.again("run", SCENARIO),
        dict(sorted(files.items())),
    )


def put(source: Path, file: Path) -> None:
    """The same file under another name; copied where it cannot have two."""
    file.parent.mkdir(exist_ok=True)
    with suppress(OSError):
        return os.link(source, file)
    shutil.copyfile(source, file)
