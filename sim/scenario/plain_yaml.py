"""YAML without its surprises: every scalar stays text, and everything knows its line and column.

YAML 1.1, which PyYAML follows, turns an actor NO into False and 12:30 into 750, leaves 1e-3 a text and drops
duplicate keys. Here no scalar is interpreted at all: its reader knows whether it wants a name or a number.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any

import yaml

from sim.scenario.places import Items, Node, Place, PlacedTable, Source, Text
from sim.scenario.problems import Problem, Unreadable
from sim.scenario.suggestions import shown
from sim.scenario.tree import TOO_DEEP, Tree

# All but what YAML 1.2, 5.1 allows in a document.
FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# What libyaml says, and what has probably happened.
PLAINLY = {
    "mapping values are not allowed in this context": "no key can stand here: look at the line above and at "
    "the indentation, and put a text with a colon in quotes",
    "found character that cannot start any token": "a text that starts like this needs quotes",
    "did not find expected alphabetic or numeric character": "a text that starts like this needs quotes",
    "did not find expected ',' or '}'": "a comma or the closing } is missing before this",
    "did not find expected ',' or ']'": "a comma or the closing ] is missing before this",
    "could not find expected ':'": "a key without a colon, or a text that needs quotes",
    "did not find expected key": "this is indented differently from the lines that it belongs to",
    "did not find expected '-' indicator": "this is indented like a list's items, but does not start with -",
    "did not find expected node content": "something is missing here, or a text needs quotes",
    "found unexpected end of stream": "the quote that opens here is never closed",
    "found invalid Unicode character escape code": "half a character (a surrogate)",
    "found unknown escape character": "unknown escape: write \\\\ in double quotes, or use single quotes",
    "found undefined tag handle": "tags are not used here; a text that starts with ! needs quotes",
    "exceeded maximum nesting depth": TOO_DEEP,
    "did not find expected <document start>": "the document ends before this: a scenario is one table",
    "block sequence entries are not allowed in this context": "a list's item (-) needs a line of its own here",
    "mapping keys are not allowed in this context": "a text that starts with ? needs quotes",
}

# A key at the beginning of a line, a colon, and no blank: to YAML all this is one text.
GLUED = re.compile(r"\s*[A-Za-z_][\w.-]*:(?=[^\s:/])")
MISSED = (
    "could not find expected ':'",
    "did not find expected key",
    "mapping values are not allowed in this context",
)
NEEDS_BLANK = "a colon needs a blank after it"
QUOTES = ("'", '"')
BEHIND_QUOTE = ("", *" \t,]}:#")  # what may follow one
UNEXPECTED = ("did not find expected ',' or '}'", "did not find expected ',' or ']'")
OR_QUOTES = ", or a text with a colon needs quotes"
WIDEST = 2**31 - 1  # columns, as far as libyaml counts

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def parse(source: Source, text: str | None = None) -> Node | None:
    """The document, or None if there is none. `text` stands for a source of which only a part is YAML."""
    tree = Tree()
    text = source.text if text is None else text
    _refuse_control_characters(source, text)
    try:
        _read(tree, text, source)
    except yaml.MarkedYAMLError as error:
        _read_before(error, text, source)
        tree.problems.append(_syntax_problem(source, text, error))
    if tree.problems:
        raise Unreadable(*tree.problems)
    return tree.root


def dump(data: object) -> str:
    """Plain data as YAML that `parse` reads back, in the order given."""
    return yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110)


def in_flow(data: object) -> str:
    """The same on one line."""
    line: str = yaml.dump([data], Dumper=_Dumper, default_flow_style=True, sort_keys=False, width=WIDEST)
    return line.strip()[1:-1]


def _read(tree: Tree, text: str, source: Source) -> None:
    for event in yaml.parse(text, Loader=_Loader):
        _grow(tree, event, source)


def _read_before(error: yaml.MarkedYAMLError, text: str, source: Source) -> None:
    """Refuse what stands before the error and has not been told yet.

    libyaml looks up to 1,024 characters ahead for a colon, and since 0.2.6 it may meet its own limit of nesting there.
    """
    marks: list[Any] = [mark for mark in (error.context_mark, error.problem_mark) if mark]
    with suppress(yaml.MarkedYAMLError):
        _read(Tree(), text[: min(mark.index for mark in marks)], source)


def _grow(tree: Tree, event: Any, source: Source) -> None:
    """Add what the parser has met."""
    place = _place(event, source)
    if getattr(event, "tag", None) is not None:
        tag = shown(event.tag.replace("tag:yaml.org,2002:", "!!"))
        tree.complain(place, f"tags are not used here; remove {tag}")
    if isinstance(event, yaml.ScalarEvent):
        tree.text(Text(event.value, place, plain=bool(event.implicit[0])), event.anchor)
    elif isinstance(event, yaml.MappingStartEvent):
        tree.open(PlacedTable(place), event.anchor)
    elif isinstance(event, yaml.SequenceStartEvent):
        tree.open(Items(place), event.anchor)
    elif isinstance(event, yaml.CollectionEndEvent):
        tree.close(place)
    elif isinstance(event, yaml.AliasEvent):
        tree.alias(str(event.anchor), place)
    elif isinstance(event, yaml.DocumentStartEvent) and tree.root is not None:
        tree.give_up(place, "a second document starts here; a scenario is one document (remove the ---)")


def _place(event: Any, source: Source) -> Place:
    start, end = event.start_mark, event.end_mark
    width = end.column - start.column if end.line == start.line else 1
    return Place(source, start.line + 1, start.column + 1, max(1, width))


def _refuse_control_characters(source: Source, text: str) -> None:
    found = FORBIDDEN.search(text)
    if found:
        message = f"the character U+{ord(found[0]):04X} is not allowed in YAML"
        raise Unreadable(Problem(source.behind(text[: found.start()]), "", message))


def _glued(source: Source, place: Place, error: yaml.MarkedYAMLError) -> Problem | None:
    """A key that ran into its value, where libyaml misses a colon: in this line or in what it began with."""
    if error.problem not in MISSED:
        return None
    first = error.context_mark.line + 1 if error.context_mark else place.line
    for line in sorted({first, place.line - 1, place.line}):
        found = GLUED.match(source.lines[line - 1]) if 0 < line <= len(source.lines) else None
        if found:
            return Problem(Place(source, line, found.end(), 1), "", NEEDS_BLANK)
    return None


def _misquoted(source: Source, text: str, error: yaml.MarkedYAMLError) -> Problem | None:
    """A quote that is missing, so that others quote what they should not: told where the wrong text begins or ends."""
    scalar = _last_scalar(text)
    marks: list[Any] = [mark for mark in (error.context_mark, error.problem_mark) if mark]
    if (
        scalar is None
        or scalar.style not in QUOTES
        or scalar.end_mark.line not in {mark.line for mark in marks}
    ):
        return None
    start, end = scalar.start_mark, scalar.end_mark
    opening, behind = Place(source, start.line + 1, start.column + 1), source.lines[end.line][end.column :]
    if start.line < end.line:
        closed = f"the quote that opens here is closed only at {end.line + 1}:{end.column}"
        return Problem(
            opening, "", f"{closed}, and what follows it there does not fit", "is a quote missing?"
        )
    if behind[:1] in BEHIND_QUOTE:
        return None
    message = f"the quote that opens at {opening.line}:{opening.column} is closed before this"
    hint = "inside single quotes write '' for '; inside double quotes \\\" for \""
    return Problem(Place(source, end.line + 1, end.column + 1), "", message, hint)


def _last_scalar(text: str) -> Any:
    """The event of the last scalar before the parser gives up, if there is any."""
    last = None
    with suppress(yaml.MarkedYAMLError):
        for event in yaml.parse(text, Loader=_Loader):
            last = event if isinstance(event, yaml.ScalarEvent) else last
    return last


def _syntax_problem(source: Source, text: str, error: yaml.MarkedYAMLError) -> Problem:
    """At the place of the problem, or at what was never closed if that shows only at the end."""
    if misquoted := _misquoted(source, text, error):
        return misquoted
    mark: Any = error.problem_mark or error.context_mark
    if mark.line + 1 >= len(source.lines) and error.context_mark:
        mark = error.context_mark
    place = Place(source, mark.line + 1, mark.column + 1)
    if glued := _glued(source, place, error):
        return glued
    if place.line > len(source.lines):
        place = source.behind(source.text)
    rest = source.lines[place.line - 1][place.column - 1 :]
    if rest.startswith("\t"):
        return Problem(place, "", "a tab cannot indent YAML; use spaces")
    if rest.startswith(":") and error.problem in UNEXPECTED:
        return Problem(place, "", PLAINLY[error.problem] + OR_QUOTES)
    return Problem(place, "", PLAINLY.get(error.problem or "", f"not YAML: {error.problem}"))
