"""XML that cannot harm: no DTD, no entities, nothing fetched, no depth; every element knows its place.

The parser is that of defusedxml (C. Heimes, "XML bombs and other vulnerabilities"); the size is limited by `load`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import StringIO
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl, InputSource

from sim.interchange.types import refuse
from sim.scenario.places import Place, Source, Text
from sim.scenario.scalars import DECIMAL, LONGEST
from sim.scenario.suggestions import shown

DEEPEST = 40  # levels of nesting
MOST = 100_000  # elements
# A declaration that does not stand first, where XML wants it: behind blank lines or comments.
LATE = re.compile(r"\A(?:\s++|<!--(?:(?!-->).)*+-->)++(<\?xml\s[^>]{0,200}\?>)", re.DOTALL)


@dataclass
class Element:
    """An element, its attributes, and the text and the elements in it."""

    tag: str
    attributes: dict[str, str]
    place: Place
    children: list[Element] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)  # of its text

    def __str__(self) -> str:
        return f"<{shown(self.tag)}>"

    def every(self, *tags: str) -> Iterator[Element]:
        """The elements directly in it that have one of these tags."""
        return (child for child in self.children if child.tag in tags)

    def only(self, tag: str) -> Element | None:
        """The one element directly in it that has this tag, if there is one."""
        found = [child for child in self.children if child.tag == tag]
        if len(found) > 1:
            refuse(found[1].place, f"{found[1]} stands there twice")
        return found[0] if found else None

    def needed(self, tag: str) -> Element:
        """The one element directly in it that has this tag."""
        return self.only(tag) or refuse(self.place, f"{self} holds no <{tag}>")

    @property
    def content(self) -> Text:
        """The text in it."""
        return Text("".join(self.pieces).strip(), self.place)

    def text(self, name: str) -> str:
        """An attribute that must be there and say something."""
        found = self.attributes.get(name, "")
        return found if found.strip() else refuse(self.place, f"{self} has no `{name}`")

    def number(self, name: str) -> float:
        """An attribute that must be a finite number."""
        written = self.text(name).strip()
        if len(written) > LONGEST or not DECIMAL.fullmatch(written) or abs(float(written)) == float("inf"):
            refuse(self.place, f"`{name}` of {self} is not a number: {shown(written)}")
        return float(written)

    def index(self) -> int:
        """The number by which domain, profile and weight refer to an issue."""
        written = self.text("index").strip()
        if not (written.isascii() and written.isdigit() and len(written) < 10):
            refuse(self.place, f"`index` of {self} is not a whole number: {shown(written)}")
        return int(written)


def parse(source: Source) -> Element:
    """The root element. Raises Unreadable."""
    from xml.sax import SAXParseException

    from defusedxml import DefusedXmlException
    from defusedxml.sax import make_parser

    parser, grown = make_parser(), _Tree(source)
    parser.forbid_dtd = True
    parser.setContentHandler(grown)
    document = InputSource()  # nameless: nothing is looked for beside it
    document.setCharacterStream(StringIO(LATE.sub(_blank, source.text)))
    try:
        parser.parse(document)
    except SAXParseException as error:
        column = (error.getColumnNumber() or 0) + 1
        place = _within(source, error.getLineNumber() or 1, column)
        bare = "&" in place.source.lines[place.line - 1][max(0, column - 3) : column]
        refuse(place, f"not XML: {error.getMessage()}", "write &amp; for & in a text" if bare else None)
    except DefusedXmlException:
        refuse(
            grown.here(),
            "a DTD or an entity: these can read other files or fill the memory, and are not read",
        )
    return grown.opened[0].children[0]


def _blank(late: re.Match[str]) -> str:
    """What is before it, and as many lines and columns of nothing."""
    return late[0][: late.start(1)] + re.sub(r"[^\r\n]", " ", late[1])


def _within(source: Source, line: int, column: int) -> Place:
    return Place(source, min(max(line, 1), len(source.lines)), column)


class _Tree(ContentHandler):
    """Grows without recursion."""

    def __init__(self, source: Source) -> None:
        super().__init__()
        self.source = source
        self.opened = [Element("", {}, Place(source))]
        self.count = 0

    def here(self) -> Place:
        """Where the parser stands."""
        found = self._locator  # type: ignore[attr-defined]
        return _within(self.source, found.getLineNumber() or 1, (found.getColumnNumber() or 0) + 1)

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 (the name that SAX calls)
        """See ContentHandler."""
        self.count += 1
        if len(self.opened) > DEEPEST or self.count > MOST:
            deep = f"nested more than {DEEPEST} levels deep"
            refuse(self.here(), deep if self.count <= MOST else f"there are more than {MOST:,} elements")
        element = Element(name, dict(attrs.items()), self.here())
        self.opened[-1].children.append(element)
        self.opened.append(element)

    def characters(self, content: str) -> None:
        """See ContentHandler."""
        self.opened[-1].pieces.append(content)

    def endElement(self, name: str) -> None:  # noqa: N802
        """See ContentHandler."""
        self.opened.pop()
