"""Text in CSV that a spreadsheet takes for text, and not for a formula to be computed."""

from __future__ import annotations

import re

FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")


def as_text(cell: str) -> str:
    """With an apostrophe before it, as spreadsheets mark text, where it would be a formula; numbers stay numbers.

    >>> [as_text(cell) for cell in ("=1+1", "-2", "-2 and less", "@x", "a=b", "'=1")]
    ["'=1+1", '-2', "'-2 and less", "'@x", 'a=b', "''=1"]
    """
    return f"'{cell}" if FORMULA.match(cell) and not NUMBER.fullmatch(cell) else cell


def from_text(cell: str) -> str:
    """What `as_text` was given.

    >>> [from_text(cell) for cell in ("'=1+1", "-2", "'tis", "''=1")]
    ['=1+1', '-2', "'tis", "'=1"]
    """
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell


def as_quoted(value: str) -> str:
    """A value of YAML in quotes, where it would be a formula without them.

    >>> as_quoted("=it's"), as_quoted("-0.5")
    ("'=it''s'", '-0.5')
    """
    if not FORMULA.match(value) or value.startswith("'") or NUMBER.fullmatch(value):
        return value
    return "'" + value.replace("'", "''") + "'"


def from_quoted(cell: str) -> str:
    """What `as_quoted` was given.

    >>> from_quoted("'=it''s'"), from_quoted("'plain'"), from_quoted("-0.5")
    ("=it's", "'plain'", '-0.5')
    """
    bare = cell[1:-1].replace("''", "'")
    return bare if as_quoted(bare) == cell else cell
