"""What is typed between commas; those within brackets or quotes belong to a value."""

from __future__ import annotations

OPENING, CLOSING = "[{(", "]})"


def between_commas(written: str) -> tuple[list[str], str]:
    """The parts, and the quote that is never closed, if there is one.

    >>> between_commas('actors.us.credibility=0.9, title="a, b", war.noise={uniform: [0, 1]}')[0]
    ['actors.us.credibility=0.9', 'title="a, b"', 'war.noise={uniform: [0, 1]}']
    """
    depth, quote, parts = 0, "", [""]
    for letter in written:
        if letter == "," and depth <= 0 and not quote:
            parts.append("")
            continue
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "\"'" and not parts[-1][-1:].isalnum():  # behind a letter it is an apostrophe
            quote = letter
        else:
            depth += (letter in OPENING) - (letter in CLOSING)
        parts[-1] += letter
    return [part.strip() for part in parts], quote
