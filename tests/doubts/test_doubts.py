"""What is probably a mistake is told at its place, what is not is not, and what is said to do nothing does nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import undoubted
import yaml
from bargaining.bytewise import differing

from sim import doubts
from sim.bargaining.inspect.typical import typical
from sim.bargaining.run.batch import play
from sim.doubts.war import war_value
from sim.scenario.reading import read, resolved

ROOT = Path(__file__).parents[2]
CASES = yaml.safe_load((Path(__file__).parent / "doubts.yaml").read_text(encoding="utf-8"))
SHIPPED = sorted(file for file in (ROOT / "scenarios").rglob("*.yaml") if file.parent.name != "targets")
# Of what is kept, no part of the answer: what was drawn, the balance of no war, which factions would be content, who
# would have signed what without being asked, and the zone of agreement of talks that cannot fail.
BESIDE = {"names", "inputs", "balance", "would_sign", "zone_day", "zone_at_end", "below_floor"}

every_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case["doubt"])


def written(folder: Path, text: str) -> Path:
    file = folder / "mine.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def told(file: Path, overrides: list[str]) -> list[str]:
    return [str(doubt) for doubt in doubts.read(file, overrides).doubts]


@every_case
def test_the_doubt_is_told(case: dict[str, Any], tmp_path: Path) -> None:
    file = written(tmp_path, getattr(undoubted, case["in"]))
    found = told(file, [*case["set"], *case.get("and", [])])
    assert sorted(found) == sorted(case["said"].splitlines())


@pytest.mark.parametrize("world", ["CAKE", "TALKS", "WAR"])
def test_nothing_is_doubted_without_cause(world: str, tmp_path: Path) -> None:
    assert told(written(tmp_path, getattr(undoubted, world)), []) == []


@pytest.mark.parametrize("case", [case for case in CASES if case.get("idle")], ids=lambda case: case["doubt"])
def test_what_is_said_to_have_no_effect_changes_no_byte(case: dict[str, Any], tmp_path: Path) -> None:
    file = written(tmp_path, getattr(undoubted, case["in"]))
    circumstances, idle = (case["set"], case["and"]) if "and" in case else ([], case["set"])
    with_it, without = (play(read(file, [*circumstances, *more]), 10, 1) for more in (idle, []))
    assert set(differing(with_it, without)) <= BESIDE


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_nothing_that_is_shipped_is_doubtful(path: Path) -> None:
    assert told(path, []) == []


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_file_with_every_default_visible_is_no_more_doubtful(path: Path, tmp_path: Path) -> None:
    found, again = read(path), written(tmp_path, resolved(read(path)))
    assert len(told(again, [])) == len(list(doubts.doubts(found)))


def test_the_war_is_worth_what_the_engine_makes_of_it() -> None:
    for name in ("ceasefire30", "theory/slantchev_2003", "theory/fearon_1995"):
        plainly = ["protocol=alternating_offers"]  # no threats, no counsel
        scenario = read(ROOT / f"scenarios/{name}.yaml", plainly).replaced(weight_spread=None)
        assert scenario.war
        values = [war_value(scenario, scenario.war, *party) for party in scenario.parties.items()]
        assert values == pytest.approx(typical(scenario).reservation.tolist(), abs=0.03)


def test_a_variant_may_switch_off_what_it_inherits(tmp_path: Path) -> None:
    written(tmp_path, undoubted.WAR.replace("{side: attacker}", "{side: attacker, hope: 0.9}"))
    variant = tmp_path / "variant.yaml"
    variant.write_text("extends: mine.yaml\nsequence: peace_first\n", encoding="utf-8")
    assert told(variant, []) == []
    variant.write_text(
        "extends: mine.yaml\nsequence: peace_first\nactors: {south: {hope: 0.8}}\n", encoding="utf-8"
    )
    assert [problem.path for problem in doubts.read(variant).doubts] == ["actors.south.hope"]
    assert told(tmp_path / "mine.yaml", ["sequence=peace_first"]) != []


def test_a_doubt_stands_at_its_place_within_eighty_columns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = undoubted.WAR.replace("{side: defender}", "{side: defender, cost_per_day: 0.01, exposure: 0.5}")
    file = written(Path(), text)
    said = str(doubts.Doubtful(str(file), doubts.read(file).doubts)).splitlines()
    assert said[0] == "mine.yaml may not be what was meant: 2 warnings"
    assert said[1].startswith("  mine.yaml:5:27  actors.south.cost_per_day: fighting on is worth -9.4 to")
    assert max(map(len, said)) <= 80
