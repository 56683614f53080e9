"""The house is kept: style, types and the direction of imports are part of the ordinary test run."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CHECKS = {
    "style": ["ruff", "check", "--no-cache", "."],
    "types": ["mypy", "--no-error-summary"],
    "arrows": ["lint-imports", "--no-cache"],
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
    assert found.returncode == 0, found.stdout + found.stderr
