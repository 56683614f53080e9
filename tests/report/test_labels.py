"""What is shown to people is called by its label; in tables of results, paths and files by its name."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest
from click.testing import CliRunner

import sim
from sim.analysis.changes import removals
from sim.cli.main import commands
from sim.report.dealbreakers.sentences import label
from sim.report.naming import named
from sim.report.speech import speaking
from sim.report.terminal import WIDTH
from sim.scenario.reading import numbers, read, resolved, scenario_of

LABEL, PAUSE = "Run by <b>the United States</b> & nobody else", "Everywhere, from the first minute"
TEXT = f"""\
horizon_days: 60
sequence: ceasefire_first
war: {{if_attacker_wins: a, if_defender_wins: b}}
actors:
  north: {{side: attacker, optimism: 0, distrust: 0, cost_per_day: 0.0008, concession: conceder}}
  south: {{side: defender, optimism: 0, distrust: 0, cost_per_day: 0.0008, concession: conceder}}
issues:
  plant:
    options: {{mine: mine, us_run_for_all: "{LABEL}", yours: yours}}
    value: {{north: [1, 0.9, 0], south: [0, 0.9, 1]}}
ceasefire:
  issues:
    scope: {{options: {{air_only: air_only, all_of_it: "{PAUSE}"}}, halts: [0.4, 1],
             worth: {{north: {{all_of_it: 0.2}}, south: {{all_of_it: 0.2}}}}}}
proposals:
  a: {{plant: mine}}
  b: {{plant: yours}}
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    written = tmp_path / "plant.yaml"
    written.write_text(TEXT, encoding="utf-8")
    return written


def typed(*words: str) -> str:
    result = CliRunner().invoke(
        commands,
        words,
        prog_name="python -m sim",
    )
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.parametrize("protocol", ["mediated", "alternating_offers", "challenge"])
def test_the_page_shows_labels_and_escapes_them(protocol: str, file: Path) -> None:
    study = sim.run(file, runs=30, overrides=[f"protocol={protocol}"])
    page = (study.folder / "report.html").read_text(encoding="utf-8")
    assert escape(LABEL, quote=False) in page
    assert LABEL not in page.replace("\\u003c", "<")
    assert "us run for all" not in page
    assert protocol != "mediated" or PAUSE in page


def test_tables_and_files_keep_the_names(file: Path) -> None:
    study = sim.run(file, runs=30, csv=True)
    assert set(study.outcomes["terms.plant"].dropna()) <= {"mine", "us_run_for_all", "yours"}
    assert "us_run_for_all" in (study.folder / "outcomes.csv").read_text(encoding="utf-8")
    assert LABEL not in (study.folder / "summary.json").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "words", [["plant.yaml", "-n", "30"], ["explain", "plant.yaml", "--outcome", "settlement", "-n", "30"]]
)
def test_screens_show_labels_within_their_width(words: list[str], file: Path) -> None:
    said = typed(*words)
    assert LABEL in " ".join(said.split())
    assert "us run" not in said
    assert max(map(len, said.splitlines())) <= WIDTH


def test_a_comparison_shows_labels(file: Path) -> None:
    variant = file.with_name("other.yaml")
    variant.write_text("extends: plant.yaml\nhorizon_days: 50\n", encoding="utf-8")
    typed("compare", "plant.yaml", "other.yaml", "-n", "30")
    pages = [each.read_text(encoding="utf-8") for each in Path("results/compare").rglob("*.html")]
    assert any(escape(LABEL, quote=False) in page for page in pages)


