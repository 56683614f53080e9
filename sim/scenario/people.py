"""How exact people are, and how much they ask for at first: what the word `people` stands for.

Both were fitted to 1,005 deals of people who shared out camping supplies and had said what they wanted: CaSiNo, Chawla,
Ramirez, Clever, Lucas, May & Gratch (2021), NAACL, 3167-3185. `sim/backtest` fits them on either half of the dialogues
and on all, and scores each half by the other's fit; tests hold these to what is fitted today. Drawn within the 95 %
interval of the fit on all.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from sim.scenario.quantities import Quantity, Triangular

PEOPLE = "people"
SOURCE = "likeliest for 1,005 deals of two people over camping supplies (CaSiNo: Chawla et al. 2021)"
NOTE = f"As people are: {SOURCE}; of states nobody has measured it."
PRECISION = Triangular(13.7, 14.4, 15.1, basis="calibrated", note=NOTE)
ASPIRATION = Triangular(0.7, 0.7, 0.8, basis="calibrated", note=NOTE)
AS_PEOPLE: Mapping[str, Mapping[str, Quantity]] = MappingProxyType(
    {
        "precision": MappingProxyType({PEOPLE: PRECISION}),
        "aspiration": MappingProxyType({PEOPLE: ASPIRATION}),
    }
)
