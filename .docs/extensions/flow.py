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
    """What each node says, in an order in which they can be gone through, and the arrows between them."""
    said: dict[str, str] = {}
    arrows = []
    for start, words, when, end, ends in ARROW.findall(text):
        for name, told in ((start, words), (end, ends)):
            said[name] = told or said.get(name, "")
        arrows.append(Arrow(start, end, when))
    depth = depths(list(said), arrows)
    return {name: said[name] for name in sorted(said, key=depth.__getitem__)}, arrows


def depths(names: list[str], arrows: list[Arrow]) -> dict[str, int]:
    """After how many steps at most each is reached from the first, to which the last leads back."""
    depth = dict.fromkeys(names, 0)
    for _ in names:
        for arrow in arrows:
            if arrow.end != names[0]:
                depth[arrow.end] = max(depth[arrow.end], depth[arrow.start] + 1)
    return depth


def steps(text: str) -> Iterator[str]:
    """An item for each node, and where it leads unless that is plainly the next."""
    said, arrows = chart(text)
    numbers = {name: number for number, name in enumerate(said, 1)}
    for name, words in said.items():
        leads = [arrow for arrow in arrows if arrow.start == name]
        plain = [(numbers[arrow.end], arrow.when) for arrow in leads] == [(numbers[name] + 1, "")]
        ways = "".join(f"<li>{way(arrow, numbers[arrow.end])}</li>" for arrow in leads if not plain)
        yield f"<li>{escape(words)}{f'<ul>{ways}</ul>' if ways else ''}</li>"


def way(arrow: Arrow, number: int) -> str:
    return f"{escape(arrow.when)}: go to {number}" if arrow.when else f"go to {number}"


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
