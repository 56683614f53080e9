"""One row per replication, readable years later without our code."""

from pathlib import Path

import numpy as np
import pyarrow.csv
import pyarrow.parquet
import pytest

from sim.bargaining.outcomes import OUTCOMES, REASONS, Names, Outcomes, columns
from sim.results import table

RUNS = 500
NAMES = Names(
    actors=("north", "St. Lucia", "un"),
    parties=("north", "St. Lucia"),
    issues=("land",),
    options=(("no", "yes"),),
    proposals=("halves",),
    ceasefire_issues=("scope",),
    ceasefire_options=(("none", "all"),),
    ceasefire_proposals=("thirty_days",),
    inputs=("actors.north.optimism",),
)


@pytest.fixture
def outcomes() -> Outcomes:
    """Made up, with holes where a replication has nothing to say."""
    luck = np.random.default_rng(3)
    settled = luck.random(RUNS) < 0.5

    def day() -> np.ndarray:
        return np.where(settled, luck.uniform(1, 180, RUNS), np.nan)

    return Outcomes(
        names=NAMES,
        horizon_days=180.0,
        outcome=np.where(settled, OUTCOMES.index("settlement"), 0).astype(np.int8),
        ceasefire_day=day(),
        full_ceasefire_day=day(),
        full_ceasefire_end=day(),
        settlement_day=day(),
        last_day=luck.uniform(1, 180, RUNS),
        mediator_left_day=day(),
        zone_day=day(),
        balance=luck.normal(size=RUNS),
        fighting_days=luck.uniform(0, 180, RUNS),
        ceasefire_terms=np.where(settled, 1, -1).astype(np.int8)[:, None],
        terms=np.where(settled, luck.integers(0, 2, RUNS), -1).astype(np.int8)[:, None],
        utility=np.where(settled[:, None], luck.random((RUNS, 3)), np.nan),
        war_value=luck.random((RUNS, 2)),
        reservation=luck.random((RUNS, 2)),
        reason=luck.integers(0, len(REASONS), (RUNS, 3)).astype(np.int8),
        ceasefire_reason=luck.integers(0, len(REASONS), (RUNS, 3)).astype(np.int8),
        would_sign=luck.random((RUNS, 1, 3)) < 0.5,
        would_sign_ceasefire=luck.random((RUNS, 1, 3)) < 0.5,
        inputs=luck.random((RUNS, 1)).astype(np.float32),
    )


@pytest.fixture
def in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "ROWS_AT_ONCE", 64)


def test_every_column_says_what_it_means(outcomes: Outcomes) -> None:
    assert all(column.meaning for column in table.columns(outcomes))
    assert len({column.name for column in table.columns(outcomes)}) == len(table.columns(outcomes))


def test_no_column_of_the_outcomes_is_left_behind(outcomes: Outcomes) -> None:
    kinds = {column.name.split(".")[0] for column in table.columns(outcomes)}
    assert {name.replace("inputs", "input") for name in columns()} <= kinds


@pytest.mark.usefixtures("in_pieces")
def test_parquet_gives_back_every_value(outcomes: Outcomes, tmp_path: Path) -> None:
    table.write_parquet(outcomes, tmp_path / "outcomes.parquet")
    stored = pyarrow.parquet.read_table(tmp_path / "outcomes.parquet")
    assert stored["replication"].to_pylist() == list(range(RUNS))
    assert stored["outcome"].to_pylist() == [OUTCOMES[code] for code in outcomes.outcome]
    assert stored["terms.land"].to_pylist() == [
        None if c < 0 else ("no", "yes")[c] for c in outcomes.terms[:, 0]
    ]
    np.testing.assert_array_equal(stored["settlement_day"].to_numpy(), outcomes.settlement_day)
    np.testing.assert_array_equal(stored['utility."St. Lucia"'].to_numpy(), outcomes.utility[:, 1])
    np.testing.assert_array_equal(stored["input.actors.north.optimism"].to_numpy(), outcomes.inputs[:, 0])
    assert stored["would_sign.halves.un"].to_pylist() == outcomes.would_sign[:, 0, 2].tolist()
    assert stored["zone"].to_pylist() == outcomes.zone.tolist()
    assert stored.schema.field("settlement_day").metadata[b"unit"] == b"days from the start"


@pytest.mark.usefixtures("in_pieces")
def test_what_did_not_happen_is_empty_and_not_a_number_of_days(outcomes: Outcomes, tmp_path: Path) -> None:
    table.write_parquet(outcomes, tmp_path / "outcomes.parquet")
    stored = pyarrow.parquet.read_table(tmp_path / "outcomes.parquet", columns=["settlement_day"])
    assert stored["settlement_day"].null_count == np.count_nonzero(np.isnan(outcomes.settlement_day)) > 0


@pytest.mark.parametrize("write", [table.write_parquet, table.write_csv])
def test_the_same_outcomes_give_the_same_bytes(write, outcomes: Outcomes, tmp_path: Path) -> None:
    write(outcomes, tmp_path / "one")
    write(outcomes, tmp_path / "two")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


@pytest.mark.usefixtures("in_pieces")
def test_a_spreadsheet_sees_the_same_rows_in_words(outcomes: Outcomes, tmp_path: Path) -> None:
    table.write_csv(outcomes, tmp_path / "outcomes.csv")
    spread = pyarrow.csv.read_csv(tmp_path / "outcomes.csv")
    assert spread.column_names == [column.name for column in table.columns(outcomes)]
    assert spread["outcome"].to_pylist() == [OUTCOMES[code] for code in outcomes.outcome]
    assert spread["reason.un"].to_pylist() == [REASONS[code] for code in outcomes.reason[:, 2]]
    np.testing.assert_array_equal(spread["balance"].to_numpy(), outcomes.balance)
