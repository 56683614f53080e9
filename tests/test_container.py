"""The container file: it installs what is locked, and what warms the image are commands that work."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from sim.bargaining import compiled
from sim.cli.main import commands

ROOT = Path(__file__).parent.parent
LINES = (ROOT / ".ci" / "Containerfile").read_text(encoding="utf-8").splitlines()


def test_it_installs_what_is_locked() -> None:
    (install,) = [line for line in LINES if "pip install" in line]
    places = re.findall(r"PIP_(?:BUILD_)?CONSTRAINT=/usr/src/parleysim/(\S+)", install)
    assert set(places) == {"constraints.txt"}
    assert (ROOT / "constraints.txt").is_file()
    assert "COPY . /usr/src/parleysim" in LINES


def test_rules_are_compiled_where_the_program_looks_for_them(monkeypatch: pytest.MonkeyPatch) -> None:
    (folder,) = re.findall(r"NUMBA_CACHE_DIR=(\S+)", "\n".join(LINES))
    monkeypatch.setenv("NUMBA_CACHE_DIR", folder)
    compiled.cache_folder.cache_clear()
    try:
        assert compiled.cache_folder().parent == Path(folder)
    finally:
        compiled.cache_folder.cache_clear()


@pytest.mark.slow
def test_what_warms_it_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    warming = [line.removeprefix("RUN parleysim ") for line in LINES if line.startswith("RUN parleysim ")]
    assert len(warming) == 3
    for line in warming:
        answer = CliRunner().invoke(commands, shlex.split(line))
        assert answer.exit_code == 0, answer.output
