"""The versions that are kept fit what pyproject.toml allows, on every Python that it allows."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
REFRESH = "refresh the kept versions: bash .ci/lock"


def needed(*extras: str) -> Iterator[Requirement]:
    """What pyproject.toml asks for, with these extras and those that they ask for."""
    optional = PROJECT["optional-dependencies"]
    for need in map(
        Requirement, PROJECT["dependencies"] + [one for extra in extras for one in optional[extra]]
    ):
        if need.name == PROJECT["name"]:
            yield from needed(*need.extras)
        else:
            yield need


def kept(file: str, python: str) -> Iterator[tuple[str, Version]]:
    """The pins of a file that hold for a Python on Linux."""
    system = {"python_version": python, "python_full_version": f"{python}.1", "sys_platform": "linux"}
    for line in (ROOT / file).read_text(encoding="utf-8").splitlines():
        if line.strip().startswith("#"):
            continue
        pin = Requirement(line)
        (exactly,) = pin.specifier
        assert exactly.operator == "=="
        if pin.marker is None or pin.marker.evaluate(system):
            yield canonicalize_name(pin.name), Version(exactly.version)


def applies(need: Requirement, python: str) -> bool:
    return need.marker is None or need.marker.evaluate({"python_version": python})


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize(
    ("file", "extras"),
    [("constraints.txt", tuple(PROJECT["optional-dependencies"])), (".ci/lowest.txt", ("test",))],
)
def test_whatever_is_needed_is_kept_once_within_its_bounds(
    file: str, extras: tuple[str, ...], python: str
) -> None:
    pins = list(kept(file, python))
    versions = dict(pins)
    assert len(versions) == len(pins)
    for need in needed(*extras):
        if applies(need, python):
            assert versions[canonicalize_name(need.name)] in need.specifier, f"{need}: {REFRESH}"


@pytest.mark.parametrize("python", PYTHONS)
def test_the_lowest_are_the_lowest_that_are_allowed(python: str) -> None:
    versions = dict(kept(".ci/lowest.txt", python))
    for need in needed("test"):
        (bound,) = (Version(one.version) for one in need.specifier if one.operator == ">=")
        if applies(need, python):
            lowest = versions[canonicalize_name(need.name)]
            assert lowest.release[: len(bound.release)] == bound.release, f"{need}: {REFRESH}"


@pytest.mark.parametrize("mark", ["run", "test"])
def test_the_two_commands_install_what_is_kept_for_the_program_and_for_what_builds_it(mark: str) -> None:
    """pip takes the first variable for what it installs, before 26 for what it builds with too, and then the second."""
    command = re.search(
        rf"<!-- install and {mark} -->\n```bash\n(.*)\n```", (ROOT / "README.md").read_text(encoding="utf-8")
    )
    assert command is not None
    assert (
        "PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt .venv/bin/pip install"
        in command[1]
    )
    assert {"hatchling", "editables", "setuptools", "wheel"} <= dict(kept("constraints.txt", "3.11")).keys()
