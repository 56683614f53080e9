"""Errors on laws and compromises of summits, made again from the files by plain sums and laid beside tables of others.

The files are not ours to hand out: with PARLEYSIM_DATA these tests run.
"""

from __future__ import annotations

import csv
import os
from collections import defaultdict
from math import sqrt
from pathlib import Path
from statistics import mean, median

import numpy as np
import pytest

from sim.backtest import laws
from sim.validation import deu3, exchange, forecasts

ERRORS = "deu3_baseline_errors.csv"  # computed apart: name, mean, median and root of the mean square
OURS = {
    "GDP x salience weighted mean": forecasts.WEIGHTED_MEAN,
    "mean(all actors, unweighted)": forecasts.MEAN,
    "salience-weighted mean (compromise model, equal power)": forecasts.BY_SALIENCE,
    "GDP x salience weighted median (Black/BDM 'median voter')": forecasts.WEIGHTED_MEDIAN,
    "midpoint50": forecasts.MIDDLE,
    "status quo / reference point (else mean)": forecasts.NO_DECISION,
    "NBS linear loss, d=0, GDP x salience": forecasts.WEIGHTED_NASH,
}
PRINTED = 0.005
STEP = 0.5  # the table looks for Nash's place at half points, we at whole ones


def there(*names: str) -> Path:
    """The folder with these files; skipped, and listed as such, without."""
    folder = Path(os.environ.get("PARLEYSIM_DATA") or "nowhere")
    if missing := [name for name in names if not (folder / name).is_file()]:
        pytest.skip(f"needs {', '.join(missing)} in the folder that PARLEYSIM_DATA names")
    return folder


def rows_of(file: Path, delimiter: str = ",") -> list[dict[str, str]]:
    with file.open(newline="", encoding="utf-8-sig") as opened:
        return list(csv.DictReader(opened, delimiter=delimiter))


def decided(folder: Path) -> list[tuple[str, list[tuple[float, float, float]], float]]:
    """Proposal; place, salience and power of everybody; outcome."""
    weights, *issues = rows_of(folder / deu3.FILE, "\t")
    return [
        (
            row["prnr"],
            [
                (float(text), float(row[f"s{name[1:]}"] or 0), float(weights[name]))
                for name, text in row.items()
                if name.startswith("p") and f"s{name[1:]}" in row and text
            ],
            float(row["out"]),
        )
        for row in issues
        if row["out"]
    ]


def weighted(places: list[tuple[float, float]]) -> float:
    return sum(at * weight for at, weight in places) / sum(weight for _, weight in places)


def test_the_errors_of_means_are_those_of_plain_sums() -> None:
    issues = decided(there(deu3.FILE))
    by_hand = {
        forecasts.WEIGHTED_MEAN: [
            weighted([(x, s * c) for x, s, c in all_]) - out for _, all_, out in issues
        ],
        forecasts.BY_SALIENCE: [weighted([(x, s) for x, s, _ in all_]) - out for _, all_, out in issues],
        forecasts.MEAN: [weighted([(x, 1.0) for x, *_ in all_]) - out for _, all_, out in issues],
        forecasts.MIDDLE: [50.0 - out for *_, out in issues],
    }
    docket = deu3.docket(there(deu3.FILE))
    ours = docket.errors(forecasts.challenges) | docket.errors(forecasts.averages)
    assert len(issues) == 353
    for name, errors in by_hand.items():
        assert ours[name].tolist() == pytest.approx([abs(error) for error in errors])


def test_the_errors_of_rules_are_those_of_the_table_that_was_computed_apart() -> None:
    """To the last digit that is printed: in the mean, in the middle, and in squares; of Nash in the mean."""
    folder = there(deu3.FILE, ERRORS)
    printed, docket = {row["model"]: row for row in rows_of(folder / ERRORS)}, deu3.docket(folder)
    ours = {}
    for rule in (forecasts.challenges, forecasts.averages, forecasts.concepts):
        ours |= docket.errors(rule)
    for theirs, name in OURS.items():
        row, error = printed[theirs], ours[name]
        assert int(row["n"]) == len(error)
        assert mean(error) == pytest.approx(float(row["MAE"]), abs=PRINTED), name
        near = STEP if name == forecasts.WEIGHTED_NASH else PRINTED
        assert median(error) == pytest.approx(float(row["median_abs_error"]), abs=near), name
        assert sqrt(mean(error**2)) == pytest.approx(float(row["RMSE"]), abs=near), name
        assert deu3.KNOWN[name] == float(row["MAE"])


def test_the_weighted_mean_with_its_errors_elsewhere_is_scored_as_by_hand() -> None:
    """CRPS of a sample: how far it is from what came, less half of how far it is from itself."""
    issues = decided(there(deu3.FILE))
    said = [weighted([(x, s * c) for x, s, c in all_]) for _, all_, _ in issues]
    errors = defaultdict(list)
    for (proposal, _, out), at in zip(issues, said, strict=True):
        errors[proposal].append(out - at)
    lost = []
    for (proposal, _, out), at in zip(issues, said, strict=True):
        others = [error for of, found in errors.items() if of != proposal for error in found]
        sample = sorted(min(100.0, max(0.0, at + error)) for error in others)
        n = len(sample)
        within = sum(x * (2 * k - n + 1) for k, x in enumerate(sample)) / n**2
        lost.append(sum(abs(x - out) for x in sample) / n - within)
    docket = deu3.docket(there(deu3.FILE))
    ours = laws.dressed(docket, np.array(said), docket.outcome)
    assert mean(ours) == pytest.approx(mean(lost))


def test_compromises_of_summits_are_plain_sums_and_those_of_the_other_program() -> None:
    folder = there("decide/copenhagen.csv", "decide/cop21.csv", "decide/decide_equalgain_p0_outputs.csv")
    printed = {
        (row["dataset"], row["issue"]): float(row["preference_mds_nbs"])
        for row in rows_of(folder / "decide" / "decide_equalgain_p0_outputs.csv")
        if row["round"] == "0"
    }
    compared = 0
    for file, (_, known) in exchange.SUMMITS.items():
        places = defaultdict(list)
        for line in (folder / "decide" / file).read_text(encoding="utf-8-sig").splitlines():
            kind, *cells = [cell.strip().strip("'\"#;") for cell in line.replace(";", "\t").split("\t")]
            if kind.strip("'#") == "D":
                _, issue, at, salience, power = cells[:5]
                places[issue].append((float(at), float(salience) * float(power)))
        ours = exchange.compromises(folder / "decide" / file)
        for issue, number in known.items():
            assert ours[issue] == pytest.approx(weighted(places[issue]))
            assert ours[issue] == pytest.approx(printed[file.removesuffix(".csv"), issue], abs=5e-5)
            assert number == printed[file.removesuffix(".csv"), issue]
            compared += 1
    assert compared == 20
