"""The house is kept: style, types and the direction of imports are part of the ordinary test run."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from sim import __version__

ROOT = Path(__file__).parent.parent
CHECKS = {
    "style": ["ruff", "check", "--no-cache", "."],
    "encodings": ["ruff", "check", "--no-cache", "--preview", "--select", "PLW1514", "."],
    "types": ["mypy", "--no-error-summary"],
    "arrows": ["lint-imports", "--no-cache"],
}
MEND = {
    "style": "Most of it mends itself: ruff check --fix . && ruff format .",
    "arrows": "Import what the arrows allow; a new module is named in its contract: pyproject.toml, importlinter",
}


@pytest.mark.slow
@pytest.mark.parametrize("check", CHECKS)
def test_the_house_is_in_order(check: str) -> None:
    tool, *arguments = CHECKS[check]
    found = subprocess.run(
        [Path(sys.executable).parent / tool, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, (
        f"{' '.join(CHECKS[check])}\n{found.stdout}{found.stderr}{MEND.get(check, '')}"
    )


def test_what_is_checked_here_is_checked_before_each_commit() -> None:
    (local,) = read_yaml(".pre-commit-config.yaml")["repos"]
    entries = {hook["id"]: hook["entry"] for hook in local["hooks"]}
    assert {name: entries[name] for name in CHECKS} == {
        name: " ".join(words) for name, words in CHECKS.items()
    }


def test_a_forge_runs_what_must_pass_here() -> None:
    steps = read_yaml(".github/workflows/tests.yml")["jobs"]["all"]["steps"]
    assert "bash .ci/run" in [step.get("run") for step in steps]


def test_what_is_cited_is_this_version() -> None:
    assert read_yaml("CITATION.cff")["version"] == __version__


def read_yaml(file: str) -> Any:
    return yaml.safe_load((ROOT / file).read_text(encoding="utf-8"))
