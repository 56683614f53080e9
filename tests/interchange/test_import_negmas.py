"""YAML and JSON as NegMAS writes them say in a scenario what they say there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from beside_negmas import REASON, loaded_by_negmas, utilities
from utilities import of_scenario

from sim.interchange.as_scenario import as_yaml
from sim.interchange.finding import found_in
from sim.interchange.types import NotImported
from sim.scenario.plain_yaml import dump
from sim.scenario.reading import read
from sim.scenario.schema import Scenario

Data = dict[str, Any]
DOMAIN: Data = {
    "type": "DiscreteCartesianOutcomeSpace",
    "name": "orchard",
    "path": None,
    "issues": [
        {"name": "fruit", "type": "CategoricalIssue", "values": ["apple", "no", "12:30", "😀"]},
        {"name": "rows", "type": "ContiguousIssue", "values": [0, 3]},
        {"name": "trees", "type": "DiscreteCardinalIssue", "values": [2, 4, 8]},
    ],
}
FRUIT: Data = {"type": "TableFun", "mapping": {"apple": 12.0, "no": -3.0, "12:30": 4.5, "😀": 0.0}}
BUYER: Data = {
    "type": "negmas.preferences.crisp.linear.LinearAdditiveUtilityFunction",
    "name": "buyer",
    "reserved_value": 1.5,
    "weights": [0.5, 0.25, 2.0],
    "values": [
        FRUIT,
        {"type": "AffineFun", "slope": -2.0, "bias": 1.0},
        {"type": "TableFun", "mapping": {2: 1, 4: 0, 8: 3}},
    ],
}
SELLER: Data = {
    "type": "ExpDiscountedUFun",
    "name": "seller",
    "discount": 0.9,
    "reserved_value": -float("inf"),
    "ufun": {
        "type": "LinearAdditiveUtilityFunction",
        "name": "inner",
        "reserved_value": 0.2,
        "weights": [0.5, 0.3, 0.2],
        "values": [
            {"type": "TableFun", "mapping": {"apple": 0.0, "no": 1.0, "12:30": 0.25, "😀": 0.5}},
            {"type": "QuadraticFun", "a2": 0.1, "a1": 0.0, "bias": 0.0},
            {"type": "ConstFun", "bias": 0.5},
        ],
    },
}
FILES = {"orchard": DOMAIN, "buyer": BUYER, "seller": SELLER}


def lay_out(folder: Path, suffix: str = "yml", **changed: Data) -> Path:
    folder.mkdir(exist_ok=True)
    for name, data in (FILES | changed).items():
        text = dump(data) if suffix == "yml" else json.dumps(data)
        (folder / f"{name}.{suffix}").write_text(text, encoding="utf-8")
    return folder


def imported(folder: Path) -> Scenario:
    file = folder / "made.scenario"
    file.write_text(as_yaml(found_in([folder])), encoding="utf-8")
    return read(file)


def by_hand() -> dict[tuple[str, ...], float]:
    """The buyer's utility as NegMAS adds it up."""
    rows = {str(x): 0.25 * (1.0 - 2.0 * x) for x in range(4)}
    trees = {"2": 2.0, "4": 0.0, "8": 6.0}
    mapping = FRUIT["mapping"]
    return {(f, r, t): 0.5 * mapping[f] + rows[r] + trees[t] for f in mapping for r in rows for t in trees}


@pytest.mark.parametrize("suffix", ["yml", "json"])
def test_utilities_beyond_0_and_1_are_shifted_and_divided_and_that_is_said(
    suffix: str, tmp_path: Path
) -> None:
    scenario = imported(lay_out(tmp_path / "orchard", suffix))
    expected = by_hand()
    low, high = min(expected.values()), max(expected.values())
    fitted = {package: (utility - low) / (high - low) for package, utility in expected.items()}
    assert of_scenario(scenario)["buyer"] == pytest.approx(fitted, abs=1e-12)
    assert scenario.parties["buyer"].outside_value.typical == pytest.approx((1.5 - low) / (high - low))
    assert scenario.description is not None
    assert f"that of buyer is less {low:g} and divided by {high - low:g}" in scenario.description


def test_what_fits_is_left_as_it_is_and_a_discount_is_noted(tmp_path: Path) -> None:
    scenario = imported(lay_out(tmp_path / "orchard"))
    seller = of_scenario(scenario)["seller"]
    assert seller["no", "3", "4"] == pytest.approx(0.5 + 0.3 * 0.9 + 0.1, abs=1e-15)
    assert scenario.parties["seller"].outside_value.typical == 0.2
    assert scenario.description is not None
    assert "seller is" not in scenario.description
    assert "Discounts are not applied: seller 0.9" in scenario.description


