"""What the README says of the founding scenario is what it computes today."""

from landing import BEGIN, END, README, table


def test_the_landing_table_of_the_readme_is_current() -> None:
    """Else: python tests/bargaining/landing.py"""
    text = README.read_text(encoding="utf-8")
    assert text.split(BEGIN)[1].split(END)[0] == table()
