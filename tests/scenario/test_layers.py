"""A scenario in layers: the file that it extends, the file itself, what is set on the command line."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from example import WAR, problems, told

from sim.scenario.overrides import typed_setting
from sim.scenario.quantities import Fixed, Triangular, Uniform
from sim.scenario.reading import Scenario, ScenarioError, read, variants


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")


OPTIONS = "allowed: back, line, all"
Over = Callable[..., Scenario]


@pytest.fixture
def over(tmp_path: Path) -> Over:
    """Read a file that extends the example."""

    def read_over(text: str, *overrides: str) -> Scenario:
        write(tmp_path, {"war": f"{WAR}name: base\n"})
        file = tmp_path / "over.yaml"
        file.write_text(f"extends: war.yaml\n{text}", encoding="utf-8")
        return read(file, overrides)

    return read_over


def complaints(over: Over, text: str, *overrides: str) -> list[str]:
    """file:line:column and words of each problem."""
    with pytest.raises(ScenarioError) as caught:
        over(text, *overrides)
    return [f"{Path(problem.file or '').name}:{told(problem)}" for problem in caught.value.problems]


class TestExtends:
    def test_only_what_differs_is_said(self, over: Over) -> None:
        scenario = over("actors: {north: {optimism: 0}}\n")
        assert scenario.parties["north"].optimism == Fixed(0.0)
        assert scenario.parties["north"].side == "attacker"
        assert scenario.horizon_days == 290

    def test_a_file_keeps_its_own_name_but_inherits_the_title(self, over: Over) -> None:
        assert (over("").name, over("").title) == ("over", "A war")

    def test_lists_are_replaced(self, over: Over) -> None:
        row = over("issues: {land: {value: {north: [0, 0, 1]}}}\n").issues["land"].value["north"]
        assert [number.typical for number in row] == [0, 0, 1]

    def test_numbers_are_replaced_whole(self, over: Over) -> None:
        scenario = over("actors: {north: {optimism: {uniform: [0, 1]}}}\n")
        assert scenario.parties["north"].optimism == Uniform(0, 1)

    def test_null_removes(self, over: Over) -> None:
        scenario = over("ceasefire: null\nactors: {north: {red_lines: {land: ~}}, us: {leverage: }}\n")
        assert scenario.ceasefire is None
        assert scenario.parties["north"].red_lines == {}

    def test_null_where_nothing_is_to_be_removed_is_a_slip(self, over: Over) -> None:
        message = "a table is needed here, but there is nothing; {} means all defaults"
        assert complaints(over, "actors: {nroth: null}\n") == [f"over.yaml:2:17 actors.nroth: {message}"]

    def test_the_order_is_that_of_the_base(self, over: Over) -> None:
        scenario = over("actors: {aid: {role: backer}, europe: {floor: 0.5}, north: {hope: 0}}\n")
        assert list(scenario.actors) == ["north", "south", "us", "europe", "aid"]

    def test_problems_are_told_where_they_were_written(self, over: Over, tmp_path: Path) -> None:
        top = "extends: middle.yaml\nissues: {land: {options: [back, line]}}\nopening: x\n"
        middle = "extends: war.yaml\nactors: {us: {bias: 7}}\n"
        write(tmp_path, {"top": top, "middle": middle, "war": WAR})
        with pytest.raises(ScenarioError) as caught:
            read(tmp_path / "top.yaml")
        assert [told(p) for p in caught.value.problems][:1] == [
            "3:10 opening: there is no proposal x; allowed: north_terms, south_terms"
        ]
        places = re.findall(r"^  (\w+\.yaml:\d+)", str(caught.value), re.MULTILINE)
        assert places == ["top.yaml:3", "middle.yaml:2", *[f"war.yaml:{line}" for line in (26, 27, 28, 48)]]

    def test_a_chain_is_followed_from_folder_to_folder(self, tmp_path: Path) -> None:
        (tmp_path / "base").mkdir()
        write(tmp_path / "base", {"war": WAR, "longer": "extends: war.yaml\nhorizon_days: 400\n"})
        write(tmp_path, {"top": "extends: base/longer.yaml\nround_days: 1\n"})
        scenario = read(tmp_path / "top.yaml")
        assert (scenario.horizon_days, scenario.round_days) == (400, 1)

    def test_a_circle_is_shown(self, tmp_path: Path) -> None:
        write(tmp_path, {"a": "extends: b.yaml\n", "b": "title: B\nextends: ./a.yaml\n"})
        with pytest.raises(ScenarioError) as caught:
            read(tmp_path / "a.yaml")
        message = "b.yaml:2:10  extends: files extend one another in a circle: a.yaml -> b.yaml -> a.yaml"
        assert message in str(caught.value)

    def test_a_missing_base_is_missed_where_it_is_named(self, tmp_path: Path) -> None:
        write(tmp_path, {"war": WAR})
        (problem,) = problems(tmp_path, "extends: wra.yaml\n")
        assert problem == f"1:10 there is no file {tmp_path}/wra.yaml; did you mean war.yaml?"

    @pytest.mark.parametrize(
        ("written", "found"), [("[a]", "not a list"), ("", "but there is nothing"), ("{a: b}", "not a table")]
    )
    def test_only_a_name_can_be_extended(self, written: str, found: str, tmp_path: Path) -> None:
        (problem,) = problems(tmp_path, f"extends: {written}\n")
        assert problem.endswith(f"extends: the name of a file is needed here, {found}")

    def test_a_name_that_no_file_can_have_is_refused(self, tmp_path: Path) -> None:
        (problem,) = problems(tmp_path, 'extends: "\\0"\n')
        assert problem.endswith("cannot be read: embedded null byte")


class TestSet:
    def test_a_number(self, over: Over) -> None:
        assert over("", "actors.us.credibility=0.9").actors["us"].credibility == Fixed(0.9)

    def test_a_distribution(self, over: Over) -> None:
        scenario = over("", "war.balance={triangular: [0, 1, 2]}")
        assert scenario.war is not None
        assert scenario.war.balance == Triangular(0, 1, 2)

    def test_the_last_one_counts(self, over: Over) -> None:
        assert over("", "round_days=1", "round_days=2").round_days == 2

    def test_tables_on_the_way_are_made(self, over: Over) -> None:
        lever, line = "actors.us.leverage.north.probability=0.5", "actors.south.red_lines.land.options=[all]"
        scenario = over("", lever, line)
        assert scenario.mediators["us"].leverage["north"].probability == Fixed(0.5)
        assert scenario.parties["south"].red_lines["land"].options == ("all",)

    def test_a_table_is_merged_as_an_overlay_would(self, over: Over) -> None:
        assert over("", "actors.north={hope: 0.1}").parties["north"].side == "attacker"

    def test_null_removes(self, over: Over) -> None:
        assert over("", "ceasefire=null").ceasefire is None

    def test_a_number_in_a_list_by_its_option_or_position(self, over: Over) -> None:
        for path in ("issues.land.value.north.line", "issues.land.value.north.1"):
            assert over("", f"{path}=0.7").issues["land"].value["north"][1] == Fixed(0.7)
        assert over("", "issues.force.guards.30=0.7").issues["force"].guards[-1] == Fixed(0.7)  # type: ignore[index]

    def test_an_event_by_its_name_or_position(self, over: Over) -> None:
        assert over("", "events.vote.day=5").events[0].day == Fixed(5.0)
        assert over("", "events.0.day=5").events[0].day == Fixed(5.0)

    def test_a_name_with_dots_is_quoted(self, over: Over) -> None:
        name = '"U.S. ""aid"""'
        scenario = over('actors: {"U.S. \\"aid\\"": {role: backer}}\n', f"actors.{name}.floor=0.5")
        assert scenario.backers['U.S. "aid"'].floor == Fixed(0.5)

    def test_names_stay_names(self, over: Over) -> None:
        assert over("", "title=no").title == "no"

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ("actors.us.credbility=0.9", "11 actors.us.credbility: unknown key; did you mean credibility?"),
            ("actrs.us.bias=0", "1 actrs: unknown key; did you mean actors?"),
            ("actors.uss.bias=0", "8 actors.uss: there is no uss here; did you mean us?"),
            ("issues.sea.range=1", "8 issues.sea: there is no sea here; allowed: land, force"),
            ("actors.us.bias=2", "16 actors.us.bias: 2 is out of range: it must lie in -1..1"),
            ("actors.us.bias=", "16 there is no value after =; say actors.us.bias=null for nothing"),
            ("actors.us.bias=[", "17 something is missing here, or a text needs quotes"),
            ("actors.us.bias.low=1", "16 actors.us.bias.low: there is nothing of that name in the number 0"),
            ("events.vot.day=1", "8 events.vot: there is no vot in this list; did you mean vote?"),
            ("events.1.day=1", "8 events.1: there is no 1 in this list; allowed: vote"),
            ("issues.land.value.us.x=1", "22 issues.land.value.us.x: there is no x in this list; " + OPTIONS),
            ("extends=x.yaml", "1 extends: unknown key; only a file extends another: write one that does"),
            ("horizon_days", "13 not of the form path=value; for example actors.us.credibility=0.9"),
            ("=1", "1 not of the form path=value; for example actors.us.credibility=0.9"),
            ("a..b=1", "3 not of the form path=value; for example actors.us.credibility=0.9"),
            ('"a=1', "1 not of the form path=value; for example actors.us.credibility=0.9"),
        ],
    )
    def test_a_slip_is_shown_in_what_was_typed(self, typed: str, said: str, over: Over) -> None:
        assert complaints(over, "actors: {us: {bias: 0}}\n", typed) == [f"--set:1:{said}"]

    def test_slips_are_told_beside_those_of_the_file(self, over: Over) -> None:
        assert complaints(over, "opening: x\n", "a", "round_days=0") == [
            "over.yaml:2:10 opening: there is no proposal x; allowed: north_terms, south_terms",
            "--set:1:2 not of the form path=value; for example actors.us.credibility=0.9",
            "--set:1:12 round_days: 0 is out of range: it must be above 0",
        ]


