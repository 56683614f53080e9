"""What the page answers to the analyst is what is computed today."""

import pytest
from analyst import BEGIN, END, PAGE, answer


@pytest.mark.slow
def test_the_answer_on_the_page_is_current() -> None:
    """Else: python tests/questions/analyst.py"""
    text = PAGE.read_text(encoding="utf-8")
    assert text.split(BEGIN)[1].split(END)[0] == answer()
