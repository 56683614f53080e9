"""Bargain or Contest -> the YAML of a scenario."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from sim.interchange.as_challenge import as_challenge, remarks
from sim.interchange.as_offers import as_offers
from sim.interchange.types import Bargain, Contest, NotImported
from sim.scenario.plain_yaml import dump
from sim.scenario.problems import Problem, ScenarioError
from sim.scenario.reading import read
from sim.scenario.schema import Scenario


def as_yaml(found: Bargain | Contest) -> str:
    """A scenario file that says what the files say. Raises NotImported."""
    text = dump(as_offers(found) if isinstance(found, Bargain) else as_challenge(found))
    read_back(text, found.name)
    return text


def notes(found: Bargain | Contest) -> Sequence[str]:
    """What is not as in the files, a sentence each."""
    return found.remarks if isinstance(found, Bargain) else remarks(found)


def read_back(text: str, name: str) -> Scenario:
    """The scenario that the text is. Raises NotImported with what the program will not take."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "scenario.yaml"
        file.write_text(text, encoding="utf-8")
        try:
            return read(file)
        except ScenarioError as error:
            told = [Problem(None, problem.path, problem.message, problem.hint) for problem in error.problems]
            raise NotImported(name, told) from None