# Whatever else has a name: two packages, an event that sets something, a link, a faction and who votes.
MORE = {
    "qa_terms": "<i>Terms</i> of the north & its friends",
    "qb_pause": "The pause <of> April",
    "qc_winter": "A winter <b>without</b> coal",
    "qd_swap": "Works & wages together",
    "qe_hawks": "The hawks <i>of old</i>",
    "qf_voters": "All voters & their heirs",
}
NAMED = (
    TEXT.replace("  a: {plant: mine}", "  qa_terms: {plant: mine, pay: low}")
    .replace("b: {plant: yours}", "b: {plant: yours, pay: high}")
    .replace("if_attacker_wins: a,", "if_attacker_wins: qa_terms,")
    .replace(
        "ceasefire:\n",
        """\
  pay:
    options: [low, high]
    value: {north: [1, 0], south: [0, 1]}
ceasefire:
  proposals:
    qb_pause: {scope: all_of_it}
""",
    )
    + """\
links:
  - {name: qd_swap, when: {plant: us_run_for_all, pay: low}, value: {north: {uniform: [0, 0.1]}}}
events:
  - {name: qc_winter, day: 10, until: 50, sets: {actors: {north: {distrust: {uniform: [0.5, 1]}}}}}
"""
)
HOME = {
    "actors.south.decision": "veto",
    "actors.south.factions": {"qe_hawks": {"floor": {"uniform": [0.3, 0.9]}}},
    "actors.south.ratify": {"by": {"qf_voters": {"floor": {"uniform": [0.6, 0.9]}}}, "on_no": "reopen"},
}
PLACES = {
    "qa_terms": "proposals.qa_terms",
    "qb_pause": "ceasefire.proposals.qb_pause",
    "qc_winter": "events.qc_winter",
    "qd_swap": "links.qd_swap",
    "qe_hawks": "actors.south.factions.qe_hawks",
    "qf_voters": "actors.south.ratify.by.qf_voters",
}
LABELLED = {f"{PLACES[name]}.label": said for name, said in MORE.items()}


@pytest.fixture
def everything(file: Path) -> sim.Scenario:
    file.write_text(NAMED, encoding="utf-8")
    return read(file).with_(HOME)


def shows_none_of(text: str) -> bool:
    return not any(name in text or name.replace("_", " ") in text for name in MORE)


def test_a_label_is_read_back_and_changes_nothing_that_is_played(everything: sim.Scenario) -> None:
    labelled = everything.with_(LABELLED)
    assert scenario_of(labelled.to_dict()) == labelled != everything
    assert "label" not in resolved(everything).replace("label: null", "")
    assert numbers(labelled) == numbers(everything)
    one, other = (sim.play(each, runs=20).to_frame() for each in (everything, labelled))
    assert one.equals(other)


def test_what_has_a_name_is_told_by_its_label_on_the_page(everything: sim.Scenario) -> None:
    study = sim.run(everything.with_(LABELLED), runs=40)
    page = (study.folder / "report.html").read_text(encoding="utf-8").replace("\\u003c", "<")
    assert [name for name, said in MORE.items() if escape(said, quote=False) not in page] == []
    assert [name for name, said in MORE.items() if "<" in said and said in page] == []
    assert any("qa_terms" in column for column in study.outcomes.columns)


def test_what_has_a_name_is_told_by_its_label_on_screens(everything: sim.Scenario, file: Path) -> None:
    file.write_text(resolved(everything.with_(LABELLED)), encoding="utf-8")
    told = {
        "run": (["--full", "-n", "40"], ["qa_terms", "qb_pause", "qf_voters"]),
        "check": ([], ["qc_winter", "qd_swap", "qe_hawks"]),
        "explain": (["--full", "--run", "3"], ["qc_winter"]),
        "compare": (["--variant", "horizon_days=50", "-n", "40"], ["qa_terms"]),
    }
    for command, (words, shown) in told.items():
        said = " ".join(typed(command, file.name, *words).split())
        assert [name for name in shown if MORE[name] not in said] == [], command
        assert shows_none_of(said), command


def test_inputs_and_what_stands_in_the_way_are_told_by_labels(everything: sim.Scenario) -> None:
    scenario = everything.with_(LABELLED)
    said = {number.path: named(scenario, number.path) for number in numbers(scenario)}
    assert said["actors.south.factions.qe_hawks.floor"].startswith(f"south: “{MORE['qe_hawks']}”, least it")
    assert MORE["qf_voters"] in said["actors.south.ratify.by.qf_voters.floor"]
    assert said["events.qc_winter.sets.actors.north.distrust"].endswith(f"after “{MORE['qc_winter']}”")
    in_the_way = [label(scenario, change) for change in removals(scenario)]
    assert f"south: {MORE['qe_hawks']} can bear anything" in in_the_way


def test_words_of_the_scenario_leave_labels_alone(everything: sim.Scenario) -> None:
    strike = {"words": {"ceasefire": "pause", "war": "the strike"}}
    scenario = everything.with_({**strike, "events.qc_winter.label": "The ceasefire of the war"})
    assert (
        speaking(scenario)("The ceasefire of the war and a ceasefire")
        == "The ceasefire of the war and a pause"
    )
