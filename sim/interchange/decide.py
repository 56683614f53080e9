"""Input of the exchange model of Stokman & van Oosten, as decide-exchange-model reads it: rows that say what they are.

#O title; #A actor, name, comment; #P issue, name, comment; #M issue, point, meaning; #D actor, issue, position,
salience, power; #/ a comment. Between tabs, semicolons or commas, and with or without quotes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sim.interchange.documents import Document
from sim.interchange.formats import Contests
from sim.interchange.stands import PERCENT, refuse_crowds, refuse_twins, saliences, spanned
from sim.interchange.tables import amount
from sim.interchange.types import Contest, Dimension, Stakeholder, Stand, refuse
from sim.scenario.places import Text
from sim.scenario.suggestions import listed, shown

KIND = "decide input"
ROWS = {"#O": 1, "#A": 2, "#P": 2, "#M": 3, "#D": 6, "#/": 1}  # cells that are needed
Row = tuple[Text, ...]


def is_one(document: Document) -> bool:
    """See Contests."""
    found = {row[0] for row in document.rows.lines} if document.rows else set()
    return {"#A", "#P", "#D"} <= found


def contest(document: Document) -> Contest:
    """What the file says. Raises Unreadable."""
    assert document.rows is not None  # `is_one` has seen to it
    lines = document.rows.lines
    _refuse_short(lines)
    title, actors, issues, points, data = (_of(lines, kind) for kind in ("#O", "#A", "#P", "#M", "#D"))
    refuse_crowds(len(actors), len(issues), document.place)
    refuse_twins((row[1] for row in actors), "actor")
    refuse_twins((row[1] for row in issues), "issue")
    _refuse_strange(data, {row[1] for row in actors}, {row[1] for row in issues})
    shares, percent = saliences([row[4] for row in data])
    stands = {
        (row[2], row[1]): Stand(amount(row[3], "position", -1e8), share)
        for row, share in zip(data, shares, strict=True)
    }
    return Contest(
        name=document.stem,
        kind=KIND,
        actors=tuple(_actor(row, data) for row in actors),
        dimensions=tuple(_dimension(row, points, data, stands) for row in issues),
        files=(document.name,),
        text="; ".join(row[1] for row in title if len(row) > 1) or None,
        left_out=(*document.rows.remarks, *([PERCENT] if percent else []), *_left_out(lines)),
    )


def _of(lines: Sequence[Row], kind: str) -> list[Row]:
    return [row for row in lines if row[0] == kind]


def _refuse_short(lines: Sequence[Row]) -> None:
    for row in lines:
        if len(row) < ROWS.get(row[0], 1):
            refuse(
                row[0].place, f"a row {shown(row[0])} needs {ROWS[row[0]]} cells, and there are {len(row)}"
            )


def _refuse_strange(data: Sequence[Row], actors: set[Text], issues: set[Text]) -> None:
    """Each row is about an actor and an issue that there are, and about these alone."""
    seen: set[tuple[str, str]] = set()
    for row in data:
        for name, known, what in ((row[1], actors, "actor"), (row[2], issues, "issue")):
            if name not in known:
                refuse(name.place, f"there is no {what} {shown(name)}")
        if (row[1], row[2]) in seen:
            refuse(row[1].place, f"{shown(row[1])} stands twice on {shown(row[2])}")
        seen.add((row[1], row[2]))


def _actor(row: Row, data: Sequence[Row]) -> Stakeholder:
    """Its power, which a scenario has once and not by issue."""
    powers = {amount(one[5], "power"): one for one in data if one[1] == row[1]}
    if not powers:
        refuse(row[1].place, f"{shown(row[1])} has no position on any issue")
    if len(powers) > 1:
        hint = "an actor of a scenario has one: make a file of each group of issues with one power"
        refuse([*powers.values()][1][5].place, f"{shown(row[1])} has another power on other issues", hint)
    return Stakeholder(str(row[1]), next(iter(powers)), _label(row), _comment(row))


def _label(row: Row) -> str | None:
    return str(row[2]) if len(row) > 2 and row[2] and row[2] != row[1] else None


def _comment(row: Row) -> str | None:
    return str(row[3]) if len(row) > 3 and row[3] not in (*row[1:3], "") else None


def _dimension(
    row: Row, points: Sequence[Row], data: Sequence[Row], stands: dict[tuple[Text, Text], Stand]
) -> Dimension:
    """An issue on the scale that its points span; without any, on that of the positions."""
    name = row[1]
    mine = {str(actor): stand for (issue, actor), stand in stands.items() if issue == name}
    marks = {amount(one[2], "point", -1e8): one for one in points if one[1] == name}
    scale = list(marks) or [stand.position for stand in mine.values()]
    low, high = spanned(scale, name.place, name)
    for one in data:
        if one[2] == name and not low <= float(one[3]) <= high:
            refuse(
                one[3].place, f"position {shown(one[3])} of {shown(one[1])} lies outside {low:g}..{high:g}"
            )
    meanings = [f"{point:g}: {one[3]}" for point, one in sorted(marks.items()) if len(one) > 3 and one[3]]
    note = "; ".join([*filter(None, [_comment(row)]), *meanings])
    return Dimension(name=str(name), low=low, high=high, stands=mine, label=_label(row), note=note or None)


def _left_out(lines: Sequence[Row]) -> Iterator[str]:
    if strange := sorted({row[0] for row in lines} - set(ROWS)):
        yield f"rows that begin with {listed(strange)} left out"


FORMAT = Contests(KIND, is_one, contest)
