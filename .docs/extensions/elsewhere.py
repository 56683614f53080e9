"""Pages that stand elsewhere in the repository: included from there, and linked to where they are on the site.

A page of which a line says `{include} ../scenarios/README.md` has that file in its place. Links are written as a reader
of the repository follows them, and lead to the page where one includes that file, else to the file itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from os.path import relpath
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

INCLUDE = re.compile(r"^```\{include\} (\S+)\n```$", re.MULTILINE)
FENCE = re.compile(r"^(```.*?^```$)", re.MULTILINE | re.DOTALL)
LINK = re.compile(
    r"(?P<mark>!?)\[(?P<text>(?:[^\[\]]|\[[^\]]*\])*)\]\((?![a-z]+:)(?P<file>[^)#\s]*)(?P<anchor>#[^)\s]*)?\)"
)


def included(folder: Path) -> dict[Path, Path]:
    """By file elsewhere: the page that includes it."""
    pages = (page for page in sorted(folder.rglob("*.md")) if not page.is_relative_to(folder / "site"))
    return {
        (page.parent / match[1]).resolve(): page
        for page in pages
        for match in INCLUDE.finditer(page.read_text(encoding="utf-8"))
    }


def led(match: re.Match[str], source: Path, page: Path, homes: Mapping[Path, Path]) -> str:
    """A link of a file, as it must be on the page that has its text."""
    if not match["file"]:
        return match[0]
    target = (source.parent / match["file"]).resolve()
    if target.is_dir():  # there is nothing to read
        return match["text"]
    home = homes.get(target, target)
    there, anchor = Path(relpath(home, page.parent)), match["anchor"] or ""
    if anchor and f'<a id="{anchor[1:]}">' in target.read_text(
        encoding="utf-8"
    ):  # no heading: nothing that Sphinx knows
        return f'<a href="{there.with_suffix(".html").as_posix()}{anchor}">{match["text"]}</a>'
    if home == page and anchor:
        return f"[{match['text']}]({anchor})"
    return f"{match['mark']}[{match['text']}]({there.as_posix()}{anchor})"


def outside_fences(change: Callable[[str], str], text: str) -> str:
    return "".join(part if part.startswith("```") else change(part) for part in FENCE.split(text))


def linked(text: str, source: Path, page: Path, homes: Mapping[Path, Path]) -> str:
    """A text with links that lead somewhere from the page on which it stands."""
    lead = partial(led, source=source, page=page, homes=homes)
    return outside_fences(lambda part: LINK.sub(lead, part), text)


def put_together(app: Sphinx, name: str, content: list[str]) -> None:
    """What is included, and links, in a page that is read."""
    page = Path(app.env.doc2path(name))
    if page.suffix != ".md":
        return
    homes = included(Path(app.srcdir))

    def put(match: re.Match[str]) -> str:
        file = (page.parent / match[1]).resolve()
        app.env.note_dependency(str(file))
        return linked(file.read_text(encoding="utf-8"), file, page, homes)

    content[0] = INCLUDE.sub(put, linked(content[0], page, page, homes))


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("source-read", put_together)
    return {"parallel_read_safe": True}
