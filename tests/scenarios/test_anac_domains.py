"""The domains of the Automated Negotiating Agents Competition are what its files say."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from sim.interchange.as_negmas import space
from sim.scenario.reading import read

FOLDER = Path(__file__).parents[2] / "scenarios" / "anac"

# By file: packages; then utilities at the Nash, egalitarian and utilitarian points, by enumeration of the GENIUS files
# (weights made to sum to 1, disagreement 0).
KNOWN = {
    "laptop_2011": (27, (1.0, 0.815063), (0.873979, 0.873979), (1.0, 0.815063)),
    "itex_cypress_2010": (180, (0.670478, 0.721478), (0.670478, 0.721478), (0.670478, 0.721478)),
    "nice_or_die_2011": (3, (1.0, 0.16), (0.299, 0.299), (1.0, 0.16)),
}


def utilities(name: str) -> np.ndarray:
    """[package, party]"""
    found = space(read(FOLDER / f"{name}.yaml"))
    sums = []
    for rows in found.gains.values():
        total = np.zeros(1)
        for row in rows:
            total = (total[:, None] + np.array(row)).ravel()
        sums.append(total)
    return np.stack(sums, axis=1)


def test_every_shipped_domain_is_checked() -> None:
    assert {path.stem for path in FOLDER.glob("*.yaml")} == set(KNOWN)


@pytest.mark.parametrize("name", KNOWN)
def test_its_solutions_are_those_of_the_competitions_files(name: str) -> None:
    packages, nash, egalitarian, utilitarian = KNOWN[name]
    table = utilities(name)
    assert len(table) == packages
    assert table[table.prod(axis=1).argmax()] == pytest.approx(nash, abs=1e-6)
    assert table[table.min(axis=1).argmax()] == pytest.approx(egalitarian, abs=1e-6)
    assert table[table.sum(axis=1).argmax()] == pytest.approx(utilitarian, abs=1e-6)


def test_their_opposition_is_that_of_the_competitions_files() -> None:
    """Opposition: the least distance of a package from (1, 1). Baarslag et al. (2013)."""
    distance = {name: np.linalg.norm(1.0 - utilities(name), axis=1).min() for name in KNOWN}
    assert distance == pytest.approx(
        {"laptop_2011": 0.159664, "itex_cypress_2010": 0.431462, "nice_or_die_2011": 0.84}, abs=1e-6
    )
