"""The twenty talks follow from the rule that drew them, and are held against what came without a look at it."""

from __future__ import annotations

import csv
import os
from collections import Counter
from math import log
from pathlib import Path
from random import Random

import numpy as np
import pytest
from scores_page import block, nothing_is_left, told

from sim.backtest import cases, drawing
from sim.backtest.records import found, records
from sim.backtest.score import BASE
from sim.validation.tables import BadData

COLUMNS = [*drawing.KNOWN, *drawing.AFTER]


def crisis(
    number: int, begun: str, end: str, ended: str, conflict: str = drawing.ALONE, name: str = "A CRISIS"
) -> list[str]:
    """A row."""
    return [str(number), name, begun, drawing.WAR, "Threat", conflict, drawing.MEDIATED, end, ended]


def crises() -> list[list[str]]:
    """Made up: in each year one that agreed and one that did not; three years of four belong to one war of a decade."""
    rows = []
    for year in range(1940, 2020):
        conflict = f"war of {year // 10}" if year % 4 else drawing.ALONE
        for agreed in (True, False):
            ended = "Formal agreement" if agreed else "Crisis faded"
            rows.append(crisis(2 * year + agreed, f"3 May {year}", f"9 June {year}", ended, conflict))
    return [*rows, *odd_ones()]


def odd_ones() -> list[list[str]]:
    """That agreed too late, were calm, had no mediator, have no end."""
    late = crisis(1, "3 May 1985", "3 June 1986", "Formal agreement", name="LATE")
    calm, alone, still = (crisis(k, "3 May 1985", "9 May 1985", "Formal agreement") for k in (2, 3, 4))
    calm[1], calm[3] = "CALM", "Minor clashes"
    alone[1], alone[6] = "ALONE", "No mediation"
    still[1], still[7] = "OPEN", ".  ."
    return [late, calm, alone, still]


def put(file: Path, rows: list[list[str]]) -> Path:
    with file.open("w", newline="", encoding="utf-8") as opened:
        csv.writer(opened).writerows([COLUMNS, *rows])
    return file


def numbers(file: Path) -> list[str]:
    return [row.known["crisno"].text for row in drawing.drawn(file)]


def test_two_of_each_outcome_come_from_each_period_and_none_from_a_conflict_that_has_one(
    tmp_path: Path,
) -> None:
    taken = drawing.drawn(put(tmp_path / "a.csv", crises()))
    assert len(taken) == 20
    years = [drawing.begun(row.known).year for row in taken]
    period = [
        next(k for k, (first, last) in enumerate(drawing.PERIODS) if first <= year <= last) for year in years
    ]
    of = Counter(zip(period, map(drawing.agreed, taken), strict=True))
    assert [of[k, agreed] for k in range(5) for agreed in (True, False)] == [2] * 10
    assert max(Counter(drawing.conflict(row.known) for row in taken).values()) == 1


def test_calm_unmediated_and_open_crises_are_not_asked_and_late_agreements_are_none(tmp_path: Path) -> None:
    rows = records(put(tmp_path / "a.csv", crises()), drawing.KNOWN, drawing.AFTER)
    named = {row.known["crisname"].text: row for row in rows}
    assert not any(drawing.qualifies(named[name]) for name in ("CALM", "ALONE", "OPEN"))
    assert drawing.qualifies(named["LATE"])
    assert not drawing.agreed(named["LATE"])


def test_the_lot_hangs_on_no_other_crisis_and_on_no_order(tmp_path: Path) -> None:
    rows = crises()
    before = numbers(put(tmp_path / "a.csv", rows))
    Random(1).shuffle(rows)
    assert numbers(put(tmp_path / "b.csv", rows)) == before
    others = [row for row in rows if row[0] in before or row[5] != drawing.ALONE]
    assert numbers(put(tmp_path / "c.csv", others)) == before


def test_too_few_are_said_to_be_too_few(tmp_path: Path) -> None:
    with pytest.raises(BadData, match="too few crises"):
        drawing.drawn(put(tmp_path / "a.csv", crises()[:60]))


