"""The texts of one replication under short names, so that terms are read out once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from string import ascii_uppercase
from typing import TYPE_CHECKING

from sim.report import wording
from sim.scenario.issues import Topic
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from sim.bargaining.inspect.rounds import Round, Tabled

Terms = tuple[tuple[str, str], ...]
CHANGED = 3  # a text that differs from an earlier one by so much is told by its changes


class LetteredTexts:
    """Settlement texts are A, B, ..., ceasefires 1, 2, ...; remembers what was read out already."""

    def __init__(self, scenario: Scenario, rounds: Iterable[Round]) -> None:
        truce: Mapping[str, Topic] = scenario.truce.issues if scenario.truce else {}
        self._scenario = scenario
        self._topics: tuple[Mapping[str, Topic], ...] = (scenario.issues, truce)
        self._names: dict[tuple[bool, Terms], str] = {}
        self._told: dict[tuple[bool, Terms], str] = {}
        for round_ in rounds:
            self._name(round_.final, truce=False)
            self._name(round_.ceasefire, truce=True)

    def called(self, terms: Mapping[str, str], truce: bool) -> str:
        """The short name; at first mention with the terms, or with its changes of an earlier text."""
        key = truce, _key(terms)
        name = self._names[key]
        if key in self._told:
            return name
        said = self._described(terms, truce)
        self._told[key] = name
        return f"{name} ({said})"

    def name(self, terms: Mapping[str, str], truce: bool) -> str:
        """The short name of a text that is tabled at some time."""
        return self._names[truce, _key(terms)]

    def aside(
        self, terms: Mapping[str, str], named: str | None, beside: Mapping[str, str], truce: bool
    ) -> str:
        """Any package, by its short name if it has been told, else by what it has otherwise than one that has."""
        if (truce, _key(terms)) in self._told:
            return self.name(terms, truce)
        other = f"{self.name(beside, truce)} with {self.differing(terms, beside, truce)}"
        return f"{self._quoted(named, truce)} ({other})" if named else other

    def differing(self, terms: Mapping[str, str], beside: Mapping[str, str], truce: bool) -> str:
        """What is otherwise in a package than in another one."""
        changed = {issue: option for issue, option in terms.items() if beside.get(issue) != option}
        return self.listed(changed, truce)

    def _name(self, tabled: Tabled | None, truce: bool) -> None:
        key = (truce, _key(tabled.terms)) if tabled is not None else None
        if tabled is None or key is None or key in self._names:
            return
        number = sum(of is truce and not name.startswith("“") for (of, _), name in self._names.items())
        usual = f"ceasefire {number + 1}" if truce else f"text {_letter(number)}"
        self._names[key] = self._quoted(tabled.named, truce) if tabled.named else usual

    def _quoted(self, named: str, truce: bool) -> str:
        return f"“{wording.proposal(self._scenario, named, truce)}”"

    def _described(self, terms: Mapping[str, str], truce: bool) -> str:
        for (of_truce, earlier), name in reversed(self._told.items()):
            changed = {k: v for k, v in terms.items() if dict(earlier).get(k) != v}
            if of_truce is truce and len(changed) <= min(CHANGED, len(terms) - 1):
                return f"{name} with {self.listed(changed, truce)}"
        return self.listed(terms, truce)

    def listed(self, terms: Mapping[str, str], truce: bool) -> str:
        """Land: frozen line; NATO: renounced. In the order of the file."""
        topics = self._topics[truce]
        return "; ".join(
            f"{wording.topic(topics, issue)}: {wording.option(topics[issue], terms[issue])}"
            for issue in topics
            if issue in terms
        )


def _key(terms: Mapping[str, str]) -> Terms:
    return tuple(sorted(terms.items()))


def _letter(number: int) -> str:
    turn, place = divmod(number, len(ascii_uppercase))
    return ascii_uppercase[place] + (str(turn + 1) if turn else "")
