"""YAML without its surprises: every scalar stays text, and everything knows its line and column.

YAML 1.1, which PyYAML follows, turns an actor NO into False and 12:30 into 750, leaves 1e-3 a text and drops
duplicate keys. Here no scalar is interpreted at all: its reader knows whether it wants a name or a number.
The parser's events are read one by one, without recursion, so that no nesting can exhaust the stack.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from sim.scenario.places import Items, Node, Place, Source, Table, Text
from sim.scenario.problems import Problem, Unreadable
from sim.scenario.suggestions import did_you_mean, shown

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
}
DEEPEST = 40  # levels of nesting
MOST = 200_000  # nodes, aliases written out

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse(source: Source, text: str | None = None) -> Node | None:
    """The document, or None if there is none. `text` stands for a source of which only a part is YAML."""
    builder = _Builder(source)
    text = source.text if text is None else text
    _refuse_control_characters(source, text)
    try:
        for event in yaml.parse(text, Loader=_Loader):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        builder.problems.append(_syntax_problem(source, error))
    if builder.problems:
        raise Unreadable(*builder.problems)
    return builder.root


def dump(data: object) -> str:
    """Plain data as YAML that `parse` reads back, in the order given."""
    dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    return yaml.dump(data, Dumper=dumper, sort_keys=False, allow_unicode=True, width=110)


@dataclass
class _Open:
    """A table or list that is not closed yet."""

    node: Table | Items
    anchor: str | None
    first: int  # nodes counted before it
    height: int = 1
    key: Text | None = None  # waiting for its value


@dataclass
class _Builder:
    source: Source
    root: Node | None = None
    problems: list[Problem] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)
    anchors: dict[str, tuple[Node, int, int]] = field(default_factory=dict)  # node, count, height
    count: int = 0
    documents: int = 0

    def take(self, event: Any) -> None:
        if isinstance(event, yaml.DocumentStartEvent):
            self._start_document(event)
        elif isinstance(event, yaml.AliasEvent):
            self._write_out(event)
        elif isinstance(event, yaml.ScalarEvent):
            self._refuse_tag(event)
            self._add_text(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._refuse_tag(event)
            self._open(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._close(event)

    def _start_document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            self._give_up(event, "a second document starts here; a scenario is one document (remove the ---)")

    def _add_text(self, event: Any) -> None:
        place = self._place(event)
        if any("\ud800" <= c <= "\udfff" for c in event.value):
            self._complain(place, "half a character (a surrogate)")
        text = Text(event.value, place, plain=bool(event.implicit[0]))
        if event.anchor:
            self.anchors[event.anchor] = text, 1, 0
        self._add(event, text)

    def _open(self, event: Any) -> None:
        if len(self.open) >= DEEPEST:
            self._give_up(event, f"nested more than {DEEPEST} levels deep")
        kind = Table if isinstance(event, yaml.MappingStartEvent) else Items
        self.open.append(_Open(kind(self._place(event)), event.anchor, self.count))

    def _close(self, event: Any) -> None:
        closed = self.open.pop()
        node = closed.node
        node.place = self._spread(node.place, event)
        if closed.anchor:
            self.anchors[closed.anchor] = node, self.count - closed.first, closed.height
        self._add(event, node, height=closed.height)

    def _write_out(self, event: Any) -> None:
        """An alias stands for a copy of what it names: count it as that."""
        if event.anchor not in self.anchors:
            self._refuse_alias(event)
        node, count, height = self.anchors[event.anchor]
        if len(self.open) + height > DEEPEST:
            self._give_up(event, f"*{event.anchor} nests more than {DEEPEST} levels deep")
        self._add(event, node, count, height)

    def _add(self, event: Any, node: Node, count: int = 1, height: int = 0) -> None:
        self.count += count
        if self.count > MOST:
            self._give_up(event, f"more than {MOST:,} values, with all aliases (*) written out")
        if not self.open:
            self.root = node
            return
        parent = self.open[-1]
        parent.height = max(parent.height, height + 1)
        if isinstance(parent.node, Items):
            parent.node.append(node)
        elif parent.key is None:
            parent.key = self._key(node)
        else:
            self._enter(parent.node, parent.key, node)
            parent.key = None

    def _key(self, node: Node) -> Text:
        if not isinstance(node, Text):
            self._complain(node.place, "a key must be a name, not a list or a table")
            return Text("", node.place)
        if node.plain and node == "<<":
            self._complain(node.place, "YAML 1.2 has no merge key (<<); write the keys out, or use `extends`")
        return node

    def _enter(self, table: Table, key: Text, node: Node) -> None:
        if key in table:
            line = table.key(key).place.line
            self._complain(key.place, f"duplicate key: {shown(key)} is on line {line} already")
        table[key] = node

    def _refuse_tag(self, event: Any) -> None:
        if event.tag is not None:
            tag = shown(event.tag.replace("tag:yaml.org,2002:", "!!"))
            self._complain(self._place(event), f"tags are not used here; remove {tag}")

    def _refuse_alias(self, event: Any) -> None:
        if any(opened.anchor == event.anchor for opened in self.open):
            self._give_up(event, f"*{event.anchor} refers to the very block that it stands in")
        hint = did_you_mean(event.anchor, self.anchors)
        self._give_up(event, f"*{event.anchor}: there is no &{event.anchor} before it", hint)

    def _place(self, event: Any) -> Place:
        start = event.start_mark
        return self._spread(Place(self.source, start.line + 1, start.column + 1), event)

    def _spread(self, place: Place, event: Any) -> Place:
        """The place as wide as the event's end makes it, if that is on the same line."""
        end = event.end_mark
        width = end.column + 1 - place.column if end.line + 1 == place.line else 1
        return Place(place.source, place.line, place.column, max(1, width))

    def _complain(self, place: Place, message: str) -> None:
        self.problems.append(Problem(place, "", message))

    def _give_up(self, event: Any, message: str, hint: str | None = None) -> None:
        raise Unreadable(*self.problems, Problem(self._place(event), "", message, hint))


def _refuse_control_characters(source: Source, text: str) -> None:
    found = FORBIDDEN.search(text)
    if found:
        before = Source("", text[: found.start()]).lines
        place = Place(source, len(before), len(before[-1]) + 1)
        raise Unreadable(Problem(place, "", f"the character U+{ord(found[0]):04X} is not allowed in YAML"))


def _syntax_problem(source: Source, error: yaml.MarkedYAMLError) -> Problem:
    """At the place of the problem, or at what was never closed if that shows only at the end."""
    mark: Any = error.problem_mark or error.context_mark
    if mark.line + 1 >= len(source.lines) and error.context_mark:
        mark = error.context_mark
    if mark.line < len(source.lines):
        place = Place(source, mark.line + 1, mark.column + 1)
    else:
        place = Place(source, len(source.lines), len(source.lines[-1]) + 1)
    if source.lines[place.line - 1][place.column - 1 :].startswith("\t"):
        return Problem(place, "", "a tab cannot indent YAML; use spaces")
    return Problem(place, "", PLAINLY.get(error.problem or "", f"not YAML: {error.problem}"))
