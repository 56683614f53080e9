"""What a scenario calls its war and its ceasefire: said in its words wherever the program would say its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import partial
from html import escape
from typing import Any, TypeVar, cast

from rich.console import Group as Blocks
from rich.padding import Padding
from rich.text import Text

from sim.report import wording
from sim.report.assumptions import Group
from sim.report.blocks import ChangeList
from sim.report.moving import ScriptText
from sim.scenario.actors import Party
from sim.scenario.events import Event
from sim.scenario.issues import Topic
from sim.scenario.links import Tie
from sim.scenario.ratifying import Opinion
from sim.scenario.schema import Scenario
from sim.scenario.vocabulary import Vocabulary

Thing = TypeVar("Thing")
Say = Callable[[str], str]

# What is said, longest first, and what of a vocabulary stands for it.
PHRASES: Mapping[str, str] = {
    "rather fight": "rather {fight}",
    "fighting on": "{fighting_on}",
    "war balance": "{bare_war} balance",
    "war costs double": "{bare_war} costs double",
    "the war": "{war}",
    "of war": "of {bare_war}",
    "no war": "no {bare_war}",
    "war is back": "{bare_war} is back",
    "the attacker": "{attacker}",
    "the fighting": "the {fighting}",
    "fighting": "{fighting}",
    "a ceasefire": "{a_ceasefire}",
    "ceasefires": "{ceasefires}",
    "ceasefire": "{ceasefire}",
}
# Whole words; not the parts of a path (war.balance), of an id (ceasefire-terms) or of a file's name.
EDGES = r"(?<![\w.\-/])(?:{})(?!\w|[.\-/]\w)"


@dataclass(frozen=True)
class Speech:
    """How to say things of some scenarios: anything with texts in it becomes the same as it is said of them."""

    plain: Say
    drawn: Say  # in figures, whose labels know some HTML

    def __call__(self, thing: Thing) -> Thing:
        """The same in these words. Keys of tables, and what quotes lines of a file, stay."""
        return thing if self.plain is str else cast("Thing", self._said(thing, self.plain))

    def _said(self, thing: Any, say: Say) -> Any:
        if isinstance(thing, str):
            return say(thing)
        if isinstance(thing, Text):
            return _styled(thing, say)
        if isinstance(thing, Group | ChangeList | ScriptText):
            return thing
        if isinstance(thing, tuple | list):
            return type(thing)(self._said(part, say) for part in thing)
        if isinstance(thing, dict):
            return {key: self._said(part, self.drawn) for key, part in thing.items()}
        return self._of_parts(thing, say)

    def _of_parts(self, thing: Any, say: Say) -> Any:
        if isinstance(thing, Blocks):
            return Blocks(*(self._said(part, say) for part in thing.renderables))
        if isinstance(thing, Padding):
            return Padding(
                self._said(thing.renderable, say), (thing.top, thing.right, thing.bottom, thing.left)
            )
        if is_dataclass(thing) and not isinstance(thing, type):
            parts = {
                each.name: self._said(getattr(thing, each.name), say) for each in fields(thing) if each.init
            }
            return replace(thing, **parts)
        return thing


def speaking(*scenarios: Scenario) -> Speech:
    """In the words of the scenarios; who is called "The union" is the union, but where a sentence begins."""
    spoken = _speaking(*scenarios)
    labels = tuple(dict.fromkeys(label for scenario in scenarios for label in wording.articled(scenario)))
    if not labels:
        return spoken
    drawn = tuple(escape(label, quote=False) for label in labels)
    return Speech(
        lambda text: wording.lowered(spoken.plain(text), labels),
        lambda text: wording.lowered(spoken.drawn(text), drawn),
    )


def _speaking(*scenarios: Scenario) -> Speech:
    """As usual, unless the scenarios all have the same words of their own."""
    vocabulary = scenarios[0].words if scenarios else None
    if vocabulary is None or any(each.words != vocabulary for each in scenarios):
        return USUAL
    words = _words(vocabulary)
    spoken = _pattern(_named(scenarios))
    drawn = {key: escape(word, quote=False) for key, word in words.items()}
    return Speech(*(partial(spoken.sub, partial(_said, words=each)) for each in (words, drawn)))


USUAL = Speech(str, str)


def _pattern(kept: Iterable[str]) -> re.Pattern[str]:
    """What is the file's own, to be left alone, and what is ours."""
    own = "|".join(re.escape(text) for text in sorted(kept, key=lambda text: (-len(text), text)))
    usual = EDGES.format("|".join(map(re.escape, PHRASES)))
    return re.compile(rf"(?P<kept>{own or '(?!)'})|{usual}", re.IGNORECASE)


def _said(found: re.Match[str], words: Mapping[str, str]) -> str:
    if found["kept"] is not None:
        return found[0]
    said = PHRASES[found[0].lower()].format(**words)
    return wording.sentence(said) if found[0][0].isupper() else said


def _styled(text: Text, say: Say) -> Text:
    """A text piece by piece, so that each keeps its style."""
    if say(text.plain) == text.plain:
        return text
    ends = sorted({end for span in text.spans for end in (span.start, span.end)})
    pieces = [(say(piece.plain), piece.spans[0].style if piece.spans else "") for piece in text.divide(ends)]
    return Text.assemble(*pieces, style=text.style)


def _words(vocabulary: Vocabulary) -> dict[str, str]:
    """What the phrases are made of."""
    said = {key: wording.clean(value) for key, value in vocabulary if value is not None}
    article = "an" if said["ceasefire"][:1].lower() in "aeiou" else "a"
    return {
        "ceasefires": f"{said['ceasefire']}s",
        **said,
        "a_ceasefire": f"{article} {said['ceasefire']}",
        "bare_war": re.sub(r"^(the|an?) ", "", said["war"], flags=re.IGNORECASE),
    }


def _named(scenarios: Sequence[Scenario]) -> set[str]:
    """What the files themselves say and would be taken for ours: names, labels, titles. It is shown as it is."""
    ours = _pattern(())
    said = {text for scenario in scenarios for text in _texts(scenario)}
    forms = {form for text in said for form in (text, wording.readable(text), wording.clean(text))}
    forms |= {escape(form, quote=False) for form in forms}
    return {form for form in forms if ours.search(form) and not ours.fullmatch(form)}


def _at_home(party: Party) -> tuple[tuple[str, Opinion], ...]:
    """Its factions, and who votes."""
    return (*party.factions.items(), *(party.ratify.by.items() if party.ratify else ()))


def _texts(scenario: Scenario) -> Iterator[str]:
    """Everything that has a name or a label."""
    truce = scenario.ceasefire
    topics: list[tuple[str, Topic]] = [*scenario.issues.items(), *(truce.issues.items() if truce else ())]
    yield from filter(None, (scenario.name, scenario.title, scenario.description))
    for name, thing in (*scenario.actors.items(), *topics):
        yield from filter(None, (name, thing.label))
    for _, topic in topics:
        yield from (*topic.options, *topic.options.labels.values())
    yield from scenario.sources
    bodies = [body for party in scenario.parties.values() for body in _at_home(party)]
    proposals = (*scenario.proposals.items(), *(truce.proposals.items() if truce else ()))
    for name, labelled in (*proposals, *bodies):
        yield from filter(None, (name, labelled.label))
    others: list[Event | Tie] = [*scenario.events, *scenario.links, *(truce.links if truce else ())]
    for other in others:
        yield from filter(None, (other.name, other.label))
    for rate in scenario.reference.rates if scenario.reference else ():
        yield from (rate.whose, rate.source)
