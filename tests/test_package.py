"""What is handed out: everything that the program needs, nothing of what lies about."""

import tarfile
import zipfile
from pathlib import Path

import pytest
from hatchling.build import build_sdist, build_wheel

import sim

ROOT = Path(__file__).parent.parent


def test_the_wheel_carries_its_page_templates_and_the_starter_scenario(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    wheel = zipfile.ZipFile(tmp_path / build_wheel(str(tmp_path)))
    packed = set(wheel.namelist())
    data = {
        p for p in (ROOT / "sim").rglob("*") if p.suffix in {".html", ".css", ".js", ".j2", ".json", ".yaml"}
    }
    assert {p.relative_to(ROOT).as_posix() for p in data} <= packed
    assert {"sim/new.yaml", "sim/py.typed", "parleysim.py"} <= packed
    assert {name.split("/")[0] for name in packed} == {"sim", "parleysim.py", "parleysim-0.1.0.dist-info"}


def test_the_source_archive_holds_no_results_and_no_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    archive = tmp_path / build_sdist(str(tmp_path))
    with tarfile.open(archive) as opened:
        names = {Path(*Path(name).parts[1:]).as_posix() for name in opened.getnames()}
    assert {
        "sim/cli.py",
        "scenarios/ceasefire30.yaml",
        "tests/test_package.py",
        "README.md",
        "LICENSE",
        "constraints.txt",
        ".ci/lowest.txt",
    } <= names
    assert {name for name in names if name.startswith("results")} <= {"results/ceasefire30.png"}
    assert not any(".venv" in name for name in names)
    assert archive.stat().st_size < 5_000_000


def test_a_notebook_completes_every_name_that_is_offered() -> None:
    assert set(dir(sim)) == set(sim.__all__)
    assert all(callable(getattr(sim, name)) for name in sim.__all__ if name.islower() and name[0] != "_")
