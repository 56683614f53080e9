"""What can be tried of Windows on another system: its locale, its paths, and modules that it does not have."""

import os
import subprocess
import sys
from pathlib import Path, PureWindowsPath

import pytest

from sim.scenario import fields
from sim.scenario.fields import located_code

ROOT = Path(__file__).parent.parent
# A text that our code reads or writes without a word on its encoding is an error.
THERE = """
import sys, warnings
sys.modules.update(dict.fromkeys(("fcntl", "grp", "pwd", "resource", "termios")))
warnings.filterwarnings("error", category=EncodingWarning, module=r"sim(\\.|$)")
from sim.cli.main import commands
from sim.encodings import tolerate
tolerate()
for words in (("new", "mine.yaml"), ("check", "mine.yaml"), ("mine.yaml", "--runs", "20", "--format", "csv"),
              ("compare", "mine.yaml", "--variant", "horizon_days=60", "--runs", "20")):
    print(">", *words)
    commands(words, standalone_mode=False)
"""


@pytest.mark.slow
def test_a_study_is_made_and_kept_with_a_western_locale_and_without_what_unix_has(tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [sys.executable, "-X", "warn_default_encoding", "-c", THERE],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        check=False,
    )
    told = done.stdout.decode("cp1252")
    assert done.returncode == 0, told + done.stderr.decode("cp1252")
    assert told.count("report.html") == 2
    (table,) = (tmp_path / "results" / "mine").glob("*/outcomes.csv")
    assert {"report.html", "outcomes.parquet"} <= {file.name for file in table.parent.iterdir()}


class Windows(PureWindowsPath):
    """A path of Windows, from a folder of its own."""

    def resolve(self) -> "Windows":
        return Windows("C:\\talks") / self


@pytest.mark.parametrize(
    "written", ["agents\\stubborn.py", "agents/stubborn.py", "C:\\talks\\agents\\stubborn.py"]
)
def test_code_beside_a_scenario_has_one_name_however_its_path_is_written(
    written: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fields, "Path", Windows)
    found = located_code(f"{written}:Stubborn")
    assert found == "C:/talks/agents/stubborn.py:Stubborn"
    assert found.rpartition(":")[0] == "C:/talks/agents/stubborn.py"
