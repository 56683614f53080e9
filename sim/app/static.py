"""Styles and scripts, made once."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from importlib.resources import files
from importlib.resources.abc import Traversable

from sim.report import theme
from sim.report.bundle import packed, plotly_script

OF_REPORT = files("sim.report") / "templates"
OF_APP = files("sim.app") / "templates"
TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}


@cache
def content(name: str) -> bytes:
    """What a page asks for by this name, packed."""
    return packed(MAKERS[name]())


def _style() -> bytes:
    return b"".join((theme.css().encode(), _of(OF_REPORT, "style.css"), _of(OF_APP, "app.css")))


def _of(folder: Traversable, name: str) -> bytes:
    return (folder / name).read_bytes()


MAKERS: dict[str, Callable[[], bytes]] = {
    "app.css": _style,
    "app.js": partial(_of, OF_APP, "app.js"),
    "paint.js": partial(_of, OF_REPORT, "paint.js"),
    "plotly.js": plotly_script,
}
