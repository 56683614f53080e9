"""YAML without its surprises: every scalar stays text, and everything knows its line and column.

YAML 1.1, which PyYAML follows, turns an actor NO into False and 12:30 into 750, leaves 1e-3 a text and drops
duplicate keys. Here no scalar is interpreted at all: its reader knows whether it wants a name or a number.
The parser's events are read one by one, without recursion, so that no nesting can exhaust the stack.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml

from sim.scenario.places import Items, Node, Place, Source, Table, Text
from sim.scenario.problems import Problem
from sim.scenario.suggestions import did_you_mean, shown

DEEPEST = 40  # levels of nesting
MOST = 200_000  # nodes, aliases written out

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Unreadable(Exception):
    """The text is not a document that we can read; `problems` says why."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems


def parse(source: Source, text: str | None = None) -> Node | None:
    """The document, or None if there is none. `text` stands for a source of which only a part is YAML."""
    builder = _Builder(source)
    try:
        for event in yaml.parse(source.text if text is None else text, Loader=_Loader):
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

    def take(self, event: yaml.Event) -> None:
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

    def _start_document(self, event: yaml.Event) -> None:
        self.documents += 1
        if self.documents > 1:
            self._give_up(event, "a second document starts here; a scenario is one document (remove the ---)")

    def _add_text(self, event: yaml.ScalarEvent) -> None:
        place = self._place(event)
        if any("\ud800" <= c <= "\udfff" for c in event.value):
            self._complain(place, "half a character (a lone surrogate)")
        text = Text(event.value, place, plain=bool(event.implicit[0]))
        if event.anchor:
            self.anchors[event.anchor] = text, 1, 0
        self._add(text)

    def _open(self, event: yaml.Event) -> None:
        if len(self.open) >= DEEPEST:
            self._give_up(event, f"nested more than {DEEPEST} levels deep")
        kind = Table if isinstance(event, yaml.MappingStartEvent) else Items
        self.open.append(_Open(kind(self._place(event)), event.anchor, self.count))

    def _close(self, event: yaml.Event) -> None:
        closed = self.open.pop()
        node = closed.node
        node.place = self._spread(node.place, event)
        if closed.anchor:
            self.anchors[closed.anchor] = node, self.count - closed.first, closed.height
        self._add(node, height=closed.height)

    def _write_out(self, event: yaml.AliasEvent) -> None:
        """An alias stands for a copy of what it names: count it as that."""
        if event.anchor not in self.anchors:
            self._refuse_alias(event)
        node, count, height = self.anchors[event.anchor]
        if len(self.open) + height > DEEPEST:
            self._give_up(event, f"*{event.anchor} nests more than {DEEPEST} levels deep")
        self._add(node, count, height)

    def _add(self, node: Node, count: int = 1, height: int = 0) -> None:
        self.count += count
        if self.count > MOST:
            raise Unreadable(Problem(node.place, "", f"more than {MOST:,} values, aliases (*) written out"))
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
            first = table.key(key).place.line
            self._complain(key.place, f"duplicate key {shown(key)}; it is already on line {first}")
        table[key] = node

    def _refuse_tag(self, event: yaml.NodeEvent) -> None:
        if event.tag is not None:
            self._complain(self._place(event), f"tags are not used here: remove {shown('!' + event.tag)}")

    def _refuse_alias(self, event: yaml.AliasEvent) -> None:
        if any(opened.anchor == event.anchor for opened in self.open):
            self._give_up(event, f"*{event.anchor} refers to the very block that it stands in")
        hint = did_you_mean(event.anchor, self.anchors)
        self._give_up(event, f"*{event.anchor}: there is no &{event.anchor} before it", hint)

    def _place(self, event: yaml.Event) -> Place:
        start = event.start_mark
        return self._spread(Place(self.source, start.line + 1, start.column + 1), event)

    def _spread(self, place: Place, event: yaml.Event) -> Place:
        """The place as wide as the event's end makes it, if that is on the same line."""
        end = event.end_mark
        width = end.column + 1 - place.column if end.line + 1 == place.line else 1
        return Place(place.source, place.line, place.column, max(1, width))

    def _complain(self, place: Place, message: str) -> None:
        self.problems.append(Problem(place, "", message))

    def _give_up(self, event: yaml.Event, message: str, hint: str | None = None) -> None:
        raise Unreadable(*self.problems, Problem(self._place(event), "", message, hint))


def _syntax_problem(source: Source, error: yaml.MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    words = ", ".join(part for part in (error.context, error.problem) if part)
    return Problem(Place(source, line + 1, column + 1), "", f"not YAML: {words}")
