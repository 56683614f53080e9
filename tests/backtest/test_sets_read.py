"""Scenarios are made without a look at what came: with outcomes dealt out anew they are the same, letter by letter."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from itertools import product
from pathlib import Path
from random import Random

import pytest

from sim.backtest import agreements, ceasefires, crises, fortna, wars
from sim.backtest.records import country, records
from sim.validation.tables import BadData, TextCell

OURS = Path(__file__).parent / "data"
CODED = {  # files that may not be handed on: rows of our own making, with every column that is read
    ceasefires: [
        {"location": "Here", "ucdp_conflict_id": str(300 + k), "side": "2", "partial": "0", "class": str(1 + k % 3),
         "written": str(k % 2), "monitoring": str(k % 2), "enforcement": "0", "mediated": "1", "humanitarian": "0",
         "peace_process": "1", "holiday": "0", "fixed": str(k % 2), "fixed_time": str(30 * (k % 2)),
         "life_low_days": str(40.0 * k), "life_high_days": "inf" if k % 4 == 0 else str(40.0 * k + 1)}
        for k in range(24)
    ],
    fortna: [
        {"id": str(float(k)), "cluster": f"C{k % 5}", "ccode": "700.0", "t0": "1990-01-01", "victory": "0.0",
         "treaty": str(k % 2), "pk_dum": "1.0", "wardur": "2.5", "wartype": "1", "illit": "40",
         "t1": f"199{1 + k % 8}-03-0{1 + k % 9}", "failed": str(k % 2)}
        for k in range(24)
    ],
    crises: [
        {"crisno": str(k), "pcid": str(k % 5), "yrtrig": "1960", "motrig": "5", "datrig": "", "viol": str(3 + k % 2),
         "mediate": str(1 + 3 * (k % 2)), "gravcr": str(k % 7), "protrac": "1", "cractr": "2", "powdissy": "3",
         "geostr": "1", "ethnic": "3", "forout": str(1 + k % 6), "yrterm": "1960", "moterm": str(6 + k % 6),
         "daterm": "9"}
        for k in range(24)
    ],
}  # fmt: skip
MODULES = (agreements, ceasefires, crises, fortna, wars)


def file_of(module: object, folder: Path) -> Path:
    """The real rows where they may be handed on, else those above."""
    if module not in CODED:
        return OURS / module.FILE
    rows = CODED[module]
    return put(folder / module.FILE, list(rows[0]), [list(row.values()) for row in rows])


def put(file: Path, names: Sequence[str], rows: Sequence[Sequence[str]]) -> Path:
    with file.open("w", newline="", encoding="utf-8") as opened:
        csv.writer(opened).writerows([names, *rows])
    return file


def with_outcomes_dealt_anew(file: Path, after: Sequence[str], folder: Path) -> Path:
    """Every row keeps what was known and gets the outcome of another."""
    with file.open(newline="", encoding="utf-8") as opened:
        names, *rows = csv.reader(opened)
    columns = [names.index(name) for name in after]
    outcomes = [[row[k] for k in columns] for row in rows]
    Random(3).shuffle(outcomes)
    for row, outcome in zip(rows, outcomes, strict=True):
        for k, value in zip(columns, outcome, strict=True):
            row[k] = value
    return put(folder / f"dealt-{file.name}", names, rows)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.SET)
def test_with_outcomes_dealt_anew_every_scenario_and_fact_is_the_same(module: object, tmp_path: Path) -> None:
    file = file_of(module, tmp_path)
    dealt = with_outcomes_dealt_anew(file, module.AFTER, tmp_path)
    before, after = (records(each, module.KNOWN, module.AFTER) for each in (file, dealt))
    assert len(before) > 10
    assert [row.after for row in before] != [row.after for row in after]
    for make in (module.scenario, module.facts):
        assert made(make, before) == made(make, after)


def made(make: Callable[..., object], rows: Sequence[object]) -> str:
    return "\n".join(repr(make(row.known)) for row in rows)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.SET)
def test_no_column_is_both_known_and_an_outcome(module: object) -> None:
    assert not set(module.KNOWN) & set(module.AFTER)


@pytest.mark.parametrize("module", [ceasefires, fortna], ids=lambda module: module.SET)
def test_lives_begin_with_what_is_known_of_them(module: object, tmp_path: Path) -> None:
    found = module.read(file_of(module, tmp_path))
    assert (found.low < found.high).all()
    assert len(found.scenarios) == len(found.low) == len(found.facts)
    assert 0 < found.odd.sum() < len(found.odd)


def test_no_conflict_is_in_both_halves() -> None:
    found = agreements.read(OURS / agreements.FILE)
    even, odd = (
        {c for c, o in zip(found.conflict, found.odd, strict=True) if o is half} for half in (False, True)
    )
    assert not even & odd
    assert all(name.isdigit() for name in found.conflict)  # of several that it ends, the first


def test_a_row_is_of_the_first_country_that_it_names(tmp_path: Path) -> None:
    """Agreements of Eritrea and Ethiopia count with those of Ethiopia alone; who names no country stands alone."""
    found = agreements.read(OURS / agreements.FILE)
    assert not any("," in name for name in found.country)
    assert (len(set(found.conflict)), len(set(found.country))) == (73, 56)
    assert [country(TextCell(text, ""), "7") for text in ("530, 531", "530", "", ".")] == [
        "530", "530", "conflict 7", "conflict 7"
    ]  # fmt: skip
    asked = wars.asked(wars.read(OURS / wars.FILE), {})
    assert asked.country is not None
    assert asked.country.max() < asked.label.max()


def test_a_crisis_counts_as_agreed_if_that_came_within_a_year(tmp_path: Path) -> None:
    rows = crises.read(file_of(crises, tmp_path))
    assert [crises.agreed(row) for row in rows] == [k % 6 < 2 for k in range(24)]


def test_a_war_counts_from_its_first_year_to_its_second() -> None:
    """Of 916 episodes those that had lasted 365 days; 28 of them ended by negotiation within another."""
    found = wars.read(OURS / wars.FILE)
    assert len(found) == 414
    assert sum(ended for _, ended in found) == 28


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.SET)
def test_no_cell_whatever_stands_in_it_ends_in_anything_but_a_line(module: object, tmp_path: Path) -> None:
    file = file_of(module, tmp_path)
    with file.open(newline="", encoding="utf-8") as opened:
        names, *rows = csv.reader(opened)
    said = []
    for k, text in product(range(len(names)), ("x", "", "-9", "1e400", "0")):
        changed = [*rows[:2], [*rows[2][:k], text, *rows[2][k + 1 :]], *rows[3:200]]
        try:
            read_whole(module, put(tmp_path / module.FILE, names, changed))
        except BadData as error:
            said.append(str(error))
    assert len(said) > 3
    assert all(line.startswith(str(tmp_path / module.FILE)) and "\n" not in line for line in said)


def read_whole(module: object, file: Path) -> None:
    """Everything that is read of a file."""
    found = module.read(file)
    if module is crises:
        assert all(crises.agreed(row) in (True, False) for row in found)
    for row in records(file, module.KNOWN, module.AFTER):
        assert module.scenario(row.known)
        assert module.facts(row.known)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.SET)
def test_too_few_conflicts_are_told(module: object, tmp_path: Path) -> None:
    file = file_of(module, tmp_path)
    with file.open(newline="", encoding="utf-8") as opened:
        names, *rows = csv.reader(opened)
    with pytest.raises(BadData, match="scores need 4"):
        module.read(put(tmp_path / module.FILE, names, rows[:3]))