class TestVariants:
    def test_a_file_parsed_once_reads_as_if_parsed_each_time(self, tmp_path: Path) -> None:
        write(tmp_path, {"war": WAR, "over": "extends: war.yaml\nactors: {north: {optimism: 0}}\n"})
        file = tmp_path / "over.yaml"
        once = variants(file)
        for overrides in (["actors.north.optimism=0.5"], ["actors.us.bias=0.1", "name=x"], []):
            assert once.read(overrides) == read(file, overrides)

    def test_a_scenario_that_was_read_can_be_varied_too(self, tmp_path: Path) -> None:
        write(tmp_path, {"war": WAR})
        scenario = read(tmp_path / "war.yaml")
        assert variants(scenario).read() == scenario
        change = ["actors.north.optimism=0.5"]
        assert variants(scenario).read(change) == read(tmp_path / "war.yaml", change)

    def test_a_mistake_is_told_with_the_option_that_it_was_typed_behind(self, tmp_path: Path) -> None:
        write(tmp_path, {"war": WAR})
        with pytest.raises(ScenarioError) as caught:
            variants(tmp_path / "war.yaml").read([typed_setting("actors.nroth.optimism=0.1", "--vary")])
        assert "--vary actors.nroth.optimism=0.1  actors.nroth: there is no nroth here" in str(caught.value)
