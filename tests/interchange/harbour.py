"""An invented domain, a port and a shipping line, in GENIUS XML; and what its utilities are, by hand."""

from __future__ import annotations

from itertools import product
from pathlib import Path

DOMAIN = """\
<negotiation_template>
<utility_space number_of_issues="4">
<objective description="" etype="objective" index="0" name="root" type="objective">
    <issue etype="discrete" index="1" name="Berth" type="discrete" vtype="discrete">
        <item index="1" value="North quay" cost="0" description="old"/>
        <item index="2" value="South quay: deep" cost="0" description="new"/>
        <item index="3" value="no" cost="0" description="none"/>
    </issue>
    <issue etype="discrete" index="2" name="Fee &amp; dues" type="discrete" vtype="discrete">
        <item index="1" value="1e3"/>
        <item index="2" value="12:30"/>
    </issue>
    <issue etype="integer" index="3" name="Ships" type="integer" vtype="integer" lowerbound="2" upperbound="6"/>
    <issue etype="real" index="4" name="Years" type="real" vtype="real">
        <range lowerbound="0.5" upperbound="3.5"/>
    </issue>
</objective>
</utility_space>
</negotiation_template>
"""
SIDE = """\
<utility_space>
<objective index="0" etype="objective" type="objective" description="" name="any">
    <issue index="1" etype="discrete" type="discrete" vtype="discrete" name="Berth">
        <item index="1" value="North quay" evaluation="{}"/>
        <item index="2" value="South quay: deep" evaluation="{}"/>
        <item index="3" value="no" evaluation="{}"/>
    </issue>
    <issue index="2" etype="discrete" type="discrete" vtype="discrete" name="Fee &amp; dues">
        <item index="1" value="1e3" evaluation="{}"/>
        <item index="2" value="12:30" evaluation="{}"/>
    </issue>
    <issue index="3" etype="integer" type="integer" vtype="integer" name="Ships" lowerbound="2" upperbound="6">
        <evaluator ftype="linear" {}/>
    </issue>
    <issue index="4" etype="real" type="real" vtype="real" name="Years">
        <range lowerbound="0.5" upperbound="3.5"/>
        <evaluator {}/>
    </issue>
    <weight index="1" value="{}"/><weight index="2" value="{}"/>
    <weight index="3" value="{}"/><weight index="4" value="{}"/>
</objective>
{}</utility_space>
"""
PORT = SIDE.format(
    *(5, 20, 0, 0.25, 0.5),
    'slope="0.4" offset="0"',
    'ftype="linear" parameter0="1.1" parameter1="-0.3"',
    *(0.4, 0.1, 0.2, 0.3),
    '<discount_factor value="0.8"/>\n<reservation value="0.35"/>\n',
)
LINE = SIDE.format(
    *(9, 3, 1, 2, 1),
    'slope="-0.25" offset="1"',
    'ftype="triangular" parameter0="0.5" parameter1="3.5" parameter2="2"',
    *(0.25, 0.25, 0.125, 0.125),
    "",
)
FILES = {"domain.xml": DOMAIN, "port.xml": PORT, "shipping_line.xml": LINE}
LEVELS = 7  # years: 0.5, 1, ... 3.5


def lay_out(folder: Path, **changed: str) -> Path:
    """The files in a folder, some of them changed."""
    folder.mkdir(exist_ok=True)
    for name, text in (FILES | {f"{stem}.xml": text for stem, text in changed.items()}).items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def by_hand() -> dict[tuple[str, str, str, str], tuple[float, float]]:
    """By package: the utilities of port and line, after GENIUS's definition."""
    berths = {"North quay": (0.25, 1.0), "South quay: deep": (1.0, 1 / 3), "no": (0.0, 1 / 9)}
    fees = {"1e3": (0.5, 1.0), "12:30": (1.0, 0.5)}
    ships = {"2": (0.0, 1.0), "3": (0.4, 0.75), "4": (0.8, 0.5), "5": (1.0, 0.25), "6": (1.0, 0.0)}
    years = {
        **{"0.5": (0.95, 0.0), "1": (0.8, 1 / 3), "1.5": (0.65, 2 / 3), "2": (0.5, 1.0)},
        **{"2.5": (0.35, 2 / 3), "3": (0.2, 1 / 3), "3.5": (0.05, 0.0)},
    }
    weights = ((0.4, 0.1, 0.2, 0.3), (0.25, 0.25, 0.125, 0.125))
    tables = (berths, fees, ships, years)
    return {
        package: tuple(  # type: ignore[misc]
            sum(w * table[o][side] for w, table, o in zip(weights[side], tables, package, strict=True))
            for side in (0, 1)
        )
        for package in product(*tables)
    }