def test_the_twenty_are_those_that_the_rule_draws() -> None:
    folder = os.environ.get("PARLEYSIM_DATA")
    file = found(Path(folder) if folder else None, drawing.FILE)
    if file is None:
        pytest.skip(f"the lot is drawn again with {drawing.FILE} in the folder that PARLEYSIM_DATA names")
    shipped, lot = cases.read(cases.SHIPPED), drawing.drawn(file)
    able = [row for row in records(file, drawing.KNOWN, drawing.AFTER) if drawing.qualifies(row)]
    assert (len(able), sum(map(drawing.agreed, able))) == (78, 38)
    assert [row.known["crisis"].text for row in shipped] == [row.known["crisno"].text for row in lot]
    for ours, theirs in zip(shipped, lot, strict=True):
        assert ours.known["first_day"].text == str(drawing.begun(theirs.known))
        assert ours.after["last_day"].text == str(drawing.day(theirs.after["termination_date"].text))
        assert ours.after["ended"].text == theirs.after["outcome"].text.lower()
        assert ours.known["full_scale"].text == str(int(theirs.known["violence"].text == drawing.WAR))
        assert ours.known["protracted"].text == str(
            int(theirs.known["protracted_conflict"].text != drawing.ALONE)
        )
        grave = theirs.known["gravity"].text in ("Threat of grave damage", "Threat to existence")
        assert ours.known["vital"].text == str(int(grave))
        assert cases.agreed(ours) is drawing.agreed(theirs)


def test_half_of_them_are_failures_and_each_period_has_four() -> None:
    shipped = cases.read(cases.SHIPPED)
    assert [cases.agreed(row) for row in shipped] == [True, True, False, False] * 5
    years = [int(row.known["first_day"].text[:4]) for row in shipped]
    for k, (first, last) in enumerate(drawing.PERIODS):
        assert all(first <= year <= last for year in years[4 * k : 4 * k + 4])


def test_nobody_is_told_what_came_and_half_is_the_base_rate() -> None:
    rows = cases.read(cases.SHIPPED)[:6]
    event = cases.event(cases.SHIPPED, rows, 1, runs=2)
    dealt = [type(row)(row.known, other.after) for row, other in zip(rows, rows[::-1], strict=True)]
    again = cases.event(cases.SHIPPED, dealt, 1, runs=2)
    assert not np.array_equal(event.happened, again.happened)
    assert all(np.array_equal(event.said[by], again.said[by]) for by in event.said)


def test_what_is_left_out_is_red_lines_and_guarantees() -> None:
    kosovo = next(row.known for row in cases.read(cases.SHIPPED) if row.known["case"].text == "kosovo_1999")
    whole, less = cases.coded(cases.SHIPPED, kosovo)
    assert all(party.red_lines for party in whole.parties.values())
    assert whole.issues["force"].guards
    assert not any(party.red_lines for party in less.parties.values())
    assert less.issues["force"].guards is None
    assert less.issues["force"].value == whole.issues["force"].value


@pytest.mark.slow
def test_scores_beside_a_coin() -> None:
    """By hand: a quarter, the logarithm of two, and the mean of squared distances; and the page is current."""
    event = cases.event(cases.SHIPPED, cases.read(cases.SHIPPED), 1)
    scores = cases.scored(event, 1)
    assert told("cases") == block(scores, "cases")
    assert nothing_is_left(scores)
    lines = {(row.kind, row.by): row for row in scores.scores}
    assert len(lines) == 8
    assert lines["Brier", BASE].loss.value == 0.25
    assert lines["log", BASE].loss.value == pytest.approx(log(2))
    said = event.said[cases.CODED]
    assert lines["Brier", cases.CODED].loss.value == pytest.approx(np.mean((said - event.happened) ** 2))
    right = np.where(event.happened > 0, said, 1 - said)
    assert lines["log", cases.CODED].loss.value == pytest.approx(-np.log(right).mean())
    pairs = [(a > b) + (a == b) / 2 for a in said[event.happened > 0] for b in said[event.happened == 0]]
    assert lines["Brier", cases.CODED].auc.value == pytest.approx(np.mean(pairs))
    assert "a skill of" in lines["Brier", BASE].note
    assert "all 124 statements that they rest on beside ICB's codes" in lines["Brier", BASE].note
    page = " ".join((cases.SHIPPED.parent / "README.md").read_text(encoding="utf-8").split())
    whole, less = lines["Brier", cases.CODED], lines["Brier", cases.LESS]
    assert f"Brier score of {whole.loss.value:.3f} where a coin" in page
    assert f"(AUC {whole.auc.value:.2f})" in page
    assert f"that of a coin, {less.loss.value:.3f}." in page
    yes, no = said[event.happened > 0].mean(), said[event.happened == 0].mean()
    assert f"settle in {yes:.0%} of their replications, the others in {no:.0%}".replace("%", " %") in page


def test_a_case_without_its_file_is_told_where(tmp_path: Path) -> None:
    file = tmp_path / cases.FILE
    file.write_text(cases.SHIPPED.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(BadData, match=r"twenty_talks\.csv:2: case: .*yemen_1962\.yaml"):
        cases.coded(file, cases.read(file)[0].known)
