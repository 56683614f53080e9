"""What a page carries with it: plotly.js, packed, and data that cannot end a script."""

from __future__ import annotations

import base64
import gzip
import json
from functools import cache
from importlib.resources import files
from math import isfinite
from typing import Any

LEVEL = 6  # a higher one takes longer and saves next to nothing
SIGNIFICANT = 6  # digits of a coordinate: less than a pixel


@cache
def packed_plotly() -> str:
    """plotly.js, gzip and base64; the browser inflates it. No clock time in it, so the bytes are stable.

    Packing takes longer than many a page: it is done once for all that one program writes.
    """
    return base64.b64encode(packed(plotly())).decode("ascii")


def plotly() -> bytes:
    """The script that draws figures."""
    return files("plotly").joinpath("package_data", "plotly.min.js").read_bytes()


def packed(content: bytes) -> bytes:
    """The same bytes whenever they are packed."""
    return gzip.compress(content, LEVEL, mtime=0)


def as_script(value: Any) -> str:
    """JSON that stays data inside a <script>, whatever names it holds."""
    written = json.dumps(_rounded(value), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
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
