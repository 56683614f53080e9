"""The historical scenarios show the mechanisms that they are there for. Wide bounds: they know the end."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from sim.bargaining.batch import play
from sim.bargaining.outcomes import Outcomes
from sim.scenario.reading import read

FOLDER = Path(__file__).parents[2] / "scenarios"
RUNS = 1000  # standard errors of shares are at most 0.016


def played(name: str, overrides: Sequence[str] = ()) -> Outcomes:
    return play(read(FOLDER / f"{name}.yaml", overrides), runs=RUNS, seed=7)


def usual_terms(outcomes: Outcomes) -> dict[str, str]:
    """The option most often signed, by issue."""
    signed = outcomes.terms[outcomes.settled]
    names = outcomes.names
    return {
        issue: names.options[k][int(np.bincount(signed[:, k]).argmax())]
        for k, issue in enumerate(names.issues)
    }


def test_sinai_goes_for_recognition_at_camp_david() -> None:
    outcomes = played("camp_david_1978")
    assert outcomes.settled.mean() > 0.9
    terms = usual_terms(outcomes)
    assert terms["sinai"] in ("s83", "s100")
    assert terms["recognition"] == "full"


def test_both_would_have_signed_the_accords_rather_than_go_home() -> None:
    outcomes = played("camp_david_1978")
    accords = outcomes.names.proposals.index("accords_17_sept_1978")
    assert outcomes.would_sign[:, accords].mean() > 0.95


def test_the_armistice_in_korea_waits_for_the_death_of_stalin() -> None:
    with_it, without = played("korea_1951"), played("korea_1951", ["events=[]"])
    assert (with_it.settlement_day < 604).mean() < 0.05
    assert 604 < np.nanmedian(with_it.settlement_day) < 1000  # it took 748 days
    assert with_it.settled.mean() > 0.9
    assert without.settled.mean() < 0.3


def test_korea_is_divided_at_the_line_of_contact_and_prisoners_may_choose() -> None:
    terms = usual_terms(played("korea_1951"))
    assert (terms["line"], terms["pows"]) == ("contact_line", "neutral_commission")


def test_dayton_ends_within_the_patience_of_the_team_on_the_terms_that_were_initialled() -> None:
    outcomes = played("dayton_1995")
    initialled = read(FOLDER / "dayton_1995.yaml").proposals["dayton_21_nov_1995"]
    assert np.nanmedian(outcomes.settlement_day) < 21
    agreed = [option == initialled[issue] for issue, option in usual_terms(outcomes).items()]
    assert sum(agreed) >= len(agreed) - 1
