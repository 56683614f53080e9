"""The few marks that every figure is drawn with, in the words of plotly.js; no trace is written out elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, TypeVar

Trace = dict[str, Any]
Numbers = Sequence[float | None]  # None: nothing there
Item = TypeVar("Item")

EDGE = {"color": "@paper", "width": 1}  # around a mark that may lie on another


class Ends(NamedTuple):
    """Estimates, and both ends of their intervals."""

    of: list[float]
    low: list[float]
    high: list[float]


def ends(found: Iterable[Any], name: str, times: float = 1.0) -> Ends:
    """Of shares, means ...; `name` is the field with the estimate itself."""
    rows = [(getattr(each, name), each.low, each.high) for each in found]
    return Ends(*([times * row[k] for row in rows] for k in range(3)))


def points(x: Sequence[Any], y: Numbers, said: Sequence[str] | None = None, **marker: Any) -> Trace:
    """Markers; `said` is what each says under the pointer, already escaped."""
    return _scatter("markers", x, y, said) | {"marker": marker}


def line(x: Sequence[Any], y: Numbers, said: Sequence[str] | None = None, **line: Any) -> Trace:
    """From point to point."""
    return _scatter("lines", x, y, said) | {"line": line}


def marked_line(
    x: Sequence[Any], y: Numbers, said: Sequence[str] | None, line: Trace, marker: Trace
) -> Trace:
    """A line with a marker at each point."""
    return _scatter("lines+markers", x, y, said) | {"line": line, "marker": marker}


def discs(
    x: Numbers, y: Numbers, words: Sequence[str], said: Sequence[str], font: Trace, **marker: Any
) -> Trace:
    """Markers with something written in them."""
    return _scatter("markers+text", x, y, said) | {"marker": marker, "text": list(words), "textfont": font}


def band(x: Sequence[Any], low: Numbers, high: Numbers, colour: str, opacity: float) -> Trace:
    """What lies between two lines."""
    filled = {"fill": "toself", "fillcolor": colour, "opacity": opacity}
    return line([*x, *x[::-1]], [*high, *low[::-1]], width=0) | filled


def bars(lengths: Numbers, width: float, said: Sequence[str] | None = None, **marker: Any) -> Trace:
    """Lying bars, one in each row; `width` is a share of the row."""
    where = {"orientation": "h", "x": list(lengths), "y": list(range(len(lengths))), "width": width}
    return {"type": "bar", "marker": marker} | where | hover(said)


def written(words: str, **font: Any) -> Trace:
    """What stands in the middle of a bar."""
    place = {"textposition": "inside", "insidetextanchor": "middle", "textangle": 0}
    return {"text": [words], "textfont": font} | place


def columns(x: Numbers, heights: Numbers, said: Sequence[str], **marker: Any) -> Trace:
    """Standing bars, as in a histogram."""
    return {"type": "bar", "x": list(x), "y": list(heights), "marker": marker} | hover(said)


def fields(values: Numbers, wide: int, said: Sequence[str], scale: list[list[Any]], **more: Any) -> Trace:
    """A heat map, row after row of so many fields."""
    return {
        "type": "heatmap",
        "z": in_rows(values, wide),
        "colorscale": scale,
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
        "hoverinfo": "text",
        "hovertext": in_rows(said, wide),
    } | more


def words_in(words: Sequence[str], wide: int) -> Trace:
    """What stands inside the fields of a heat map."""
    font = {"color": "@ink", "size": 12}
    return {"text": in_rows(words, wide), "texttemplate": "%{text}", "textfont": font}


def in_rows(items: Sequence[Item], wide: int) -> list[list[Item]]:
    """One after the other, so many to a row."""
    return [list(items[start : start + wide]) for start in range(0, len(items), wide)]


def whiskers(found: Ends, axis: str = "x", **more: Any) -> Trace:
    """Error bars from the low end of each interval to the high one."""
    bars = {
        "type": "data",
        "symmetric": False,
        "array": [high - of for high, of in zip(found.high, found.of, strict=True)],
        "arrayminus": [of - low for low, of in zip(found.low, found.of, strict=True)],
        "color": "@ink",
        "thickness": 1.4,
        "width": 4,
    }
    return {f"error_{axis}": bars | more}


def stroke(x: tuple[Any, Any], y: tuple[float, float], line: Trace, **more: Any) -> Trace:
    """A line that belongs to the layout: it stands in no legend, and says nothing."""
    return {"type": "line", "x0": x[0], "x1": x[1], "y0": y[0], "y1": y[1], "line": line} | more


def upright(at: float, line: Trace, **more: Any) -> Trace:
    """A stroke through the whole height."""
    return stroke((at, at), (0, 1), line, yref="paper", **more)


def patch(x: tuple[Any, Any], y: tuple[float, float], colour: str, **more: Any) -> Trace:
    """A filled rectangle behind the marks."""
    corners = {"x0": x[0], "x1": x[1], "y0": y[0], "y1": y[1]}
    return {"type": "rect", "fillcolor": colour, "line": {"width": 0}, "layer": "below"} | corners | more


def label(words: str, y: float, x: float = 0, size: int = 13, **more: Any) -> Trace:
    """Words above a place, from its left end on."""
    place = {"x": x, "xref": "paper", "xanchor": "left", "y": y, "yref": "paper", "yanchor": "bottom"}
    return {"text": words, "showarrow": False, "font": {"color": "@ink", "size": size}} | place | more


def hover(said: Sequence[str] | None) -> Trace:
    """What marks say under the pointer, if they do. No templates: a name may hold %{...}."""
    return {"hoverinfo": "skip"} if said is None else {"hoverinfo": "text", "hovertext": list(said)}


def text(name: str) -> str:
    """A name as plotly shows it letter for letter: its labels know some HTML."""
    return name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _scatter(mode: str, x: Sequence[Any], y: Numbers, said: Sequence[str] | None) -> Trace:
    return {"type": "scatter", "mode": mode, "x": list(x), "y": list(y)} | hover(said)
