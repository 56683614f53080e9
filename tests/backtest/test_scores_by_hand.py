"""Scores, made again from the files by other means: plain sums, row by row."""

from __future__ import annotations

import csv
import os
from collections import defaultdict
from datetime import date
from functools import partial
from math import exp, log
from pathlib import Path

import numpy as np
import pytest
from scipy.optimize import minimize

from sim.backtest import agreements, ceasefires, halves, wars
from sim.backtest.event import ScoredEvent, everybody_of, scored
from sim.backtest.lasting import events
from sim.backtest.lives import ceasefire_lasts, peace_lasts
from sim.backtest.records import found
from sim.backtest.score import Score
from sim.backtest.scoring import SURE, luck
from sim.validation import casino, deals

OURS = Path(__file__).parent / "data"


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(newline="", encoding="utf-8-sig") as opened:
        return list(csv.DictReader(opened))


def scores_of(asked: ScoredEvent) -> dict[str, Score]:
    """By who says it."""
    everybody = everybody_of(asked, asked.happened)
    return {score.by: score for score in scored(asked, everybody, luck(1, asked.label, asked.country))}


def base_rate(cases: list[tuple[str, bool]]) -> tuple[float, float]:
    """Brier and log score of the share of all other conflicts."""
    hits, of = defaultdict(int), defaultdict(int)
    for conflict, came in cases:
        hits[conflict] += came
        of[conflict] += 1
    squares = nats = 0.0
    for conflict, came in cases:
        share = (sum(hits.values()) - hits[conflict] + 0.5) / (len(cases) - of[conflict] + 1.0)
        squares += (share - came) ** 2
        nats -= log(max(SURE, share if came else 1.0 - share))
    return squares / len(cases), nats / len(cases)


def test_the_base_rate_of_wars() -> None:
    cases, wars_of = [], defaultdict(list)
    for row in rows_of(OURS / wars.FILE):
        wars_of[row["dyad_id"], row["dyadepisode"]].append(row)
    for rows in wars_of.values():
        begun, end = american(rows[0]["start_date2"]), rows[-1]
        if end["ependdate"] not in ("", "."):
            lasted = (american(end["ependdate"]) - begun).days
            if lasted > 365:
                cases.append((end["conflict_id"], lasted <= 730 and end["outcome"] in ("1", "2")))
        elif end["year"] == "2020" and (date(2020, 12, 31) - begun).days > 730:
            cases.append((end["conflict_id"], False))
    brier, nats = base_rate(cases)
    score = scores_of(wars.asked(wars.read(OURS / wars.FILE), {}))["base rate"]
    assert (score.of, score.clusters) == (len(cases), len({conflict for conflict, _ in cases}))
    assert (score.loss.value, score.log.value) == pytest.approx((brier, nats))


def american(text: str) -> date:
    month, of, year = text.split("/")
    return date(int(year) + (1900 if int(year) > 25 else 2000), int(month), int(of))


def test_agreements_by_the_formula_as_shipped() -> None:
    """In force after a year: exp(-(365 / 12500)^0.42), times 0.65 with peacekeepers."""
    squares, count = 0.0, 0
    for row in rows_of(OURS / agreements.FILE):
        begun = date.fromisoformat(row["pa_date"])
        if row["ended"] == "True" and row["duration"]:
            in_force = (date.fromisoformat(row["duration"]) - begun).days >= 365
        elif row["ended"] != "True" and (date(2021, 12, 31) - begun).days >= 365:
            in_force = True
        else:
            continue
        share = exp(-(0.65 if row["pko"] == "1" else 1.0) * (365 / 12_500) ** 0.42)
        squares += (share - in_force) ** 2
        count += 1
    lives = agreements.read(OURS / agreements.FILE)
    said = {"shipped": lambda ages: np.array([peace_lasts(text, ages) for text in lives.scenarios])}
    (asked,) = events("s", lives, (365.0,), "{}", said, "")
    score = scores_of(asked)["shipped"]
    assert score.of == count
    assert score.loss.value == pytest.approx(squares / count)


def by_scipy(facts: np.ndarray, alive: np.ndarray, known: np.ndarray) -> np.ndarray:
    """A regression with the link log(-log): intercept, slope along the logarithm of age, and of each fact."""

    def lost(at: np.ndarray) -> float:
        share = np.clip(reached(at, facts), 1e-12, 1 - 1e-12)
        return -np.where(known, np.log(np.where(alive, share, 1 - share)), 0.0).sum()

    start = np.concatenate([[-4.0, 0.4], np.zeros(facts.shape[1])])
    return minimize(lost, start, method="BFGS", options={"gtol": 1e-6}).x


def reached(at: np.ndarray, facts: np.ndarray) -> np.ndarray:
    return np.exp(-np.exp(at[0] + at[1] * np.log(agreements.AGES)[None, :] + (facts @ at[2:])[:, None]))