def test_whoever_has_no_reserved_value_takes_the_worst_package(tmp_path: Path) -> None:
    careless = {**BUYER, "reserved_value": -float("inf")}
    for suffix in ("yml", "json"):
        scenario = imported(lay_out(tmp_path / suffix, suffix, buyer=careless))
        worst = min(of_scenario(scenario)["buyer"].values())
        assert scenario.parties["buyer"].outside_value.typical == pytest.approx(worst, abs=1e-15)


def test_a_constant_and_plain_numbers_are_understood(tmp_path: Path) -> None:
    numeric = {**DOMAIN, "issues": DOMAIN["issues"][1:]}
    plain = {
        "type": "AffineUtilityFunction",
        "name": "a",
        "weights": [0.1, 0.05],
        "bias": 0.2,
        "reserved_value": 0.3,
    }
    scenario = imported(lay_out(tmp_path / "o", orchard=numeric, buyer=plain, seller={**plain, "name": "b"}))
    utilities = of_scenario(scenario)["a"]
    assert utilities["3", "8"] == pytest.approx(0.7, abs=1e-15)
    assert utilities["0", "2"] == pytest.approx(0.1, abs=1e-15)
    assert scenario.parties["a"].outside_value.typical == pytest.approx(0.1)


def changed_buyer(**changes: object) -> Data:
    return {**BUYER, **changes}


@pytest.mark.parametrize(
    ("buyer", "said"),
    [
        (changed_buyer(type="MappingUtilityFunction"), "MappingUtilityFunction is not an additive utility"),
        (changed_buyer(type="HyperRectangleUtilityFunction"), "is not an additive utility"),
        (changed_buyer(weights=[1, 2]), "`weights`: 2 for 3 issues"),
        (changed_buyer(weights=[1, "x", 2]), "weights.1: x is not a number"),
        (changed_buyer(values=[FRUIT]), "`values`: 1 for 3 issues"),
        (changed_buyer(values=[FRUIT, FRUIT, FRUIT]), "no value of the option 0 of issue rows"),
        (
            changed_buyer(values=[FRUIT, {"type": "CosFun"}, FRUIT]),
            "values of issue rows: CosFun; known: TableFun",
        ),
        (
            changed_buyer(values=[{"type": "IdentityFun"}] * 3),
            "needs numbers, and the options of fruit are names",
        ),
        (changed_buyer(reserved_value=float("nan")), "reserved_value: .nan is not a number"),
        (changed_buyer(reserved_value="much"), "reserved_value: much is not a number"),
    ],
)
def test_what_is_not_additive_is_refused_at_its_place(buyer: Data, said: str, tmp_path: Path) -> None:
    with pytest.raises(NotImported) as caught:
        as_yaml(found_in([lay_out(tmp_path / "orchard", buyer=buyer)]))
    assert said in str(caught.value)
    assert "buyer.yml:" in str(caught.value)


@pytest.mark.parametrize(
    ("issue", "said"),
    [
        (
            {"name": "fruit", "type": "CategoricalIssue", "values": ["a", "a"]},
            "issue fruit has the option a twice",
        ),
        ({"name": "fruit", "type": "CategoricalIssue", "values": []}, "an issue needs a `name` and `values`"),
        ({"name": "rows", "type": "CategoricalIssue", "values": ["a"]}, "there are two issues called rows"),
        ({"name": "fruit", "type": "ContiguousIssue", "values": [1]}, "two numbers are needed"),
        ({"name": "fruit", "type": "ContiguousIssue", "values": [0, 0.5]}, "no whole numbers from 0 to 0.5"),
    ],
)
def test_a_domain_that_cannot_be_played_is_refused(issue: Data, said: str, tmp_path: Path) -> None:
    orchard = {**DOMAIN, "issues": [issue, *DOMAIN["issues"][1:]]}
    with pytest.raises(NotImported) as caught:
        found_in([lay_out(tmp_path / "orchard", orchard=orchard)])
    assert said in str(caught.value)
    assert "orchard.yml:" in str(caught.value)


@pytest.mark.parametrize("change", [{"weights": [1e60, 1, 1]}, {"reserved_value": -1e101}, {"bias": 1e300}])
def test_numbers_beyond_measure_are_refused(change: Data, tmp_path: Path) -> None:
    with pytest.raises(NotImported, match=r"buyer\.yml:\d+:\d+ .*is too large"):
        as_yaml(found_in([lay_out(tmp_path / "orchard", buyer=changed_buyer(**change))]))


