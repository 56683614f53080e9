from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from sim.analysis.sensitivity import designed, given
from sim.analysis.sensitivity.answer import LUCK, Influences, Sensitivity
from sim.analysis.sensitivity.brief import of_inputs, swung
from sim.analysis.sensitivity.curves import curves
from sim.analysis.sensitivity.experiment import Experiment
from sim.analysis.sensitivity.levels import level
from sim.analysis.sensitivity.swings import with_swings
from sim.bargaining.run import batch
from sim.cli.main import commands
from sim.questions.sensitivity import sensitivity
from sim.report.sensitivity.along import along
from sim.scenario.reading import read
from sim.scenario.schema import Scenario

SCENARIOS = Path(__file__).parents[2] / "scenarios"
CEASEFIRE = SCENARIOS / "ceasefire30.yaml"
PEACE = ("protocol=alternating_offers",)
IDLE = "drift_guard"  # alternating offers know no guards


def small() -> Scenario:
    """Two parties, one issue; three numbers are uncertain."""
    return read(
        SCENARIOS / "minimal.yaml",
        [f"actors.{actor}.outside_value={{uniform: [0, 0.9]}}" for actor in parties()],
    )


def parties() -> tuple[str, ...]:
    return tuple(read(SCENARIOS / "minimal.yaml").parties)


def by_path(found: Influences) -> dict[str, float]:
    (first, *_) = found.influences
    strength = "delta" if "delta" in first.indices else "total" if "total" in first.indices else "mu_star"
    return {each.path: each.indices[strength].value for each in found.influences}


@pytest.mark.slow
@pytest.mark.parametrize("design", [designed.by_sobol, designed.by_morris])
def test_an_input_that_is_never_read_has_an_index_of_nothing(design: object) -> None:
    """The mediator's patience is drawn, and there is no mediator's war to lose it in: a fixed number of days."""
    scenario = read(CEASEFIRE, ["actors.us.patience_days={uniform: [4000, 5000]}"])
    (found,) = design(Experiment(scenario, 1), {"zone": True}, 8)  # type: ignore[operator]
    assert by_path(found)["actors.us.patience_days"] == 0.0
    idle = next(each for each in found.influences if each.path == "actors.us.patience_days")
    assert not idle.clear
    assert idle.indices[next(iter(idle.indices))].low <= 0.0


def test_what_one_finds_without_a_design_a_design_finds_too() -> None:
    scenario = small()
    outcomes = batch.play(scenario, 3000, 1)
    by_draws = given.influences(outcomes, "settlement")
    (by_design,) = designed.by_sobol(Experiment(scenario, 1), {"settlement": True}, 512)
    for path in outcomes.names.inputs:
        one, other = (
            next(each for each in found.influences if each.path == path).indices["first_order"]
            for found in (by_draws, by_design)
        )
        assert max(one.low, other.low) <= min(one.high, other.high)
    assert by_design.together is not None
    assert LUCK in by_path(by_design)


def test_swings_are_played_on_the_luck_of_the_study() -> None:
    scenario = small()
    outcomes = batch.play(scenario, 400, 1)
    found = given.influences(outcomes, "zone")
    (swung,) = with_swings(Experiment(scenario, 1), outcomes, [found], 2, 200)
    assert len(swung.swings) == 2
    for swing in swung.swings:
        assert (swing.low_at, swing.high_at) == pytest.approx((0.09, 0.81), abs=1e-6)
        assert swing.apart.value == pytest.approx(swing.high.value - swing.low.value)
        assert swing.apart.high < 0.0  # who has more without a deal leaves less room for one
    assert swung.unheld is not None
    assert swung.unheld.value == pytest.approx(outcomes.zone[:200].mean())


def test_a_coin_is_swung_from_tail_to_head() -> None:
    experiment = Experiment(read(CEASEFIRE), 1)
    path = "actors.russia.red_lines.land.genuine"
    at = experiment.inputs.index(path)
    low, high = (experiment.held(path, share, 20).inputs[:, at] for share in experiment.ends(path))
    assert not low.any()
    assert high.all()