@pytest.mark.slow
@pytest.mark.parametrize("by", [halves.FITTED, halves.ABROAD])
def test_agreements_by_a_life_that_scipy_fits(by: str) -> None:
    """On the other half, or on all other countries: row by row from the file, without a line of the program's."""
    facts, low, high, conflict, country = [], [], [], [], []
    for row in rows_of(OURS / agreements.FILE):
        begun, ended = date.fromisoformat(row["pa_date"]), row["duration"]
        if row["ended"] == "True" and not ended:
            continue
        lasted = ((date.fromisoformat(ended) if row["ended"] == "True" else date(2021, 12, 31)) - begun).days
        facts.append([float(row["pko"] == "1")])
        low.append(max(0, lasted))
        high.append(max(0, lasted) + 1 if row["ended"] == "True" else np.inf)
        conflict.append(int(row["conflict_id"].split(",")[0]))
        country.append(row["gwno"].split(",")[0])
    fact, ages = np.array(facts), np.array(agreements.AGES)
    alive = np.array(low)[:, None] >= ages
    known = alive | (np.array(high)[:, None] <= ages)
    fold = np.array(conflict) % 2 if by == halves.FITTED else np.unique(country, return_inverse=True)[1]
    said = np.empty(alive.shape)
    for one in np.unique(fold):
        rest = fold != one
        said[~rest] = reached(by_scipy(fact[rest], alive[rest], known[rest]), fact[~rest])
    lives = agreements.read(OURS / agreements.FILE)
    fits = halves.both_halves(lives, agreements.DURATIONS.fit)
    if by == halves.FITTED:
        foretold = partial(halves.foretold, lives, even=fits.even, odd=fits.odd)
    else:
        abroad = halves.without_each_country(lives, agreements.DURATIONS.fit, fits.whole.at)
        foretold = partial(halves.foretold_abroad, lives, fits=abroad)
    for k, asked in enumerate(events("s", lives, agreements.AGES, "{}", {by: foretold}, "")):
        by_hand = ((said[:, k] - alive[:, k]) ** 2)[known[:, k]].mean()
        assert scores_of(asked)[by].loss.value == pytest.approx(by_hand, abs=1e-5)


def test_divisions_by_a_logit_of_nashs_product() -> None:
    """Sixty-four divisions of three things of which there are three each, weighed by exp(40 times both gains)."""
    losses = []
    for row in rows_of(OURS / deals.FILE):
        if row["agreed"] != "1":
            continue
        worth = [(int(row[f"v_a_{t}"]), int(row[f"v_b_{t}"]), int(row[f"a_gets_{t}"])) for t in deals.THINGS]
        weights = {}
        for n in range(64):
            split = (n // 16, n // 4 % 4, n % 4)
            mine = sum(a * k for (a, _, _), k in zip(worth, split, strict=True)) / 36
            yours = sum(b * (3 - k) for (_, b, _), k in zip(worth, split, strict=True)) / 36
            weights[split] = exp(40.0 * mine * yours)
        losses.append(-log(weights[tuple(k for _, _, k in worth)] / sum(weights.values())))
    mean, _ = casino.score(casino.softmax, 40.0, deals.deals(OURS))
    assert len(losses) == 1_005
    assert mean == pytest.approx(sum(losses) / len(losses))


def test_ceasefires_by_the_formula_as_shipped() -> None:
    """Alive after 90 days: exp(-f (90 / 230)^0.28), with a factor for each thing that the text says."""
    folder = os.environ.get("PARLEYSIM_DATA")
    file = found(Path(folder) if folder else None, ceasefires.FILE)
    if file is None:
        pytest.skip(f"ceasefires need {ceasefires.FILE} in the folder that PARLEYSIM_DATA names")
    cases, squares = [], 0.0
    for row in rows_of(file):
        if row["side"] not in ("2", "3") or row["partial"] != "0" or not row["life_low_days"]:
            continue
        alive, dead = float(row["life_low_days"]) >= 90, float(row["life_high_days"]) <= 90
        if not (alive or dead):
            continue
        factor = 0.44 if row["class"] == "3" else 1.0
        factor *= 0.68 if row["written"] in ("1", "2") else 1.0
        factor *= 0.93 if row["monitoring"] == "1" else 1.0
        squares += (exp(-factor * (90 / 230) ** 0.28) - alive) ** 2
        conflict = row["ucdp_conflict_id"]
        cases.append((row["location"] if conflict == "-1" else conflict, alive))
    lives = ceasefires.read(file)
    said = {"shipped": lambda ages: np.array([ceasefire_lasts(text, ages) for text in lives.scenarios])}
    (asked,) = events("s", lives, (90.0,), "{}", said, "")
    scores = scores_of(asked)
    assert (scores["base rate"].of, scores["base rate"].loss.value) == (
        502,
        pytest.approx(base_rate(cases)[0]),
    )
    assert scores["shipped"].loss.value == pytest.approx(squares / 502)
