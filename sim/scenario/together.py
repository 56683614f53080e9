"""What is drawn together."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from sim.scenario.fields import Block, Name, Within


class Bundle(Block):
    """Uncertain numbers that are not drawn by themselves: where one is high, so tend to be the others."""

    inputs: tuple[Name, ...] = Field(min_length=2)
    """Paths of uncertain numbers, of red lines (`.genuine`) and threats (`.meant`)."""
    correlation: Annotated[float, Within(-1, 1)]
    """Rank correlation (Spearman) of each two of them, between -1 and 1, both excluded."""
