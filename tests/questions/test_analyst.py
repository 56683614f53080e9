"""What the README answers to the analyst is what is computed today."""

import pytest
from analyst import BEGIN, END, README, answer


@pytest.mark.slow
def test_the_answer_in_the_readme_is_current() -> None:
    """Else: python tests/questions/analyst.py"""
    text = README.read_text(encoding="utf-8")
    assert text.split(BEGIN)[1].split(END)[0] == answer()
