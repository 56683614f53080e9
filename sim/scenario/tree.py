"""Plain data as it grows from what a YAML parser reports: each thing at its place, aliases written out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sim.scenario.places import Items, Node, Place, PlacedTable, Text
from sim.scenario.problems import Problem, Unreadable
from sim.scenario.suggestions import did_you_mean, shown

DEEPEST = 40  # levels of nesting
MOST = 200_000  # nodes, aliases written out
SURROGATE = re.compile("[\ud800-\udfff]")
TOO_DEEP = f"nested more than {DEEPEST} levels deep"


@dataclass(frozen=True)
class Grown:
    """A node with the number of nodes in it, itself included, and the levels below it."""

    node: Node
    count: int = 1
    height: int = 0


@dataclass
class Unclosed:
    """A table or list that is not closed yet."""

    node: PlacedTable | Items
    anchor: str | None
    count: int = 1
    height: int = 0
    key: Text | None = None  # waiting for its value


@dataclass
class Tree:
    """Grows without recursion, so that no nesting can exhaust the stack."""

    root: Node | None = None
    problems: list[Problem] = field(default_factory=list)
    opened: list[Unclosed] = field(default_factory=list)
    anchors: dict[str, Grown] = field(default_factory=dict)

    def text(self, text: Text, anchor: str | None) -> None:
        """A scalar stands here."""
        if SURROGATE.search(text):
            self.complain(text.place, "half a character (a surrogate)")
        self._grow(Grown(text), anchor, text.place)

    def open(self, node: PlacedTable | Items, anchor: str | None) -> None:
        """A table or list begins."""
        if len(self.opened) >= DEEPEST:
            self.give_up(node.place, TOO_DEEP)
        self.opened.append(Unclosed(node, anchor))

    def close(self, end: Place) -> None:
        """The table or list that was opened last ends."""
        closed = self.opened.pop()
        closed.node.place = closed.node.place.until(end)
        self._grow(Grown(closed.node, closed.count, closed.height + 1), closed.anchor, closed.node.place)

    def alias(self, name: str, place: Place) -> None:
        """What has that anchor stands here once more: it counts as a copy."""
        if any(opened.anchor == name for opened in self.opened):
            self.give_up(place, f"*{name} refers to the very block that it stands in")
        if name not in self.anchors:
            hint = did_you_mean(name, self.anchors)
            self.give_up(place, f"*{name}: there is no &{name} before it", hint)
        if len(self.opened) + self.anchors[name].height > DEEPEST:
            self.give_up(place, f"*{name} nests more than {DEEPEST} levels deep")
        self._grow(self.anchors[name], None, place)

    def _grow(self, grown: Grown, anchor: str | None, place: Place) -> None:
        if anchor:
            self.anchors[anchor] = grown
        if not self.opened:
            self.root = grown.node
            return
        parent = self.opened[-1]
        parent.count += grown.count
        parent.height = max(parent.height, grown.height)
        if sum(opened.count for opened in self.opened) > MOST:
            self.give_up(place, f"more than {MOST:,} values, with all aliases (*) written out")
        self._put(parent, grown.node)

    def _put(self, parent: Unclosed, node: Node) -> None:
        if isinstance(parent.node, Items):
            parent.node.append(node)
        elif parent.key is None:
            parent.key = self._key(node)
        else:
            self._enter(parent.node, parent.key, node)
            parent.key = None

    def _key(self, node: Node) -> Text:
        if not isinstance(node, Text):
            self.complain(node.place, "a key must be a name, not a list or a table")
            return Text("", node.place)
        if node.plain and node == "<<":
            self.complain(node.place, "YAML 1.2 has no merge key (<<); write the keys out, or use `extends`")
        return node

    def _enter(self, table: PlacedTable, key: Text, node: Node) -> None:
        if key in table:
            line = table.key(key).place.line
            self.complain(key.place, f"duplicate key: {shown(key)} is on line {line} already")
        table[key] = node

    def complain(self, place: Place, message: str) -> None:
        """Something is wrong, but more can be read."""
        self.problems.append(Problem(place, "", message))

    def give_up(self, place: Place, message: str, hint: str | None = None) -> None:
        """Something is so wrong that nothing more can be read."""
        raise Unreadable(*self.problems, Problem(place, "", message, hint))
