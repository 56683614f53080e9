"""How columns share the width of a screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

GAP = 2  # letters between two columns


class ColumnWidth(NamedTuple):
    """Letters that a column would like, and those that it cannot do without."""

    natural: int
    least: int


def fitted(columns: Sequence[ColumnWidth], width: int) -> list[int] | None:
    """The widths within `width`, the widest that can give way first; None if the least is too much."""
    widths = [column.natural for column in columns]
    over = sum(widths) + GAP * (len(widths) - 1) - width
    for _ in range(over):
        slack = [k for k, column in enumerate(columns) if widths[k] > column.least]
        if not slack:
            return None
        widths[max(slack, key=lambda k: widths[k])] -= 1
    return widths


def chunks(columns: Sequence[ColumnWidth], left: int, width: int) -> list[list[int]]:
    """Positions of the columns of each block; the first `left` columns stand in all of them."""
    names, numbers = list(range(left)), range(left, len(columns))
    blocks = [names.copy()]
    for k in numbers:
        wider = [*blocks[-1], k]
        if fitted([columns[i] for i in wider], width) is None and len(blocks[-1]) > left:
            blocks.append([*names, k])
        else:
            blocks[-1] = wider
    return blocks
