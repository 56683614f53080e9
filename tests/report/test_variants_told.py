"""A page and a screen open with what an overlay changes, in words, from what to what."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import pytest
import synthetic
from click.testing import CliRunner

import sim
from sim.cli.main import commands
from sim.report import variants
from sim.scenario.reading import read
from sim.scenario.reading import variants as read_variants

pytestmark = pytest.mark.usefixtures("_in_a_folder")
BASE = """\
title: Two & <b>one</b> pie
horizon_days: 60
actors:
  ann: {label: Ann <i>A</i>, outside_value: {uniform: [0.1, 0.4]}, deadline_days: 30}
  bob: {outside_value: 0.2, deadline_days: 30}
issues:
  pie: {label: The pie, options: {bob: Bob's, half: one half, ann: Ann's}, value: {ann: [0, 0.6, 1], bob: [1, 0.6, 0]}}
proposals:
  fair: {label: The fair text, pie: half}
"""
OVER = """\
extends: pie.yaml
title: Another pie
horizon_days: 40
opening: grab
actors: {ann: {outside_value: {triangular: [0.1, 0.2, 0.3]}}}
proposals: {grab: {label: The grab <b>, pie: ann}, fair: {pie: bob}}
events: [{name: the_bell, day: 20, ends_talks: true}]
"""
SAID = (
    "new event “the bell”; Length of the talks, in days: 60 → 40; Ann <i>A</i>: worth of no deal: 0.1 to 0.4, all "
    "alike → 0.1 to 0.3, most likely 0.2; “The fair text”: The pie: one half → Bob's; "
    "What is tabled first: nothing → The grab <b>; new proposal “The grab <b>”"
)


@pytest.fixture
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("pie.yaml").write_text(BASE, encoding="utf-8")
    Path("over.yaml").write_text(OVER, encoding="utf-8")


def typed(*words: str) -> str:
    result = CliRunner().invoke(commands, words, prog_name="python -m sim")
    assert result.exit_code == 0, result.output
    return " ".join(result.stdout.split())


def test_in_words_from_what_to_what() -> None:
    assert variants.told(read("over.yaml")) == f"from “Two & <b>one</b> pie”: {SAID}"
    assert variants.told(read("pie.yaml")) == ""


def test_a_screen_tells_a_few_and_how_many_there_are() -> None:
    brief = variants.told(read("over.yaml"), briefly=True)
    assert brief.endswith("one half → Bob's; and 2 more")
    Path("over.yaml").write_text("extends: pie.yaml\ntitle: Only words\n", encoding="utf-8")
    assert variants.told(read("over.yaml")).endswith("pie”: nothing that is played")


def test_page_and_screen_open_with_it_and_the_page_lists_all() -> None:
    said = typed("over.yaml", "-n", "20", "--set", "actors.bob.outside_value=0.3")
    assert "Changed from “Two & <b>one</b> pie”: new event “the bell”; Length of the talks" in said
    assert "and 2 more; bob: worth of no deal = 0.3 (actors.bob.outside_value)" in said
    (page,) = Path("results").glob("*/*/report.html")
    html = page.read_text(encoding="utf-8")
    assert "<b>one</b> pie" not in html
    assert f"“Two & <b>one</b> pie”: {SAID}; bob" in unescape(html)
    listed = unescape(html[html.index("What it changes of") :])
    assert "horizon_days</code>: <code>60</code> → <code><b>40</b></code>" in listed


def test_the_page_is_made_again_from_what_is_kept() -> None:
    study = sim.run("over.yaml", runs=20)
    again = sim.run(read(study.folder / "scenario.yaml"), runs=20, results="others")
    pages = [(each.folder / "report.html").read_bytes() for each in (study, again)]
    assert pages[0] == pages[1]


def test_explain_and_brief_say_it() -> None:
    said = typed("explain", "over.yaml", "--run", "3")
    assert "Changed from “Two & <b>one</b> pie”: new event" in said
    found = sim.explain("over.yaml", 3)
    assert SAID in unescape((found.folder / "report.html").read_text(encoding="utf-8"))


def test_a_comparison_says_in_words_what_differs_and_what_others_extend() -> None:
    Path("third.yaml").write_text("extends: pie.yaml\ntitle: Third\nround_days: 14\n", encoding="utf-8")
    said = typed("compare", "pie.yaml", "over.yaml", "-n", "20")
    assert "Length of the talks, in days: 60 → 40 [over.yaml:3]" in said
    assert "“The fair text”: The pie: one half → Bob's [over.yaml:6]" in said
    found = sim.compare("third.yaml", "over.yaml", runs=20)
    html = unescape((found.folder / "report.html").read_text(encoding="utf-8"))
    assert f"“Another pie” is changed from “Two & <b>one</b> pie”: {SAID}." in html
    assert "Length of a round, in days: 14 → 7<br>" in html
    assert "“Third” is changed from “Two & <b>one</b> pie”: Length of a round, in days: 7 → 14." in html
    beside = sim.compare("pie.yaml", "over.yaml", runs=20)
    assert "is changed from" not in (beside.folder / "report.html").read_text(encoding="utf-8")


def test_every_page_of_the_app_says_it() -> None:
    from sim.app.asking import AppLink, asked
    from sim.app.guard import Door
    from sim.app.pages import PageFrame, page
    from sim.app.subjects import subjects

    known = subjects([Path("over.yaml"), Path("pie.yaml")], allow_code=False)
    frame = PageFrame(Door("127.0.0.1", 8000, ""), known)
    links = [AppLink.of(f"_in={name}") for name in known]
    shown = [page(frame, "app.html.j2", "", asked(known, link)) for link in links]
    assert "Changed from “Two & <b>one</b> pie”: new event “the bell”" in unescape(shown[0])
    assert "<b>one</b>" not in shown[0]
    assert "Changed from" not in shown[1]


@pytest.mark.parametrize("file", sorted(synthetic.SCENARIOS.glob("*.yaml")), ids=lambda file: file.stem)
def test_no_change_of_any_scenario_is_told_by_its_path(file: Path) -> None:
    scenario = read_variants(file).read()
    if scenario.variant_of:
        assert scenario.variant_of.changed or scenario.variant_of.added
        told = "; ".join(variants._parts(scenario, scenario.variant_of))
        assert [path for path in scenario.variant_of.changed if path in told.split()] == []
        assert "_" not in told