def test_a_weight_that_spreads_is_held_with_its_spread() -> None:
    experiment = Experiment(read(CEASEFIRE), 1)
    path = "issues.land.weight.russia"
    assert experiment.streams[experiment.inputs.index(path)] == (f"{path}.spread",)
    at = experiment.inputs.index(path)
    low, high = (experiment.held(path, share, 50).inputs[:, at] for share in experiment.ends(path))
    assert np.median(low) < np.median(high)


def test_the_report_asks_about_its_goal_and_agents_of_ones_own_are_not_swung() -> None:
    scenario = small()
    outcomes = batch.play(scenario, 500, 1)
    found = of_inputs(scenario, outcomes, "settlement")
    assert not found.swings
    assert swung(scenario, outcomes, found, 1).swings


@pytest.mark.parametrize("name", ["settlement", "settlement_day"])
def test_what_an_answer_hangs_on_needs_no_bootstrap(name: str) -> None:
    """The same inputs, parts and order as with intervals."""
    outcomes = batch.play(read(CEASEFIRE), 600, 1)
    whole = [each for each in given.influences(outcomes, name).influences if each.clear]
    told = given.clearest(outcomes, name)
    assert list(told.items()) == [(each.path, each.indices["first_order"].value) for each in whole]
    assert told or name == "settlement_day"


def test_what_hardly_ever_happens_is_not_divided() -> None:
    scenario = read(
        SCENARIOS / "minimal.yaml", [f"actors.{parties()[0]}.outside_value={{uniform: [0, 0.001]}}"]
    )
    found = given.influences(batch.play(scenario, 200, 1), "not_ratified")
    assert found.influences == ()
    assert "too few" in " ".join(given.cautions(found, 1, 200))


def test_what_only_some_replications_have_is_not_added_up(tmp_path: Path) -> None:
    found = sensitivity(small(), ("settlement_day",), runs=300, results=tmp_path).answer
    assert found.outcomes[0].of < 300
    assert found.outcomes[0].together is None
    assert "cannot be added up" in " ".join(found.cautions)


def test_it_is_said_how_many_replications_would_do(tmp_path: Path) -> None:
    finding = sensitivity(small(), ("settlement",), runs=200, results=tmp_path)
    (caution,) = finding.answer.cautions
    assert "200 replications" in caution
    assert "would if it carries 1%" in caution


def test_the_same_question_is_answered_from_disk(tmp_path: Path) -> None:
    fresh = sensitivity(small(), ("settlement",), "sobol", runs=30, results=tmp_path)
    again = sensitivity(small(), ("settlement",), "sobol", runs=32, results=tmp_path)
    assert (fresh.recalled, again.recalled) == (False, True)
    assert isinstance(again.answer, Sensitivity)
    assert again.answer == fresh.answer
    assert again.answer.runs == 32
    assert again.answer.played == 32 * (2 + 3)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "changes"),
    [
        ("minimal.yaml", ()),
        ("camp_david_1978.yaml", ()),
        ("korea_1951.yaml", ()),
        ("ceasefire30.yaml", ("protocol=challenge",)),
        ("ceasefire30.yaml", PEACE),
    ],
)
def test_any_scenario_can_be_asked(file: str, changes: tuple[str, ...], tmp_path: Path) -> None:
    sets = [word for change in changes for word in ("--set", change)]
    said = run("sensitivity", str(SCENARIOS / file), "-n", "120", *sets, "--results", str(tmp_path))
    assert said.startswith("What matters in ")
    assert all(len(line) <= 100 for line in said.splitlines() if not line.startswith(("page", "all files")))


def run(*words: str, code: int = 0) -> str:
    done = CliRunner().invoke(commands, list(words))
    assert done.exit_code == code, done.output
    return done.stdout if code == 0 else done.output  # without warnings of the scenario


def test_a_slip_in_an_outcome_is_told_with_the_nearest_name(tmp_path: Path) -> None:
    said = run(
        "sensitivity", str(SCENARIOS / "minimal.yaml"), "--outcome", "setlement", "-n", "50",
        "--results", str(tmp_path), code=2,
    )  # fmt: skip
    assert "did you mean settlement?" in said
    assert not (tmp_path / "sensitivity").exists()


