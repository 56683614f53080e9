"""A flow chart as Mermaid writes it, told as numbered steps: its own drawing needs a script of three megabytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import Any, NamedTuple

from docutils import nodes
from docutils.parsers.rst import Directive
from sphinx.application import Sphinx

NODE = r"(\w+)(?:[\[{]+\"([^\"]*)\"[\]}]+)?"
ARROW = re.compile(rf"^\s*{NODE}\s*--(?:\s*\"?(.*?)\"?\s*--)?>\s*{NODE}\s*$", re.MULTILINE)


class Arrow(NamedTuple):
    start: str
    end: str
    when: str


def chart(text: str) -> tuple[dict[str, str], list[Arrow]]:
    """What each node says, in the order in which they appear, and the arrows between them."""
    said: dict[str, str] = {}
    arrows = []
    for start, words, when, end, ends in ARROW.findall(text):
        for name, told in ((start, words), (end, ends)):
            said[name] = told or said.get(name, "")
        arrows.append(Arrow(start, end, when))
    return said, arrows


def steps(text: str) -> Iterator[str]:
    """An item for each node; what leads on says where, unless it is plainly the next."""
    said, arrows = chart(text)
    numbers = {name: number for number, name in enumerate(said, 1)}
    for name, words in said.items():
        yield f'<li class="step">{escape(words)}<ul>'
        for arrow in (arrow for arrow in arrows if arrow.start == name):
            when = f"{escape(arrow.when)}: " if arrow.when else ""
            yield f"<li>{when}go to {numbers[arrow.end]}</li>"
        yield "</ul></li>"


class Flow(Directive):
    """Takes the place of a fence that forges draw."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        text = "\n".join(self.content)
        lines = [line for line in text.splitlines()[1:] if line.strip()]
        assert len(ARROW.findall(text)) == len(lines), "an arrow of the chart cannot be read"
        return [nodes.raw("", f'<ol class="flow">{"".join(steps(text))}</ol>', format="html")]


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_directive("mermaid", Flow)
    return {"parallel_read_safe": True}
