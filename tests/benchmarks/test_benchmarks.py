"""The table of speeds can be measured; how fast it is, is no test: see python -m tests.benchmarks."""

from __future__ import annotations

import ctypes
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from sim.bargaining.run.batch import play
from tests.bargaining.bytewise import differing
from tests.benchmarks import (
    __main__,
    before,
    choice,
    command,
    drawing,
    engine,
    growth,
    kernel,
    mesa_batch,
    offers,
    parts,
    profile,
    shapes,
)
from tests.benchmarks.row import at_least, at_most, beside, keep, read_kept, show
from tests.benchmarks.timing import python


def test_a_row_can_be_measured_and_the_table_printed() -> None:
    screen = StringIO()
    show([command.helping(), at_least("nothing", 1, 0.5, "×")], Console(file=screen, width=100))
    lines = screen.getvalue().splitlines()
    assert any("--help" in line and "≤ 0.4 s" in line for line in lines)
    assert any("nothing" in line and "0.5 ×" in line and "no" in line for line in lines)


def test_a_table_is_kept_and_stands_beside_a_later_one(tmp_path: Path) -> None:
    keep([at_least("speed", 1, 0.5, "×")], tmp_path / "first.json")
    screen = StringIO()
    rows = [at_least("speed", 1, 2, "×"), at_least("size", 1, 3, "×")]
    show(rows, Console(file=screen, width=100), read_kept(tmp_path / "first.json"))
    speed, size = (line for line in screen.getvalue().splitlines() if "speed" in line or "size" in line)
    assert "2 ×" in speed
    assert "0.5 ×" in speed
    assert "4.00" in speed
    assert "0.5" not in size


def test_what_has_no_number_has_not_changed_by_a_factor() -> None:
    assert beside("1,000 ns", "2,000 ns (of all)") == ["2,000 ns (of all)", "0.50"]
    assert beside("1 ns", "") == ["", ""]
    assert beside("1 ns", "not measured") == ["not measured", ""]


def test_growth_is_told_by_its_steepest_step() -> None:
    assert shapes.power((1, 2, 4), [1.0, 2.0, 8.0]) == pytest.approx(2.0)


@pytest.mark.parametrize("protocol", shapes.PROTOCOLS)
def test_worlds_of_every_size_can_be_played(protocol: str) -> None:
    world = shapes.world(protocol, parties=2, issues=2, options=2, rounds=3)
    assert play(world, 2, 1).last_day.max() <= 3


def test_a_part_that_is_played_often_leaves_all_as_after_once() -> None:
    state = next(state for state in profile.played(0) if state.due)
    once, often = profile.copied(state.table), profile.copied(state.table)
    for part in (profile.take_stock, profile.look_for_zone, profile.choose_final, profile.choose_pause):
        part(once, 1)
        part(often, 3)
    assert all(ours.tobytes() == theirs.tobytes() for ours, theirs in zip(once, often, strict=True))


def test_the_kernel_chooses_the_package_that_the_rules_choose(tmp_path: Path) -> None:
    library = kernel.build(tmp_path, choice.SOURCE)
    if library is None:
        pytest.skip(kernel.NO_COMPILER)
    library.choose.restype = ctypes.c_int64
    for table in [state.table for state in profile.played(1) if state.due][:6]:
        first = int(table.talks["named"])
        assert choice.by_hand(library, choice.asked(table), first, 1) == profile.choose_final(table, 1)


def test_without_a_compiler_the_table_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    rows = [*choice.rows(), *offers.against_c()]
    assert [row.measured for row in rows] == [kernel.NO_COMPILER] * 2


def test_mesa_ends_where_the_engine_ends() -> None:
    scenario = engine.read(engine.ROOT / "scenarios" / "minimal.yaml")
    codes = play(scenario, 2, 1).outcome
    assert mesa_batch.by_mesa(scenario, 2) == [mesa_batch.OUTCOMES[code] for code in codes]


def test_growth_is_held_to_a_line_through_nothing() -> None:
    assert growth.against_a_line("runs", [1, 10], [2.0, 20.0]).met
    assert not growth.against_a_line("runs", [1, 10], [2.0, 40.0]).met
    assert at_most("seconds", 1, 1, "s").met


def test_a_replication_is_timed_by_its_rounds() -> None:
    assert 0 < engine.per_round(engine.ceasefire30(), 10, times=1) < 1


def test_compiled_code_is_part_of_a_chunk() -> None:
    scenario = engine.ceasefire30()
    assert 0 < drawing.drawn(scenario, 4) < drawing.chunk(scenario, 4)
    assert 0 < drawing.locked(scenario, 4) < 1


@pytest.mark.parametrize("overlay", parts.PARTS.values(), ids=parts.PARTS.keys())
def test_a_part_whose_price_is_told_is_one_that_is_used(overlay: str, tmp_path: Path) -> None:
    assert parts.with_part(overlay, tmp_path) != engine.ceasefire30()


def test_what_is_switched_off_is_not_played(tmp_path: Path) -> None:
    idle, usual = parts.with_part(parts.IDLE, tmp_path), engine.ceasefire30()
    assert idle != usual
    assert set(differing(play(idle, 20, 1), play(usual, 20, 1))) <= {"names"}


def test_a_file_of_an_earlier_program_is_read_without_what_nobody_knows_any_more(tmp_path: Path) -> None:
    file = tmp_path / "then.yaml"
    text = (engine.ROOT / "scenarios" / "minimal.yaml").read_text(encoding="utf-8")
    file.write_text(text.replace("outside_value: 0.3", "outside_value: 0.3, strikes: 4"), encoding="utf-8")
    found = before.as_read_now(file)
    assert found.parties == engine.read(engine.ROOT / "scenarios" / "minimal.yaml").parties


def test_a_process_is_watched_and_its_failure_told() -> None:
    finished = python("-c", "print('hello')")
    assert finished.said == "hello"
    assert 1 < finished.peak < 64
    assert finished.cpu > 0
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        python("-c", "1 / 0")


def test_the_command_says_what_it_does(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["benchmarks", "--help"])
    with pytest.raises(SystemExit):
        __main__.main()
    assert "--full" in capsys.readouterr().out
