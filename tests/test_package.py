"""What is handed out: everything that the program needs, nothing of what lies about."""

import re
import subprocess
import sys
import tarfile
import venv
import zipfile
from inspect import getdoc, signature
from pathlib import Path
from types import ModuleType

import pytest
from hatchling.build import build_editable, build_sdist, build_wheel

import sim
from sim import launcher
from sim.program import fingerprint

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
        "sim/cli/main.py",
        "scenarios/ceasefire30.yaml",
        "tests/test_package.py",
        "README.md",
        "LICENSE",
        "CITATION.cff",
        "constraints.txt",
        ".ci/lowest.txt",
        ".docs/conf.py",
        ".docs/index.md",
        ".docs/how-to/compare.md",
    } <= names
    assert not any(name.startswith(".docs/site") for name in names)
    assert {name for name in names if name.startswith("results")} <= {"results/ceasefire30.png"}
    assert not any(".venv" in name for name in names)
    assert archive.stat().st_size < 5_000_000


def test_a_notebook_completes_every_name_that_is_offered() -> None:
    assert set(dir(sim)) == set(sim.__all__)
    assert all(callable(getattr(sim, name)) for name in sim.__all__ if name.islower() and name[0] != "_")


def test_every_shipped_scenario_can_be_read() -> None:
    found = sim.scenarios()
    assert {"minimal", "ceasefire30", "theory/fearon_1995"} <= found.keys()
    assert all(sim.read(file).name for file in found.values())


TRIED = """
import parleysim as ps
assert "site" in ps.__file__, ps.__file__
scenario = ps.read(ps.scenarios()["minimal"])
assert "site" in str(ps.scenarios()["ceasefire30"])
print(scenario.title, ps.__version__, "run" in dir(ps), ps.play.__name__)
from parleysim import Scenario
from sim.backtest.cases import SHIPPED
assert SHIPPED.is_file(), SHIPPED
from sim.program import fingerprint
print(fingerprint())
try:
    ps.rnu
except AttributeError as error:
    print(error)
"""


def test_a_wheel_is_imported_as_parleysim_with_its_scenarios(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From a folder in which nothing of the checkout lies."""
    monkeypatch.chdir(ROOT)
    wheel = zipfile.ZipFile(tmp_path / build_wheel(str(tmp_path)))
    wheel.extractall(tmp_path / "site")
    packed = {name for name in wheel.namelist() if name.startswith("sim/scenarios/")}
    assert packed == {
        f"sim/scenarios/{file.relative_to(ROOT / 'scenarios').as_posix()}"
        for file in (ROOT / "scenarios").rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    libraries = [path for path in sys.path if "site-packages" in path]
    found = subprocess.run(
        [
            sys.executable,
            "-S",
            "-c",
            f"import sys; sys.path[:0] = {[str(tmp_path / 'site'), *libraries]}\n{TRIED}",
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (found.stderr, found.returncode) == ("", 0)
    assert found.stdout.splitlines() == [
        "A pay round 0.1.0 True play",
        fingerprint(),  # the same program, wherever its scenarios lie
        "module 'parleysim' has no attribute 'rnu'",
    ]


STARTED = """
import sys
from importlib.metadata import entry_points
import sim
assert "own" in sim.__file__, sim.__file__
(script,) = (each for each in entry_points(group="console_scripts") if each.name == "parleysim")
sys.argv = ["parleysim", *sys.argv[1:]]
script.load()()
"""


@pytest.mark.slow
def test_the_command_works_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As `pipx` installs it: an environment of its own, into which the wheel of the source archive is unpacked."""
    monkeypatch.chdir(ROOT)
    with tarfile.open(tmp_path / build_sdist(str(tmp_path))) as opened:
        opened.extractall(tmp_path / "source", filter="data")
    (source,) = (tmp_path / "source").iterdir()
    monkeypatch.chdir(source)
    packed = zipfile.ZipFile(tmp_path / build_wheel(str(tmp_path)))
    venv.create(tmp_path / "own", with_pip=False)
    (site,) = (tmp_path / "own").rglob("site-packages")
    packed.extractall(site)
    (site / "libraries.pth").write_text("\n".join(p for p in sys.path if "site-packages" in p), "utf-8")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    python = next(file for file in (tmp_path / "own").rglob("python*") if file.stem == "python")

    def typed(*words: str) -> str:
        done = subprocess.run(
            [python, "-c", STARTED, *words], cwd=elsewhere, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    assert typed("--version") == f"parleysim, version {sim.__version__}\n"
    typed("new", "mine.yaml")
    assert "report.html" in typed("mine.yaml", "--runs", "10")
    assert (elsewhere / "results" / "index.html").exists()


def test_an_editable_installation_finds_the_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    wheel = zipfile.ZipFile(tmp_path / build_editable(str(tmp_path)))
    files = {name: wheel.read(name).decode() for name in wheel.namelist() if ".dist-info/" not in name}
    assert files.keys() == {"_parleysim.pth", "parleysim.py"}
    assert files["_parleysim.pth"] == str(ROOT)
    assert files["parleysim.py"] == (ROOT / "sim" / "launcher.py").read_text("utf-8")


def test_another_package_called_sim_is_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = ModuleType("sim")
    other.__file__ = str(tmp_path / "sim.py")
    monkeypatch.setitem(sys.modules, "sim", other)
    with pytest.raises(ImportError, match=r"another module named `sim` stands before ours"):
        launcher.run  # noqa: B018


@pytest.mark.parametrize("name", sorted(name for name in sim.__all__ if name.islower() and name[0] != "_"))
def test_every_public_function_says_what_it_takes_and_gives(name: str) -> None:
    function = getattr(sim, name)
    said = getdoc(function) or ""
    sections = set(re.findall(r"^([A-Z][A-Za-z ]+)\n-+$", said, re.M))
    lacking = {"Returns", "See Also", "Examples"} - sections
    assert not lacking, f"sim.{name}: its docstring has no such section; an example is run as a test"
    assert ("Raises" in sections) == (name != "scenarios")
    for parameter in signature(function).parameters:
        assert re.search(rf"^.*(?<!\w){parameter}\b.* : ", said, re.M) or f"**{parameter}\n" in said, (
            parameter
        )
