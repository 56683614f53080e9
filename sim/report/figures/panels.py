"""Small multiples: panels one under another, each under its name, on one axis across."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sim.report.axes import axis, layout
from sim.report.marks import label, text

STRIP, FOOT, GAP = 34, 44, 30  # pixels: a strip above all panels, the axis below them, a name between two


@dataclass(frozen=True)
class Panels:
    """Where each panel lies. `strip`: is there a strip for marks above them?"""

    names: tuple[str, ...]
    height: int  # pixels of a panel
    strip: bool = False

    @property
    def whole(self) -> int:
        """Pixels of all panels, without the axis below."""
        return STRIP * self.strip + len(self.names) * (self.height + GAP)

    def axis(self, k: int) -> str:
        """What plotly calls the upward axis of a panel; that of the strip comes last."""
        return "y" if k == 0 else f"y{k + 1}"

    @property
    def of_strip(self) -> str:
        return self.axis(len(self.names))

    def top(self, k: int) -> float:
        """Where a panel begins, as a share of the figure from below."""
        return 1.0 - (STRIP * self.strip + k * (self.height + GAP) + GAP) / self.whole

    def layout(
        self, across: Mapping[str, Any], upward: Sequence[Mapping[str, Any]], **more: Any
    ) -> dict[str, Any]:
        """The layout, with what is particular about each panel's upward axis."""
        axes = {
            f"yaxis{k + 1 if k else ''}": axis(
                domain=[max(0.0, self.top(k) - self.height / self.whole), self.top(k)], **{"nticks": 5, **own}
            )
            for k, own in enumerate(upward)
        }
        if self.strip:
            axes[f"yaxis{len(self.names) + 1}"] = axis(
                domain=[1.0 - STRIP / self.whole, 1.0],
                range=[0, 1],
                showgrid=False,
                showticklabels=False,
                ticks="",
            )
        below = {**across, "anchor": self.axis(len(self.names) - 1)}
        return layout(self.whole + FOOT, xaxis=below, **axes, annotations=self._labels(), **more)

    def _labels(self) -> list[dict[str, Any]]:
        return [label(f"<b>{text(name)}</b>", self.top(k)) for k, name in enumerate(self.names)]
