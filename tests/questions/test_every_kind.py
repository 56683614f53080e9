"""A question is known wherever questions are known: what is forgotten is told here, with the place where it belongs."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

import sim
from sim.cli.main import commands
from sim.questions.load import ANSWERS
from sim.results.question import KINDS

ASKING = {
    file.stem
    for file in (Path(sim.__file__).parent / "questions").glob("*.py")
    if " Inquiry(" in file.read_text(encoding="utf-8")
}
PUBLIC = sorted(ASKING - {"forecasts"})  # whose answer is not of one scenario


def test_every_question_has_a_folder_of_its_own() -> None:
    assert ASKING
    assert sorted(KINDS) == sorted(ASKING), (
        "KINDS of sim/results/question.py: else a scenario of that name takes its folder"
    )


def test_every_answer_can_be_read_again() -> None:
    assert sorted(ANSWERS) == sorted(ASKING), "ANSWERS of sim/questions/load.py: sim.load reads it by this"
    for noun in ANSWERS.values():
        module, _, name = noun.partition(":")
        assert hasattr(import_module(module), name)


@pytest.mark.parametrize("kind", PUBLIC)
def test_every_question_can_be_asked_from_python(kind: str) -> None:
    assert kind in sim.__all__, "sim/__init__.py: the import, __all__ and QUESTIONS"
    assert kind in sim.QUESTIONS, "sim/__init__.py: QUESTIONS"
    page = Path(sim.__file__).parents[1] / ".docs" / "api.md"
    assert f"sim.{kind}\n" in page.read_text(encoding="utf-8"), "name it in .docs/api.md"


@pytest.mark.parametrize("kind", sorted({*PUBLIC} - {"stream"}))  # which plays what no memory holds
def test_every_question_can_be_typed(kind: str) -> None:
    assert kind in commands.commands, "sim/cli/main.py: the import, the list in the help, and add_command"
