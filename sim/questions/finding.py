"""Answers that are kept: one folder for each question, whole or absent, and found again when it is asked again."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from sim.analysis.chapters import Chapters, Failed
from sim.analysis.plain import plain
from sim.analysis.tidy import frame_of
from sim.options import RunOptions
from sim.program import digest, fingerprint
from sim.progress import Watch
from sim.replicating import circumstances
from sim.results import store
from sim.results.gallery import write_gallery
from sim.results.question import ID_LENGTH
from sim.results.restored import restored
from sim.results.writable import room
from sim.seating import archive
from sim.sending import LINKED, again, as_asked
from sim.stopping import kept_meanwhile
from sim.telling import REPORT

if TYPE_CHECKING:
    from pandas import DataFrame

    from sim.report.blocks import Page
    from sim.scenario.schema import Scenario

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Inquiry:
    """What was asked, in plain values: everything that the answer depends on, and nothing else."""

    kind: str  # compare, sweep ...: a folder of the results
    about: str  # the scenario or scenarios, for the list of what has been run
    asked: Mapping[str, Any]

    @cached_property
    def parts(self) -> dict[str, Any]:
        """Everything that the answer depends on, the program included."""
        return {"kind": self.kind, **self.asked, "program": fingerprint()}

    @property
    def id(self) -> str:
        return digest(json.dumps(self.parts, sort_keys=True).encode())[:ID_LENGTH]


@dataclass(frozen=True)
class Made(Generic[Answer]):
    """A fresh answer with the files that go with it, and how it is told."""

    answer: Answer
    said: Callable[[], str]  # in a line, for lists
    title: str  # of a page that cannot be made at all
    page: Callable[[Chapters], Page]
    scenarios: tuple[Scenario, ...]  # in whose words it is told
    again: str  # the command that makes the same page
    files: Mapping[str, store.Content] = field(default_factory=dict)


@dataclass(frozen=True, repr=False)
class Finding(Generic[Answer]):
    """An answer and the folder that holds it."""

    kind: str
    noun: type[Answer]
    folder: Path
    recalled: bool  # answered from disk

    @property
    def page(self) -> Path:
        """The page that tells it."""
        return self.folder / REPORT

    @property
    def _told(self) -> Mapping[str, str]:
        """What was asked, of what, and the answer in a line."""
        told: Mapping[str, str] = store.read_manifest(self.folder)["answer"]
        return told

    def __repr__(self) -> str:
        answer = self._told
        return f"{answer['kind']} {answer['about']}: {answer['said']}\n  {self.page}"

    def _repr_html_(self) -> str:
        """In a notebook: the answer in a line, and where the page is."""
        from sim.report.notebook import finding

        answer = self._told
        return finding(answer["kind"], answer["about"], answer["said"], self.folder)

    def to_frame(self) -> DataFrame:
        """Every number of the answer, one a row: see `sim.analysis.tidy.Tabular`."""
        return frame_of(self.answer)

    @property
    def failed(self) -> tuple[Failed, ...]:
        """The chapters of the page that could not be made. Asked again, they are made again."""
        return restored(tuple[Failed, ...], store.read_manifest(self.folder).get("failed", []))

    @cached_property
    def answer(self) -> Answer:
        """As kept: the same whether it was made or recalled."""
        written = (self.folder / f"{self.kind}.json").read_text(encoding="utf-8")
        return restored(self.noun, json.loads(written))


def find_out(
    inquiry: Inquiry,
    noun: type[Answer],
    make: Callable[[], Made[Answer]],
    options: RunOptions,
    *,
    kept: Callable[[], str] = lambda: "replications that were written before",
) -> Finding[Answer]:
    """The answer from disk if it is there and whole, else made and kept. `kept` says what is, if it is broken off."""
    folder, watch = options.shelf / inquiry.kind / inquiry.id, options.watch
    if recalled := _recalled(inquiry, folder, watch):
        with store.whole_without(folder, watch.notice):
            again(folder, REPORT, options.linked, options.shelf)
        return Finding(inquiry.kind, noun, folder, recalled)
    started = perf_counter()
    with room(folder.parent), kept_meanwhile(kept):
        made = make()
        files = {f"{inquiry.kind}.json": store.as_json(plain(made.answer)), **made.files}
        files |= archive(*made.scenarios)
        store.put(folder, files, {"id": inquiry.id, "question": inquiry.parts})
        page, about = told(inquiry, made)
        about |= circumstances(options.command, perf_counter() - started) | {LINKED: options.linked}
        store.add(folder, {REPORT: as_asked(page, options.linked, options.shelf)}, about)
        with store.whole_without(folder, watch.notice):
            write_gallery(options.shelf)
    return Finding(inquiry.kind, noun, folder, recalled=False)


def told(inquiry: Inquiry, made: Made[Any]) -> tuple[str, dict[str, Any]]:
    """The page of an answer that is kept, and what the manifest says of it. Chapters that fail say so in both."""
    from sim.report import finding_page
    from sim.report.speech import speaking

    chapters, say = Chapters(), speaking(*made.scenarios)
    page = finding_page.made_page(made.title, lambda found: say(made.page(found)), made.again, chapters)
    said = say(chapters.made("headline", made.said, ""))
    answer = {"kind": inquiry.kind, "about": inquiry.about, "said": said}
    return page, {"answer": answer, "failed": plain(chapters.failed)}


def _recalled(inquiry: Inquiry, folder: Path, watch: Watch) -> bool:
    """Is the answer there, and told without a chapter missing?"""
    if not os.path.exists(folder):  # nor can be looked at
        return False
    try:
        manifest = store.verified(folder)
    except store.Damaged as damage:
        watch.notice(f"{damage}: computing it again")
        return False
    whole = REPORT in manifest["files"] and not manifest.get("failed")
    if whole and manifest.get("question") == inquiry.parts:
        watch.notice("asked before: answered from disk")
        return True
    return False
