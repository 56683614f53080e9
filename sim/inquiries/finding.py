"""Answers that are kept: one folder for each question, whole or absent, and found again when it is asked again."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from time import perf_counter
from typing import Any, Generic, TypeVar

from sim.analysis.plain import plain
from sim.results import shelf
from sim.results.gallery import write_gallery
from sim.results.question import ID_LENGTH, digest, fingerprint
from sim.results.restored import restored
from sim.results.room import room
from sim.study import NOBODY, circumstances
from sim.waiting import Watch

Answer = TypeVar("Answer")
REPORT = "report.html"


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
    """A fresh answer, what it says in a line, and the files that go with it."""

    answer: Answer
    said: str
    files: Mapping[str, shelf.Content] = field(default_factory=dict)


@dataclass(frozen=True)
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

    def _repr_html_(self) -> str:
        """In a notebook: the answer in a line, and where the page is."""
        from sim.report.notebook import finding

        answer = shelf.read_manifest(self.folder)["answer"]
        return finding(answer["kind"], answer["about"], answer["said"], self.folder)

    @cached_property
    def answer(self) -> Answer:
        """As kept: the same whether it was made or recalled."""
        written = (self.folder / f"{self.kind}.json").read_text(encoding="utf-8")
        return restored(self.noun, json.loads(written))


def find_out(
    inquiry: Inquiry,
    noun: type[Answer],
    make: Callable[[], Made[Answer]],
    *,
    results: str | Path = "results",
    watch: Watch = NOBODY,
    command: str | None = None,
) -> Finding[Answer]:
    """The answer from disk if it is there and whole, else made and kept."""
    folder = Path(results) / inquiry.kind / inquiry.id
    if recalled := _recalled(inquiry, folder, watch):
        return Finding(inquiry.kind, noun, folder, recalled)
    started = perf_counter()
    with room(folder.parent):
        made = make()
        files = {f"{inquiry.kind}.json": shelf.as_json(plain(made.answer)), **made.files}
        answer = {"kind": inquiry.kind, "about": inquiry.about, "said": made.said}
        about = {"answer": answer, **circumstances(command, perf_counter() - started)}
        shelf.put(folder, files, {"id": inquiry.id, "question": inquiry.parts, **about})
        with shelf.whole_without(folder, watch.notice):
            write_gallery(Path(results))
    return Finding(inquiry.kind, noun, folder, recalled=False)


def _recalled(inquiry: Inquiry, folder: Path, watch: Watch) -> bool:
    if not os.path.exists(folder):  # nor can be looked at
        return False
    try:
        if shelf.verified(folder).get("question") == inquiry.parts:
            watch.notice("asked before: answered from disk")
            return True
    except shelf.Damaged as damage:
        watch.notice(f"{damage}: computing it again")
    return False
