"""Scenarios compared on the same luck: from files, folders and changes to a kept answer."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

import sim
from sim.bargaining.outcomes import Outcomes
from sim.bargaining.run.batch import play
from sim.cli.main import commands
from sim.progress import Silent
from sim.questions.asking import NotAStudy, Unanswerable
from sim.questions.columns import brief, split, unique
from sim.questions.compare import compare
from sim.report.comparison.sentences import headline
from sim.scenario.reading import ScenarioError, read

SCENARIOS = Path(__file__).parents[2] / "scenarios"
BASE, BACKSTOP = SCENARIOS / "ceasefire30.yaml", SCENARIOS / "us_backstop.yaml"
MINIMAL = SCENARIOS / "minimal.yaml"
HOSTILE = "</script><b>Nobody</b>"


@dataclass(frozen=True)
class Heard(Silent):
    """Remembers what it was told."""

    notices: list[str] = field(default_factory=list)

    def notice(self, text: str) -> None:
        self.notices.append(text)


def overlay(folder: Path, text: str, base: Path = BASE) -> Path:
    file = folder / "over.yaml"
    file.write_text(f"extends: {base}\n{text}", encoding="utf-8")
    return file


ACTOR = "actors:\n  turkey: {role: backer, floor: {uniform: [0.1, 0.4]}, backfill: {ukraine: {uniform: [0, 0.5]}}}\n"
SIGNED = ("russian_terms", "ukrainian_terms", "istanbul_2022", "kellogg_2024", "london_march_2025")
ISSUE = (
    "issues:\n  straits:\n    options: [open, closed]\n    weight: {russia: 0.2}\n"
    "    value: {russia: [0, {uniform: [0, 1]}], ukraine: [1, 0]}\n"
    f"proposals: {{{', '.join(f'{name}: {{straits: open}}' for name in SIGNED)}}}\n"
)
OPTION = (
    "issues:\n  force:\n    options: [none, police, trainers, reassurance]\n"
    "    guards: [0, 0.1, 0.15, 0.4]\n    value:\n"
    "      russia: [1, {uniform: [0.3, 0.9]}, 0.5, 0]\n      ukraine: [0, 0.1, 0.4, 1]\n"
    "      us: [0.6, 0.7, 0.8, 1]\n      europe: [0.5, 0.6, 0.8, 1]\n"
)


def shared(one: Outcomes, other: Outcomes) -> dict[str, bool]:
    """By input that both have: is it drawn alike in every replication?"""
    places = {path: k for k, path in enumerate(one.names.inputs)}
    return {
        path: np.array_equal(one.inputs[:, places[path]], other.inputs[:, k])
        for k, path in enumerate(other.names.inputs)
        if path in places
    }


@pytest.mark.parametrize(
    ("text", "new"), [(ACTOR, "actors.turkey.floor"), (OPTION, "issues.force.value.russia.police")]
)
def test_inputs_that_two_scenarios_share_are_drawn_alike_though_one_has_an_actor_or_an_option_more(
    text: str, new: str, tmp_path: Path
) -> None:
    before, after = (play(read(file), 60, 1) for file in (BASE, overlay(tmp_path, text)))
    found = shared(before, after)
    assert set(found) == set(before.names.inputs)
    assert new in after.names.inputs
    assert all(found.values())


def test_an_issue_more_changes_the_weights_of_who_cares_for_it_and_no_other_input(tmp_path: Path) -> None:
    """Weights are shares of their sum: the luck behind them is the same, and so they move together."""
    before, after = (play(read(file), 200, 1) for file in (BASE, overlay(tmp_path, ISSUE)))
    found = shared(before, after)
    assert set(found) == set(before.names.inputs)
    differ = [path for path, alike in found.items() if not alike]
    assert differ
    assert all(re.fullmatch(r"issues\.\w+\.weight\.russia", path) for path in differ)
    for path in differ:
        columns = [o.inputs[:, o.names.inputs.index(path)] for o in (before, after)]
        assert np.corrcoef(columns)[0, 1] > 0.9


def test_a_change_is_compared_with_the_base_and_kept(tmp_path: Path) -> None:
    found = compare(BASE, variants=["actors.us.credibility=0.9"], runs=200, results=tmp_path)
    answer = found.answer
    assert [side.name for side in answer.sides] == ["ceasefire30", "us.credibility=0.9"]
    assert (answer.runs, answer.seed, found.recalled) == (200, 1, False)
    (change,) = answer.beside[0].changes
    assert (change.path, change.after, change.place) == ("actors.us.credibility", "0.9", "--variant")
    again = compare(BASE, variants=["actors.us.credibility=0.9"], runs=200, results=tmp_path)
    assert again.recalled
    assert repr(again.answer) == repr(answer)  # NaN equals no NaN
    assert "compare" in (tmp_path / "index.html").read_text("utf-8")


def test_a_variant_is_what_an_overlay_with_that_change_would_be(tmp_path: Path) -> None:
    by_file = compare(BASE, BACKSTOP, runs=200, results=tmp_path).answer
    by_word = compare(BASE, variants=["actors.us.credibility=0.9"], runs=200, results=tmp_path).answer
    assert by_file.beside[0].contrasts == by_word.beside[0].contrasts
    assert by_file.beside[0].flow == by_word.beside[0].flow


def test_a_scenario_that_was_read_can_be_varied(tmp_path: Path) -> None:
    scenario = read(MINIMAL, ["horizon_days=60"])
    found = compare(scenario, variants=["horizon_days=30"], runs=100, results=tmp_path).answer
    assert [side.horizon_days for side in found.sides] == [60.0, 30.0]


def test_studies_of_the_same_luck_are_compared_as_they_are(tmp_path: Path) -> None:
    changes: tuple[list[str], ...] = ([], ["actors.union.outside_value={uniform: [0.5, 1]}"])
    one, other = (sim.run(MINIMAL, runs=300, seed=5, overrides=each, results=tmp_path) for each in changes)
    heard = Heard()
    found = compare(one, other.folder, results=tmp_path, watch=heard).answer
    assert (found.runs, found.seed, heard.notices) == (300, 5, [])
    assert [side.name for side in found.sides] == [
        "minimal",
        "minimal union.outside_value={uniform: [0.5, 1]}",
    ]
    assert found.sides[0].outcomes == one.summary.outcomes
    before, after = (study.outcomes["outcome"] == "settlement" for study in (one, other))
    assert found.beside[0].flow.lost.hits == int((before & ~after).sum()) > 0


def test_different_luck_is_never_compared(tmp_path: Path) -> None:
    one, other = (sim.run(MINIMAL, runs=200, seed=seed, results=tmp_path) for seed in (5, 6))
    heard = Heard()
    found = compare(one, other, results=tmp_path, watch=heard).answer
    assert (found.runs, found.seed) == (200, 1)
    assert len(heard.notices) == 2
    assert all("played again" in said for said in heard.notices)
    assert found.beside[0].flow.saved.hits == found.beside[0].flow.lost.hits == 0


def test_what_is_set_is_set_everywhere(tmp_path: Path) -> None:
    found = compare(BASE, BACKSTOP, overrides=["horizon_days=70"], runs=100, results=tmp_path).answer
    assert {side.horizon_days for side in found.sides} == {70.0}


@pytest.mark.parametrize("others", [0, 12])
def test_one_scenario_alone_and_more_than_twelve_are_refused(others: int, tmp_path: Path) -> None:
    with pytest.raises(Unanswerable, match="two to 12"):
        compare(BASE, *[BACKSTOP] * others, results=tmp_path)


def test_a_mistake_in_a_variant_is_shown_where_it_is(tmp_path: Path) -> None:
    for base, wrong in itertools.product((BASE, read(BASE)), ("actors.us.credibilty=0.9", "credibility")):
        with pytest.raises(ScenarioError, match=f"--variant {wrong}"):
            compare(base, variants=[wrong], runs=10, results=tmp_path)
    typed = ["compare", str(BASE), "--variant", "actors.us.credibility=nine", "--results", str(tmp_path)]
    found = CliRunner().invoke(commands, typed)
    assert found.exit_code == 2
    assert "Traceback" not in found.output


TWELVE = [
    BASE,
    *sorted(p for p in SCENARIOS.glob("*.yaml") if "extends: ceasefire30" in p.read_text("utf-8"))[:11],
]


@pytest.mark.slow
@pytest.mark.parametrize("files", [TWELVE[:2], TWELVE[:4], TWELVE], ids=["two", "four", "twelve"])
def test_a_pipe_is_a_hundred_letters_wide_and_the_page_has_every_scenario(
    files: list[Path], tmp_path: Path
) -> None:
    typed = ["compare", *map(str, files), "-n", "20", "--results", str(tmp_path)]
    found = CliRunner().invoke(commands, typed, catch_exceptions=False)
    assert found.exit_code == 0
    assert max(map(len, found.stdout.splitlines()[:-2])) <= 100  # then paths, which are as long as they are
    (page,) = tmp_path.glob("compare/*/report.html")
    html = page.read_text("utf-8")
    assert all(file.stem in html for file in files)
    ids = re.findall(r'<(?:section|figure) id="([^"]+)"', html)
    assert len(set(ids)) == len(ids)
    assert "nan" not in re.sub(r'(?s)<script type="text/plain".*?</script>', "", html).lower().replace(
        "finance", ""
    )


@pytest.mark.parametrize(
    ("files", "overrides"),
    [
        (["minimal.yaml", "theory/fearon_1995.yaml"], []),
        (["minimal.yaml", "minimal.yaml"], ["protocol=challenge"]),
        (["camp_david_1978.yaml", "camp_david_1978.yaml"], ["protocol=alternating_offers"]),
        (["korea_1951.yaml", "ceasefire30.yaml"], []),
        (["theory/nash_1950.yaml", "camp_david_1978.yaml"], []),
    ],
)
def test_any_scenarios_can_stand_beside_each_other(
    files: list[str], overrides: list[str], tmp_path: Path
) -> None:
    sets = [word for change in overrides for word in ("--set", change)]
    typed = [
        "compare",
        *(str(SCENARIOS / file) for file in files),
        *sets,
        "-n",
        "40",
        "--results",
        str(tmp_path),
    ]
    assert CliRunner().invoke(commands, typed, catch_exceptions=False).exit_code == 0


@pytest.mark.parametrize(
    ("variants", "said", "never"),
    [
        (["protocol=challenge"], "how often they settle cannot be compared, since a decision", "+9"),
        (["protocol=alternating_offers"], "No ceasefire can come in", "Full ceasefire: "),
        (
            ["protocol=challenge", *(f"horizon_days={days}" for days in (30, 60, 90))],
            "A decision always",
            "nan",
        ),
        (["horizon_days=60"], "Replications that settle only in horizon_days=60: ", "cannot"),
    ],
)
def test_what_other_rules_make_of_it_is_no_difference(
    variants: list[str], said: str, never: str, tmp_path: Path
) -> None:
    words = [word for variant in variants for word in ("--variant", variant)]
    typed = ["compare", str(BASE), *words, "-n", "60", "--results", str(tmp_path)]
    found = CliRunner().invoke(commands, typed, catch_exceptions=False)
    heard = " ".join(found.stdout.split())
    assert said in heard
    assert never not in heard


def test_a_scenario_beside_itself_is_said_to_be_the_same(tmp_path: Path) -> None:
    found = compare(MINIMAL, MINIMAL, runs=1, results=tmp_path).answer
    assert "the two are the same in every replication" in headline(found)
    assert headline(found).startswith("1 replication each")


def test_an_empty_variant_is_a_mistake(tmp_path: Path) -> None:
    typed = ["compare", str(BASE), "--variant", " ", "--results", str(tmp_path)]
    found = CliRunner().invoke(commands, typed)
    assert (found.exit_code, "empty" in found.stderr) == (2, True)


def test_the_folder_above_studies_names_the_newest(tmp_path: Path) -> None:
    study = sim.run(MINIMAL, runs=5, results=tmp_path)
    with pytest.raises(NotAStudy, match=f"newest of which is {study.folder}"):
        compare(MINIMAL, study.folder.parent, results=tmp_path)


def test_an_issue_that_nobody_settles_has_no_figure(tmp_path: Path) -> None:
    file = overlay(tmp_path, f"horizon_days: 14\n{ISSUE}")
    found = compare(BASE, file, runs=100, results=tmp_path / "results")
    assert [side.outcomes["settlement"].hits > 0 for side in found.answer.sides] == [True, False]
    html = found.page.read_text("utf-8")
    assert 'id="agreed-0"' in html
    assert f'id="agreed-{len(read(BASE).issues)}"' not in html


def test_what_a_file_says_is_no_part_of_the_page(tmp_path: Path) -> None:
    file = overlay(
        tmp_path, f"name: '{HOSTILE}'\ntitle: '{HOSTILE}'\nactors: {{us: {{label: '{HOSTILE}'}}}}\n"
    )
    found = compare(BASE, file, runs=60, results=tmp_path / "results")
    assert HOSTILE not in found.page.read_text("utf-8")


def test_changes_are_split_at_commas_between_them_and_not_within_values() -> None:
    assert split('a."b,c"=1, d={choice: {0: 0.5, 1: 0.5}}') == ['a."b,c"=1', "d={choice: {0: 0.5, 1: 0.5}}"]
    assert split("title='a, b',x=1") == ["title='a, b'", "x=1"]
    assert split("title=it's,x=1") == ["title=it's", "x=1"]
    assert brief("actors.us.credibility=0.9") == "us.credibility=0.9"


def test_no_two_scenarios_have_one_name() -> None:
    assert unique(["war", "war 2", "war", "war"]) == ["war", "war 2", "war 3", "war 4"]
