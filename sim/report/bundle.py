"""What a page carries with it: plotly.js, packed, and data that cannot end a script."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.util import find_spec
from math import isfinite
from pathlib import Path
from typing import Any

LEVEL = 6  # a higher one takes longer and saves next to nothing
BREAK = "<br>"
SIGNIFICANT = 6  # digits of a coordinate: less than a pixel


# What a page may do: draw itself. It asks nothing of anybody; linked, it reads the script that lies beside it.
POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:"
LINKED = POLICY.replace("script-src 'unsafe-inline'", "script-src 'unsafe-inline' 'self' file:")
LINK = re.compile(r'<script src="(?:\.\./)+plotly-[0-9a-f]{12}\.js"></script>')


@cache
def plotly() -> str:
    """plotly.js, gzip and base64, as an element that is no script; the page inflates it. No clock time in it, so the
    bytes are stable.

    Packing takes longer than many a page: it is done once for all that one program writes.
    """
    script = base64.b64encode(packed(plotly_script())).decode("ascii")
    return f'<script type="text/plain" id="plotly">{script}</script>'


def plotly_script() -> bytes:
    """plotly.js as it is: a file of the library, which is not loaded for it."""
    library = find_spec("plotly")
    assert library is not None
    assert library.submodule_search_locations
    return Path(library.submodule_search_locations[0], "package_data", "plotly.min.js").read_bytes()


def packed(content: bytes) -> bytes:
    """The same bytes whenever they are packed."""
    return gzip.compress(content, LEVEL, mtime=0)


@cache
def plotly_name() -> str:
    """What it is called where it lies once for many pages."""
    return f"plotly-{hashlib.sha256(plotly_script()).hexdigest()[:12]}.js"


def linked(page: str, up: str) -> str:
    """A page that reads plotly.js from the folder of all results, to which `up` leads."""
    link = f'<script src="{up}{plotly_name()}"></script>'
    return page.replace(plotly(), link, 1).replace(_allowed(POLICY), _allowed(LINKED), 1)


def whole(page: str) -> str:
    """The same page as one file that can be sent."""
    return LINK.sub(lambda _: plotly(), page, count=1).replace(_allowed(LINKED), _allowed(POLICY), 1)


def _allowed(policy: str) -> str:
    return f'content="{policy}"'


def as_script(value: Any) -> str:
    """JSON that stays data inside a <script>, whatever names it holds and however it was put together."""
    written = json.dumps(
        _rounded(value), ensure_ascii=False, separators=(",", ":"), allow_nan=False, sort_keys=True
    )
    return (
        written.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026").translate(LINE_ENDS)
    )


LINE_ENDS = {0x2028: "\\u2028", 0x2029: "\\u2029"}


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return float(f"{value:.{SIGNIFICANT}g}") if isfinite(value) else None
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(item) for item in value]
    return value


def shared_lines(traces: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Traces whose texts of several lines, most of which come again, are numbers of lines: the page joins them."""
    return [{**trace, **_lines(trace.get("hovertext", ()))} for trace in traces]


def _lines(texts: Sequence[Any]) -> dict[str, Any]:
    if not all(isinstance(text, str) for text in texts):  # those of a matrix are lists
        return {}
    split = [text.split(BREAK) for text in texts]
    lines = {line: k for k, line in enumerate(dict.fromkeys(line for text in split for line in text))}
    if 2 * len(lines) >= sum(map(len, split)):
        return {}
    return {"hovertext": {"lines": list(lines), "of": [[lines[line] for line in text] for text in split]}}
