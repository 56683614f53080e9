"""JSON of GeniusWeb and of NegoLog says in a scenario what it says there."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from beside_negmas import loaded_by_negmas, utilities
from meal import BUYER, COOK, DOMAIN, FILES, GUEST, SELLER, Data, by_hand, lay_out
from utilities import of_scenario

from sim.interchange.as_scenario import as_yaml
from sim.interchange.finding import found_in
from sim.interchange.types import NotImported
from sim.scenario.reading import read
from sim.scenario.schema import Scenario

SPACE = "LinearAdditiveUtilitySpace"


def imported(*paths: Path) -> Scenario:
    file = paths[0].parent / "made.scenario"
    file.write_text(as_yaml(found_in(paths)), encoding="utf-8")
    return read(file)


def refused(*paths: Path) -> str:
    with pytest.raises(NotImported) as caught:
        as_yaml(found_in(paths))
    return str(caught.value)


def changed(data: Data, *path: str, to: object) -> Data:
    """A copy in which something else stands at this path; nothing, if it is to be None."""
    new = copy.deepcopy(data)
    inner: Any = new
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = to
    if to is None:
        del inner[path[-1]]
    return new


def test_utilities_are_those_of_geniusweb_by_hand(tmp_path: Path) -> None:
    scenario = imported(lay_out(tmp_path / "meal", FILES))
    assert list(scenario.parties) == ["cook", "guest"]
    for k, own in enumerate(of_scenario(scenario).values()):
        assert own == pytest.approx({package: both[k] for package, both in by_hand().items()}, abs=1e-12)


def test_the_reservation_bid_is_worth_what_it_is_worth_and_without_one_anything_is_better(
    tmp_path: Path,
) -> None:
    parties = imported(lay_out(tmp_path / "meal", FILES)).parties
    assert parties["cook"].outside_value.typical == pytest.approx(by_hand()["soup", "10"][0])
    assert parties["guest"].outside_value.typical == pytest.approx(
        min(guest for _, guest in by_hand().values())
    )


def test_what_a_reservation_bid_leaves_open_is_worth_nothing(tmp_path: Path) -> None:
    partial = changed(COOK, SPACE, "reservationBid", to={"issuevalues": {"dish": "no"}})
    parties = imported(lay_out(tmp_path / "meal", {**FILES, "cook": partial})).parties
    assert parties["cook"].outside_value.typical == pytest.approx(0.25)


def test_profiles_of_geniusweb_hold_their_domain_so_that_no_file_of_it_is_needed(tmp_path: Path) -> None:
    folder = lay_out(tmp_path / "meal", FILES)
    whole = of_scenario(imported(folder))
    assert of_scenario(imported(folder / "cook.json", folder / "guest.json")) == whole
    (folder / "domain.json").unlink()
    assert of_scenario(imported(folder)) == whole


def test_what_is_no_part_of_the_utilities_is_left_out_and_said(tmp_path: Path) -> None:
    more = changed(changed(COOK, SPACE, "better", to=[[0, 1]]), SPACE, "bids", to=[])
    found = found_in([lay_out(tmp_path / "meal", {**FILES, "cook": more, "specials": {"size": 27}})])
    assert "cook: better, bids left out: no part of its utilities" in found.remarks
    assert "files left out: specials.json" in found.remarks


UTILITIES = (SPACE, "issueUtilities")


@pytest.mark.parametrize(
    ("cook", "said"),
    [
        (
            changed(COOK, SPACE, "issueWeights", "wine", to=0.1),
            "`issueWeights`: the domain has no issue wine",
        ),
        (changed(COOK, SPACE, "issueWeights", "dish", to=None), "issueWeights.dish: a number is needed"),
        (changed(COOK, SPACE, "issueWeights", "dish", to="0.25"), "0.25 stands in quotes and is text"),
        (changed(COOK, SPACE, "issueWeights", "dish", to=float("nan")), "NaN is not a number"),
        (changed(COOK, SPACE, "issueWeights", "dish", to=float("inf")), "Infinity is not a number"),
        (changed(COOK, SPACE, "issueWeights", "dish", to=True), "true is not a number"),
        (changed(COOK, *UTILITIES, "wine", to={}), "`issueUtilities`: the domain has no issue wine"),
        (changed(COOK, *UTILITIES, "dish", to=None), "issue dish has no utilities that fit its values"),
        (changed(COOK, *UTILITIES, "dish", to={"fun": 1}), "known: discreteutils, numberutils"),
        (
            changed(COOK, *UTILITIES, "dish", "discreteutils", "valueUtilities", "pie", to=1),
            "issue dish has no option pie",
        ),
        (
            changed(COOK, *UTILITIES, "dish", "discreteutils", "valueUtilities", "no", to=None),
            "valueUtilities.no: a number is needed",
        ),
        (changed(COOK, *UTILITIES, "price", "numberutils", "lowValue", to=11), "do not fit the numbers"),
        (
            changed(COOK, SPACE, "reservationBid", "issuevalues", "wine", to="red"),
            "`reservationBid`: the domain has no issue wine",
        ),
        (
            changed(COOK, SPACE, "reservationBid", "issuevalues", "dish", to="pie"),
            "`reservationBid`: issue dish has no option pie",
        ),
        (changed(COOK, SPACE, "reservationBid", to=3), "a table of `issuevalues` is needed"),
        (
            changed(COOK, SPACE, "domain", "issuesValues", "dish", "values", to=["soup"]),
            "the options of issue dish are not those of the others",
        ),
        (
            changed(COOK, SPACE, "domain", "issuesValues", "price", "range", "low", to=11),
            "the options of issue price are not those of the others",
        ),
        (
            changed(COOK, SPACE, "domain", "issuesValues", "dish", to=None),
            "its issues are not those of the others: price instead of dish",
        ),
        ({"SumOfGroupsUtilitySpace": {"domain": DOMAIN}}, "this is GeniusWeb JSON: only LinearAdditive"),
        ({"DefaultPartialOrdering": {"domain": DOMAIN}}, "this is GeniusWeb JSON: only LinearAdditive"),
        (json.dumps(COOK).replace('"dish": 0.25', '"dish": 0.25, "dish": 0.3'), "duplicate key: dish"),
        ('{"a":' * 5000, "nested"),
    ],
)
def test_what_geniusweb_says_otherwise_is_refused_at_its_place(
    cook: object, said: str, tmp_path: Path
) -> None:
    told = refused(lay_out(tmp_path / "meal", {**FILES, "cook": cook}))
    assert said in told
    assert "cook.json:" in told


@pytest.mark.parametrize(
    ("steps", "options"),
    [
        ({"low": 0, "high": 1, "step": 0.3}, ("0", "0.3", "0.6", "0.9")),
        ({"low": 5, "high": 5, "step": 1}, ("5",)),
        ({"low": 0, "high": 3000, "step": 1}, ("0", "4", "8")),
    ],
)
def test_numbers_go_by_their_step(steps: Data, options: tuple[str, ...], tmp_path: Path) -> None:
    high = float(steps["high"]) + (steps["high"] == steps["low"])
    line = {"lowValue": steps["low"], "lowUtility": 0, "highValue": high, "highUtility": 1}
    profiles = {
        name: {
            SPACE: {
                "issueUtilities": {"x": {"numberutils": line}, "y": GUEST[SPACE]["issueUtilities"]["dish"]},
                "issueWeights": {"x": 0.5, "y": 0.5},
                "domain": {"issuesValues": {"x": {"range": steps}, "y": DOMAIN["issuesValues"]["dish"]}},
                "name": name,
            }
        }
        for name in ("a", "b")
    }
    found = found_in([lay_out(tmp_path / "x", profiles)])
    assert read_back(found, tmp_path).issues["x"].options[:4][: len(options)] == options
    assert any("only numbers that are 4 apart" in remark for remark in found.remarks) == (options[-1] == "8")


def read_back(found: Any, folder: Path) -> Scenario:
    (folder / "x.scenario").write_text(as_yaml(found), encoding="utf-8")
    return read(folder / "x.scenario")


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ({"low": 0, "high": 1, "step": 0}, "no numbers from 0 to 1"),
        ({"low": 0, "high": 1e300, "step": 1}, "is too large"),
    ],
)
def test_numbers_beyond_measure_are_refused(steps: Data, said: str, tmp_path: Path) -> None:
    domain = changed(DOMAIN, "issuesValues", "price", "range", to=steps)
    assert said in refused(lay_out(tmp_path / "meal", {**FILES, "domain": domain}))


def test_negolog_says_by_hand_what_it_says_there(tmp_path: Path) -> None:
    folder = lay_out(tmp_path / "domain7", {"profileA": BUYER, "profileB": SELLER, "specs": {"Name": "x"}})
    scenario = imported(folder)
    assert scenario.title == "domain7"
    assert list(scenario.issues) == ["price", "colour"]
    assert scenario.issues["price"].options == ("1e3", "2000")
    for name, data in (("profileA", BUYER), ("profileB", SELLER)):
        for (price, colour), utility in of_scenario(scenario)[name].items():
            worth = {"price": data["issues"]["price"][price], "colour": data["issues"]["colour"][colour]}
            by_hand = sum(data["issueWeights"][issue] * value for issue, value in worth.items())
            assert utility == pytest.approx(by_hand, abs=1e-12)
    assert scenario.parties["profileA"].outside_value.typical == 0.25
    assert "files left out: specs.json" in found_in([folder]).remarks


@pytest.mark.parametrize(
    ("seller", "said"),
    [
        (changed(SELLER, "issues", "colour", "no", to=None), "the options of issue colour are not those"),
        (changed(SELLER, "issues", "size", to={"s": 1}), "its issues are not those of the others: size"),
        (changed(SELLER, "issueWeights", "size", to=1), "a weight for issue size, which is not there"),
        (changed(SELLER, "issueWeights", "price", to=None), "issueWeights.price: a number is needed"),
        (changed(SELLER, "issues", "price", "1e3", to="a lot"), "issues.price.1e3: a lot is not a number"),
        (changed(SELLER, "reservationValue", to=1e300), "is too large"),
    ],
)
def test_what_negolog_says_otherwise_is_refused(seller: Data, said: str, tmp_path: Path) -> None:
    told = refused(lay_out(tmp_path / "x", {"profileA": BUYER, "profileB": seller}))
    assert said in told
    assert "profileB.json" in told


def test_two_formats_are_not_mixed_and_both_are_named(tmp_path: Path) -> None:
    folder = lay_out(tmp_path / "x", {"cook": COOK, "profileA": BUYER})
    told = refused(folder / "cook.json", folder / "profileA.json")
    assert "files of one format are needed, not of GeniusWeb JSON, NegoLog JSON" in told


def test_what_is_in_no_format_gets_the_list_of_those_that_are_read(tmp_path: Path) -> None:
    folder = lay_out(tmp_path / "x", {"cook": COOK, "notes": {"author": "nobody", "year": 3}})
    told = refused(folder / "cook.json", folder / "notes.json")
    assert "something with the keys author, year is neither a domain nor a profile" in told
    assert "read are NegMAS YAML or JSON, GENIUS XML, GeniusWeb JSON, NegoLog JSON, KTAB CSV" in told
    (folder / "x.docx").write_text("")
    assert "x.docx ends in none of .yml, .yaml, .xml, .json, .csv, .tsv, .txt; read are" in refused(
        folder / "x.docx"
    )


@pytest.mark.peers
def test_geniusweb_is_read_as_negmas_reads_it(tmp_path: Path) -> None:
    """NegMAS knows named options only."""
    dish = changed(changed(DOMAIN, "issuesValues", "price", to=None), "name", to="dishes")
    profiles = {}
    for name, data in (("cook", COOK), ("guest", GUEST)):
        table = next(iter(data[SPACE]["issueUtilities"]["dish"].values()))
        space = {"issueUtilities": {"dish": {"discreteutils": table}}, "issueWeights": {"dish": 1.0}}
        reserved = {"issuevalues": {"dish": "soup"}}
        profiles[name] = {SPACE: {**space, "domain": dish, "name": name, "reservationBid": reserved}}
    folder = lay_out(tmp_path / "meal", {"domain": dish, **profiles})
    theirs = loaded_by_negmas(folder)
    scenario = imported(folder)
    assert of_scenario(scenario) == {name: pytest.approx(own) for name, own in utilities(theirs).items()}
    assert [party.outside_value.typical for party in scenario.parties.values()] == pytest.approx(
        [ufun.reserved_value for ufun in theirs.ufuns]
    )
