"""The figures of a report that is kept, one by one: as pictures, or on paper."""

from __future__ import annotations

import json
import re
from typing import Any

from sim.report import theme
from sim.report.blocks import Chart, DataTable, Key
from sim.report.bodies import environment
from sim.report.bundle import as_script, plotly_name
from sim.report.marks import text
from sim.report.plots import figure

FIGURES = re.compile(r'<script type="application/json" id="figures">(.*?)</script>', re.S)
WIDTH = 900  # pixels of a picture; PNG has twice as many
FORMATS = ("svg", "png")
BEGIN, END = "picture:", ":end"  # around what the page says
SUBTITLE = 40  # pixels for the name of the study


def charts(page: str) -> dict[str, Chart]:
    """By name, as far as they are needed to be drawn: what is shown under a pointer is left out."""
    written = FIGURES.search(page)
    return {} if written is None else {each["id"]: _chart(each) for each in json.loads(written[1])["figures"]}


def _chart(kept: dict[str, Any]) -> Chart:
    data = [{key: value for key, value in trace.items() if key != "hovertext"} for trace in kept["data"]]
    keys = tuple(Key(*key) for key in kept["keys"])
    return Chart(kept["id"], kept["title"], "", data, kept["layout"], DataTable((), ()), keys)


def picture_page(chart: Chart, study: str, kind: str) -> str:
    """A page that draws a figure under the name of its study, and then says it as text."""
    drawn = json.loads(figure(chart).to_json())
    layout = drawn["layout"]
    layout["title"] |= {"subtitle": {"text": text(study)}, "pad": {"t": 16}}
    layout["margin"]["t"] += SUBTITLE
    layout |= {
        "height": layout["height"] + SUBTITLE,
        "width": WIDTH,
        "paper_bgcolor": theme.SURFACES_BY_DAY["paper"],
    }
    asked = as_script({"data": drawn["data"], "layout": layout, "kind": kind})
    return environment().get_template("picture.html.j2").render(plotly=plotly_name(), asked=asked)


def said(dom: str) -> str:
    """The data URL in what a browser says of that page; empty if it could not draw."""
    inside = re.search(f"{BEGIN}(.*?){END}", dom, re.S)
    return inside[1] if inside else ""