def test_a_design_plays_no_code_of_an_actor_and_says_so(tmp_path: Path) -> None:
    file, where = (
        str(SCENARIOS / "behaviours" / "stubborn.yaml"),
        ("--results", str(tmp_path), "--allow-code"),
    )
    said = run("sensitivity", file, "--method", "sobol", "-n", "8", *where, code=2)
    assert "code of their own" in said


def test_points_that_are_rounded_up_are_told(tmp_path: Path) -> None:
    words = ("sensitivity", str(SCENARIOS / "minimal.yaml"), "--method", "sobol", "-n", "5")
    done = CliRunner().invoke(commands, [*words, "--results", str(tmp_path)])
    assert "5 points are rounded up to 8" in done.stderr


def test_a_design_needs_an_outcome_everywhere(tmp_path: Path) -> None:
    said = run(
        "sensitivity", str(CEASEFIRE), "--outcome", "settlement_day", "--method", "sobol", "-n", "8",
        "--results", str(tmp_path), code=2,
    )  # fmt: skip
    assert "--method given" in said


def test_a_page_and_the_numbers_are_kept(tmp_path: Path) -> None:
    said = run(
        "sensitivity", str(SCENARIOS / "minimal.yaml"), "-n", "300", "--results", str(tmp_path), "-q",
        "--set", f"actors.{parties()[0]}.outside_value={{uniform: [0, 0.9]}}",
    )  # fmt: skip
    folder = Path(said.strip())
    assert "What matters" in (folder / "report.html").read_text(encoding="utf-8")
    written = json.loads((folder / "sensitivity.json").read_text(encoding="utf-8"))
    assert written["outcomes"][0]["influences"][0]["indices"].keys() == {"first_order", "delta"}


@pytest.mark.parametrize(
    ("file", "overrides", "said"),
    [
        (
            "camp_david_1978",
            ("actors.israel.outside_value=0.3", "actors.egypt.outside_value=0.3"),
            "A settlement is the same in every replication",
        ),
        ("minimal", (), "Nothing can matter: every number of the scenario is known."),
    ],
)
def test_where_nothing_can_be_divided_the_page_says_why_once(
    file: str, overrides: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    found = sensitivity(SCENARIOS / f"{file}.yaml", runs=50, overrides=overrides, results=tmp_path)
    page = found.page.read_text(encoding="utf-8")
    assert page.count(said) == 1
    assert "python -m sim sensitivity scenario.yaml" in page
    assert (found.folder / "scenario.yaml").is_file()


def test_a_stretch_of_one_replication_leaves_the_picture_its_range() -> None:
    drawn, worth = np.array([0] + [1] * 29, np.float32)[:, None], np.linspace(0.2, 0.8, 30)
    (curve,) = curves(("coin",), drawn, worth, False, ["coin"])
    whole = level(worth, False)
    found = Influences("utility.us", False, 30, whole, (), None, None, (), (curve,))
    assert np.isfinite(along(found, str, "along").layout["yaxis"]["range"]).all()


def test_names_and_values_that_a_phone_has_no_room_for_stand_on_two_lines() -> None:
    drawn, worth = np.arange(40, dtype=np.float32)[:, None], np.linspace(0.2, 0.8, 40)
    (curve,) = curves(("path",), drawn, worth, False, ["path"])
    found = Influences("utility.us", False, 40, level(worth, False), (), None, None, (), (curve,))
    short, long = (along(found, lambda _, name=name: name, "along").layout for name in ("Cost", "x" * 48))
    assert "<br>" in long["annotations"][0]["text"]
    assert "<br>" not in short["annotations"][0]["text"]
    assert long["height"] > short["height"]
    for layout in (short, long):
        (bottom, top), words = layout["yaxis"]["domain"], layout["annotations"][0]["y"]
        assert 0.0 <= bottom < top == words < 1.0