def test_json_may_be_laid_out_in_any_way(tmp_path: Path) -> None:
    folder = lay_out(tmp_path / "orchard", "json")
    plain = as_yaml(found_in([folder]))
    for indent, ascii_only in ((2, False), (None, True), ("  ", True)):
        for name, data in FILES.items():
            text = json.dumps(data, indent=indent, ensure_ascii=ascii_only)
            (folder / f"{name}.json").write_text(text, encoding="utf-8")
        assert as_yaml(found_in([folder])) == plain


def test_notes_that_negmas_keeps_beside_a_scenario_are_no_part_of_it(tmp_path: Path) -> None:
    folder = lay_out(tmp_path / "orchard")
    (folder / "_info.yml").write_text("type: OutcomeSpace\n")
    (folder / "notes.yml").write_text("author: nobody\n")
    assert len(found_in([folder]).profiles) == 2


def test_files_of_two_formats_are_not_mixed(tmp_path: Path) -> None:
    folder = lay_out(tmp_path / "orchard")
    (folder / "x.xml").write_text("<utility_space/>")
    with pytest.raises(NotImported, match="files of one format are needed"):
        found_in([folder / "orchard.yml", folder / "x.xml"])


@pytest.mark.peers
@pytest.mark.parametrize("kind", ["yml", "json"])
def test_what_negmas_itself_writes_is_read_as_negmas_reads_it(kind: str, tmp_path: Path) -> None:
    """Written by Scenario.dumpas, which keeps everything of these functions but a discount's meaning."""
    theirs = loaded_by_negmas(lay_out(tmp_path / "orchard", seller=SELLER["ufun"]))
    assert theirs is not None, REASON
    theirs.dumpas(tmp_path / "dumped", kind)
    ours = of_scenario(imported(tmp_path / "dumped"))
    for name, expected in utilities(theirs).items():
        low, high = min(expected.values()), max(expected.values())
        divided = {p: (u - low) / (high - low) for p, u in expected.items()} if name == "buyer" else expected
        assert ours[name] == pytest.approx(divided, abs=1e-9)


def test_two_values_of_one_number_are_refused(tmp_path: Path) -> None:
    twice = {"type": "TableFun", "mapping": {2: 1, "2.0": 5, 4: 0, 8: 3}}
    buyer = changed_buyer(values=[*BUYER["values"][:2], twice])
    with pytest.raises(NotImported, match=r"issue trees has two values of 2\.0"):
        found_in([lay_out(tmp_path / "orchard", buyer=buyer)])
    trees = {"name": "trees", "type": "DiscreteCardinalIssue", "values": [2, 2.0, 8]}
    with pytest.raises(NotImported, match="issue trees has one number twice"):
        found_in([lay_out(tmp_path / "other", orchard={**DOMAIN, "issues": [*DOMAIN["issues"][:2], trees]})])


def test_functions_that_hold_their_outcome_space_need_no_domain(tmp_path: Path) -> None:
    files = {name: {**data, "outcome_space": DOMAIN} for name, data in (("buyer", BUYER), ("seller", SELLER))}
    whole = imported(lay_out(tmp_path / "orchard"))
    folder = tmp_path / "edges"
    folder.mkdir()
    for name, data in files.items():
        (folder / f"{name}.yml").write_text(dump(data))
    assert of_scenario(imported(folder)) == of_scenario(whole)
    other = {**files["seller"], "outcome_space": {**DOMAIN, "issues": DOMAIN["issues"][:2]}}
    (folder / "seller.yml").write_text(dump(other))
    with pytest.raises(NotImported, match="its issues are not those of the others: nothing instead of trees"):
        found_in([folder])
    (folder / "buyer.yml").write_text(dump(BUYER))
    with pytest.raises(NotImported, match="it holds no `outcome_space`, and there is no domain beside it"):
        found_in([folder])


def test_many_deals_around_one_centre_are_refused_by_their_name(tmp_path: Path) -> None:
    centre = {"type": "anl2025.ufun.MaxCenterUFun", "name": "c", "outcome_spaces": [DOMAIN, DOMAIN]}
    folder = lay_out(tmp_path / "orchard", center=centre)
    for paths in ([folder], [folder / "center.yml", folder / "buyer.yml"]):
        with pytest.raises(NotImported, match="this is ANL 2025: one centre makes several deals") as caught:
            found_in(paths)
        assert "name a file of edges/ and the one of sides/ that belongs to it" in str(caught.value)
