"""GENIUS XML says in a scenario what it says in GENIUS."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from harbour import DOMAIN, LEVELS, LINE, PORT, by_hand, lay_out
from utilities import of_scenario

from sim.interchange.as_scenario import as_yaml
from sim.interchange.finding import found_in
from sim.interchange.types import NotImported
from sim.scenario.reading import read
from sim.scenario.schema import Scenario


def imported(folder: Path, levels: int = LEVELS) -> Scenario:
    file = folder / "made.scenario"
    file.write_text(as_yaml(found_in([folder], levels)), encoding="utf-8")
    return read(file)


def refused(folder: Path) -> str:
    with pytest.raises(NotImported) as caught:
        as_yaml(found_in([folder], LEVELS))
    return str(caught.value)


def test_utilities_are_those_of_genius_by_hand(tmp_path: Path) -> None:
    port, line = of_scenario(imported(lay_out(tmp_path / "harbour"))).values()
    expected = by_hand()
    assert port.keys() == line.keys() == expected.keys()
    for package, (wanted_port, wanted_line) in expected.items():
        assert port[package] == pytest.approx(wanted_port, abs=1e-12)
        assert line[package] == pytest.approx(wanted_line, abs=1e-12)


def test_names_that_yaml_likes_to_change_stay_names(tmp_path: Path) -> None:
    scenario = imported(lay_out(tmp_path / "harbour"))
    assert list(scenario.issues) == ["Berth", "Fee & dues", "Ships", "Years"]
    assert scenario.issues["Berth"].options == ("North quay", "South quay: deep", "no")
    assert scenario.issues["Fee & dues"].options == ("1e3", "12:30")


def test_the_reservation_value_is_the_outside_value_in_the_same_units(tmp_path: Path) -> None:
    parties = imported(lay_out(tmp_path / "harbour")).parties
    assert parties["port"].outside_value.typical == 0.35
    assert parties["shipping_line"].outside_value.typical == 0.0


def test_the_file_says_where_it_is_from_and_that_time_costs_nothing(tmp_path: Path) -> None:
    scenario = imported(lay_out(tmp_path / "harbour"))
    assert (scenario.basis, scenario.protocol) == ("source", "alternating_offers")
    assert scenario.note == "GENIUS XML: domain.xml, port.xml, shipping_line.xml"
    assert scenario.description is not None
    assert "Discounts are not applied: port 0.8." in scenario.description
    assert "7 numbers of Years stand for all from 0.5 to 3.5" in scenario.description


def test_numbers_become_a_range_with_curves(tmp_path: Path) -> None:
    folder = lay_out(tmp_path / "harbour")
    text = as_yaml(found_in([folder]))
    assert re.search(r"range:\n      from: 2\n      to: 6\n      step: 1\n", text)
    assert re.search(r"range:\n      from: 0.5\n      to: 3.5\n      step: 0.03\n", text)
    assert "shipping_line:\n        0.5: 0\n        2: 0.75\n        3.5: 0\n" in text


def test_what_fits_already_stands_in_the_scenario_as_in_the_files(tmp_path: Path) -> None:
    berth = imported(lay_out(tmp_path / "harbour")).issues["Berth"]
    assert berth.weight["port"].typical == 0.4
    assert [value.typical for value in berth.value["port"]] == [0.25, 1.0, 0.0]


def test_weights_above_one_are_divided_and_the_rest_with_them(tmp_path: Path) -> None:
    double = re.sub(r'(<weight index="\d" value=")([\d.]+)', lambda m: f"{m[1]}{2 * float(m[2])}", PORT)
    port = of_scenario(imported(lay_out(tmp_path / "harbour", port=double)))["port"]
    assert max(port.values()) == pytest.approx(1.0, abs=1e-12)
    expected = {package: own * 2 for package, (own, _) in by_hand().items()}
    scale = max(expected.values())
    assert port == pytest.approx({p: u / scale for p, u in expected.items()}, abs=1e-12)
    scenario = imported(tmp_path / "harbour")
    assert scenario.parties["port"].outside_value.typical == pytest.approx(0.35 / scale)
    assert scenario.description is not None
    assert f"that of port is divided by {scale:.10g}" in scenario.description


def test_an_issue_whose_evaluations_are_all_zero_counts_for_nothing(tmp_path: Path) -> None:
    flat = PORT.replace('evaluation="0.25"', 'evaluation="0"').replace('evaluation="0.5"', 'evaluation="0"')
    port = of_scenario(imported(lay_out(tmp_path / "harbour", port=flat)))["port"]
    berths = {"North quay": 0.1, "South quay: deep": 0.4, "no": 0.0}
    assert port["no", "1e3", "2", "0.5"] == pytest.approx(0.3 * 0.95, abs=1e-12)
    for berth, worth in berths.items():
        assert port[berth, "12:30", "2", "0.5"] == pytest.approx(worth + 0.3 * 0.95, abs=1e-12)


def test_weights_of_objectives_are_not_used_as_in_genius(tmp_path: Path) -> None:
    nested = PORT.replace('<weight index="1"', '<weight index="0" value="0.7"/><weight index="1"')
    plain = imported(lay_out(tmp_path / "plain"))
    assert of_scenario(imported(lay_out(tmp_path / "nested", port=nested))) == of_scenario(plain)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('<weight index="2" value="0.1"/>', "", "issue Fee & dues has no <weight>"),
        ('<weight index="2" value="0.1"/>', '<weight index="2"/>', "<weight> has no `value`"),
        ('<weight index="2" value="0.1"/>', '<weight index="2" value="-0.1"/>', "the weight is below 0"),
        ('<weight index="2" value="0.1"/>', '<weight index="1" value="0.1"/>', "two weights with index 1"),
        (
            'index="4" value="0.3"/>',
            'index="4" value="0.3"/><weight index="5" value="1"/>',
            "a weight for issue 5",
        ),
        ('value="no" evaluation="0"', 'value="no" evaluation="-1"', "the evaluation is below 0"),
        (
            'value="no" evaluation="0"',
            'value="no" evaluation="0,5"',
            "`evaluation` of <item> is not a number: 0,5",
        ),
        ('value="no" evaluation="0"', 'value="no" evaluation="nan"', "is not a number: nan"),
        ('value="no" evaluation="0"', 'value="no" evaluation="1e999"', "is not a number: 1e999"),
        (
            'value="no" evaluation="0"',
            'value="No" evaluation="0"',
            "issue Berth has no option No in the domain",
        ),
        ('value="no" evaluation="0"', 'value="North quay" evaluation="0"', "has the option North quay twice"),
        ('<item index="3" value="no" evaluation="0"/>', "", "issue Berth has no evaluation of no"),
        ('name="Ships"', 'name="Boats"', "issue 3 is called Boats here and Ships in the domain"),
        ('index="3" etype', 'index="9" etype', "issue Ships has no <weight>"),
        (
            "</objective>",
            '<issue index="9" name="x"/><weight index="9" value="0"/></objective>',
            "domain has no issue 9",
        ),
        ('index="3" etype', 'index="x" etype', "`index` of <issue> is not a whole number: x"),
        ('slope="0.4"', 'parameter1="0.4"', "<evaluator> has no `slope`"),
        (
            'ftype="linear" parameter0',
            'ftype="faratin" parameter0',
            "<evaluator> of ftype faratin; known: linear",
        ),
        (
            "</objective>",
            '<utility maxutility="9"><ufun/></utility></objective>',
            "<utility> is not additive",
        ),
        ("<utility_space>", '<utility_space type="nonlinear">', "only additive utilities can be imported"),
        (
            '<reservation value="0.35"/>',
            '<reservation value="a lot"/>',
            "`value` of <reservation> is not a number",
        ),
    ],
)
def test_a_profile_that_is_no_additive_utility_is_refused_at_its_place(
    old: str, new: str, said: str, tmp_path: Path
) -> None:
    assert old in PORT
    told = refused(lay_out(tmp_path / "harbour", port=PORT.replace(old, new)))
    assert said in told
    assert re.search(r"harbour[/\\]port\.xml:\d+:\d+ ", told)
    assert "cannot be imported" in told


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('value="12:30"', 'value="1e3"', "issue Fee & dues has the option 1e3 twice"),
        ('value="12:30"', 'value=" "', "<item> has no `value`"),
        ('index="2" name="Fee', 'index="1" name="Fee', "two issues with index 1"),
        (
            'type="integer" vtype',
            'type="colour" vtype',
            "<issue> of type colour; known: discrete, integer, real",
        ),
        ('upperbound="6"', 'upperbound="1"', "no whole numbers from 2 to 1"),
        ('upperbound="6"', 'upperbound="1e300"', "no whole numbers"),
        ('upperbound="6"', 'upperbound="1011"', "more than 1,000 options, and no step divides them"),
        ('name="Berth"', 'name="note"', "no name for an issue"),
    ],
)
def test_a_domain_that_cannot_be_played_is_refused(old: str, new: str, said: str, tmp_path: Path) -> None:
    assert old in DOMAIN
    changed = {"domain": DOMAIN.replace(old, new)}
    if "note" in new:
        changed |= {"port": PORT.replace(old, new), "shipping_line": LINE.replace(old, new)}
    assert said in refused(lay_out(tmp_path / "harbour", **changed))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            '<item index="1" value="1e3"/>',
            "".join(f'<item value="{n}"/>' for n in range(1000)),
            "1,001 options; at",
        ),
        ('lowerbound="0.5"', 'lowerbound="-1e300"', "no numbers from -1e+300"),
        ('upperbound="3.5"', 'upperbound="0.1"', "no numbers from 0.5 to 0.1"),
    ],
)
def test_a_domain_beyond_measure_is_refused(old: str, new: str, said: str, tmp_path: Path) -> None:
    assert said in refused(lay_out(tmp_path / "harbour", domain=DOMAIN.replace(old, new)))


def test_an_integer_counts_from_the_lowest_of_its_profile_as_in_genius(tmp_path: Path) -> None:
    lower = PORT.replace('name="Ships" lowerbound="2"', 'name="Ships" lowerbound="1"')
    port = of_scenario(imported(lay_out(tmp_path / "harbour", port=lower)))["port"]
    assert port["no", "1e3", "2", "3.5"] == pytest.approx(0.1 * 0.5 + 0.2 * 0.4 + 0.3 * 0.05, abs=1e-12)


def test_too_many_integers_are_thinned_out_and_that_is_said(tmp_path: Path) -> None:
    scenario = imported(
        lay_out(tmp_path / "harbour", domain=DOMAIN.replace('upperbound="6"', 'upperbound="2002"'))
    )
    assert scenario.issues["Ships"].options[:3] == ("2", "6", "10")
    assert scenario.description is not None
    assert "of Ships only numbers that are 4 apart are options" in scenario.description


def test_everybody_indifferent_is_no_negotiation(tmp_path: Path) -> None:
    flat = re.sub(r'(<weight index="\d" value=")[\d.]+', r"\g<1>0", PORT)
    assert "every package is worth the same to it" in refused(lay_out(tmp_path / "harbour", port=flat))


BESIDE = """
<comparisons> 20 </comparisons><errors> 0 </errors><elicitation_cost> 0.1 </elicitation_cost>
<fixed_seed> true </fixed_seed><experimental> false </experimental><optout value="0.2"/>"""


@pytest.mark.parametrize("where", ["</objective>", "<discount_factor"])
def test_what_an_agent_is_told_beside_its_utilities_is_left_out_and_said(where: str, tmp_path: Path) -> None:
    """As in profiles of the competition of 2019: the utilities are additive all the same."""
    plain = of_scenario(imported(lay_out(tmp_path / "plain")))
    told = PORT.replace("<utility_space>", '<utility_space type="UNCERTAIN">').replace(where, BESIDE + where)
    folder = lay_out(tmp_path / "told", port=told)
    assert of_scenario(imported(folder)) == plain
    remark = next(remark for remark in found_in([folder]).remarks if remark.startswith("port: "))
    assert remark == (
        "port: <comparisons>, <errors>, <elicitation_cost>, <fixed_seed>, <experimental>, <optout> left out: "
        "what GENIUS tells an agent, or lets it do, beside its utilities"
    )
    description = imported(folder).description
    assert description is not None
    assert remark in description


def test_two_issues_of_one_name_are_refused_at_the_second(tmp_path: Path) -> None:
    told = refused(lay_out(tmp_path / "harbour", domain=DOMAIN.replace('name="Ships"', 'name="Berth"')))
    assert "there are two issues with the name Berth" in told
    assert "domain.xml:13:5 " in told


def test_an_index_twice_in_different_objectives_is_refused(tmp_path: Path) -> None:
    again = PORT[PORT.index('    <issue index="1"') : PORT.index('    <issue index="2"')]
    inner = f'<objective index="7">{again}<weight index="1" value="0.4"/></objective>'
    nested = PORT.replace("</objective>", f"{inner}</objective>")
    assert "there are two issues with index 1" in refused(lay_out(tmp_path / "harbour", port=nested))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("<range lower", '<range lowerbound="0" upperbound="1"/><range lower', "<range> stands there twice"),
        (
            "</negotiation_template>",
            "<utility_space/></negotiation_template>",
            "<utility_space> stands there twice",
        ),
    ],
)
def test_what_stands_twice_in_a_domain_is_refused(old: str, new: str, said: str, tmp_path: Path) -> None:
    assert said in refused(lay_out(tmp_path / "harbour", domain=DOMAIN.replace(old, new)))


def test_two_evaluators_of_one_issue_are_refused(tmp_path: Path) -> None:
    twice = PORT.replace("<evaluator", '<evaluator ftype="constant" parameter0="1"/><evaluator')
    assert "<evaluator> stands there twice" in refused(lay_out(tmp_path / "harbour", port=twice))
