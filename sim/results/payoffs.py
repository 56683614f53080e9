"""What a tournament keeps: one row for each profile and party."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet

from sim.analysis.intervals import Mean, Share
from sim.analysis.plain import rounded
from sim.analysis.tournament.answer import StrategyProfile, Tournament

MEANINGS = {
    "profile": "its number from 0",
    "party": "whose payoff",
    "payoff": "mean of what it ends with, utility",
    "payoff_low": "end of its 95 % interval",
    "payoff_high": "end of its 95 % interval",
    "best_other": "the best of its other strategies against what the others do here",
    "gain": "what that one would gain, paired, utility",
    "gain_low": "end of its 95 % interval",
    "gain_high": "end of its 95 % interval",
    "gain_clear": "above zero by more than chance would, all such looks allowed for",
    "stable": "does no party gain by another strategy?",
    "holds": "share of resamples in which that is so",
    "settled": "share of replications that end in a settlement",
    "zone": "share of replications in which a zone of agreement ever opens",
    "missed": "share of those that end with nothing signed",
}
WORDS, FLAGS = ("party", "best_other"), ("gain_clear", "stable")


def write_payoffs(found: Tournament, file: Path) -> None:
    """As a table. The same tournament always gives the same bytes."""
    rows = [row for number, profile in enumerate(found.profiles) for row in _rows(found, number, profile)]
    with file.open("wb") as out:
        pa.parquet.write_table(pa.Table.from_pylist(rows, _schema(found)), out, compression="zstd")


def _rows(found: Tournament, number: int, profile: StrategyProfile) -> Iterator[dict[str, Any]]:
    played = {
        f"strategy.{s.name}": s.strategies[k].name for s, k in zip(found.seats, profile.chosen, strict=True)
    }
    deals = {name: _share(getattr(profile.deals, name)) for name in ("settled", "zone", "missed")}
    for seat, payoff, gain in zip(found.seats, profile.payoffs, profile.gains, strict=True):
        yield {
            "profile": number,
            **played,
            "party": seat.name,
            **_mean("payoff", payoff),
            "best_other": seat.strategies[gain.strategy].name,
            **_mean("gain", gain.by),
            "gain_clear": gain.clear,
            "stable": profile.stable,
            "holds": rounded(profile.holds),
            **deals,
        }


def _mean(name: str, found: Mean) -> dict[str, float | None]:
    return {name: rounded(found.mean), f"{name}_low": rounded(found.low), f"{name}_high": rounded(found.high)}


def _share(found: Share) -> float | None:
    return rounded(found.share)


def _schema(found: Tournament) -> pa.Schema:
    kinds = dict.fromkeys(MEANINGS, pa.float64()) | dict.fromkeys(WORDS, pa.string())
    kinds |= dict.fromkeys(FLAGS, pa.bool_()) | {"profile": pa.int32()}
    names = ["profile", *(f"strategy.{seat.name}" for seat in found.seats), *list(MEANINGS)[1:]]
    return pa.schema(
        [
            pa.field(
                name,
                kinds.get(name, pa.string()),
                metadata={"meaning": MEANINGS.get(name, "the strategy of a party")},
            )
            for name in names
        ]
    )
