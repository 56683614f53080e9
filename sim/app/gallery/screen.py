"""What was kept of the scenarios on the command line, and several of it beside one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode

from sim.allowing import CodeNotAllowed
from sim.app.asking import MOST, AppQuestion, parted
from sim.app.pages import PageFrame, page
from sim.app.subjects import Refused, Subject
from sim.questions.asking import Unanswerable
from sim.questions.compare import compare
from sim.report.bundle import whole
from sim.results.gallery import rows
from sim.results.question import folder_name
from sim.results.store import Damaged, verified
from sim.telling import REPORT


@dataclass(frozen=True)
class KeptStudy:
    """A study that was kept."""

    id: str  # scenario/id: its folder in the results
    subject: Subject
    row: dict[str, Any]

    @property
    def again(self) -> str:
        """The link that moves on from it."""
        changes = map(parted, self.row["changes"])
        seed = [("_seed", str(self.row["seed"]))] if str(self.row["seed"]) != "1" else []
        return f"./?{urlencode([('_in', self.subject.name), *seed, *changes])}"


def kept(frame: PageFrame, results: Path) -> list[KeptStudy]:
    """The newest first."""
    return list(_kept(frame, results))


def _kept(frame: PageFrame, results: Path) -> Iterator[KeptStudy]:
    folders = {folder_name(subject.base.name): subject for subject in frame.subjects.values()}
    for row in rows(results):
        name, _, rest = unquote(row["link"]).partition("/")
        if "kind" not in row and name in folders:
            yield KeptStudy(f"{name}/{rest.partition('/')[0]}", folders[name], row)


def screen(frame: PageFrame, results: Path, asked: AppQuestion) -> str:
    """The page."""
    return page(frame, "gallery.html.j2", "gallery", asked, kept=kept(frame, results), results=str(results))


def chosen(frame: PageFrame, results: Path, query: str) -> list[Path]:
    """The folders of the studies in a link. Raises Refused for any that is not in the list."""
    known = {each.id for each in kept(frame, results)}
    wanted = [value for key, value in parse_qsl(query, max_num_fields=MOST) if key == "_study"]
    if not wanted or any(name not in known for name in wanted):
        raise Refused("no such study is kept here: choose from the list")
    return [results / name for name in dict.fromkeys(wanted)]


def report(folder: Path) -> str:
    """The page of one study, whole: it can ask the app for nothing, nor for a script. Raises Refused."""
    try:
        verified(folder)
        return whole((folder / REPORT).read_text("utf-8"))
    except (Damaged, OSError) as error:
        raise Refused(f"this study is not whole: {error}; the same command plays it again") from error


def beside(folders: Sequence[Path], results: Path, allow_code: bool) -> str:
    """Their comparison, the first as the base; kept as if it had been asked for at the command line. Raises Refused."""
    words = " ".join(map(str, folders))
    try:
        found = compare(
            *folders,
            results=results,
            linked=True,
            allow_code=allow_code,
            command=f"python -m sim compare {words}",
        )
    except (Unanswerable, CodeNotAllowed) as error:
        raise Refused(str(error)) from error
    return whole(found.page.read_text("utf-8"))
