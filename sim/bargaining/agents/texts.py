"""What can be tabled in one replication, found by what it says: the menu, and all that is not on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from sim.bargaining.agents.agents import Package
from sim.bargaining.agents.deciding import brief, not_together, row_of
from sim.bargaining.protocols.session import Session
from sim.bargaining.records import Pause
from sim.bargaining.search.workspace import KEPT
from sim.bargaining.solutions.in_blocks import breach
from sim.bargaining.types import Array

ASIDE = -1  # the row that no menu reaches: free but while a menu is composed anew


class Texts:
    """What can be tabled, of either kind."""

    _session: Session
    known: dict[Package, tuple[int, list[int]]]  # where it was found, and what stood there

    def menu(self, *, ceasefire: bool = False) -> list[Package | None]:
        """All packages on the menu."""
        size = self._session.talks[_count(ceasefire)]
        return [self.package(number, ceasefire=ceasefire) for number in range(size)]

    def package(self, number: int, *, ceasefire: bool = False) -> Package | None:
        """The package in that row of the menu; None for a negative number."""
        return None if number < 0 else self.on_menu(number, ceasefire=ceasefire)

    def number_of(self, package: Package | None, *, ceasefire: bool = False) -> int:
        """Row on the menu of what somebody tables, by what it says; -1 for none.

        Raises TypeError for what is no package, ValueError for one that cannot be signed here.
        """
        if package is None:
            return -1
        if not isinstance(package, Package):
            raise TypeError(f"a Package is needed, or None for nothing, not {brief(package)}")
        if package.ceasefire != ceasefire:
            wanted = "" if ceasefire else "not "
            raise ValueError(f"a ceasefire is {wanted}asked for here, not {brief(dict(package.terms))}")
        return self.row_of(package)

    def row_of(self, package: Package) -> int:
        """Row on the menu of a package of either kind, put there if need be: it may come from other talks."""
        number = self._remembered(package)
        if number < 0:
            row = self.options_of(package.terms, package.ceasefire)
            number = self._placed(row, package.ceasefire)
            self.known[package] = number, row
        return number

    def looked_at(self, package: Package) -> int:
        """A row in which everybody can look at a package: its own on the menu, else one that uses up no room."""
        number = self._remembered(package)
        if number >= 0:
            return number
        row = self.options_of(package.terms, package.ceasefire)
        number = self._place(row, package.ceasefire)
        if number >= 0:
            self.known[package] = number, row
            return number
        table = self.axes(package.ceasefire)[2]
        table[ASIDE] = row
        self._session.appraise(len(table) + ASIDE, package.ceasefire)
        return len(table) + ASIDE

    def pause(self, package: Package) -> Pause:
        """What a ceasefire does to the fighting."""
        return self._session.table.pause[self.looked_at(package)]

    def on_menu(self, number: int, *, ceasefire: bool = False) -> Package:
        """The package in that row of the menu."""
        return self.text(number, self.axes(ceasefire)[2][number], ceasefire)

    def text(self, number: int, row: Sequence[int] | Array, ceasefire: bool) -> Package:
        """The package that has these options."""
        names, options, _ = self.axes(ceasefire)
        terms = {name: option[o] for name, option, o in zip(names, options, row, strict=True)}
        return Package(int(number), terms, ceasefire)

    def compose(self, terms: Mapping[str, str], *, ceasefire: bool = False) -> Package:
        """Any package, put on the menu if it is not there yet. There is room for one new package a turn.

        Raises ValueError for terms that are no package, and where there is no room.
        """
        return self.on_menu(self._placed(self.options_of(terms, ceasefire), ceasefire), ceasefire=ceasefire)

    def options_of(self, terms: Mapping[str, str], ceasefire: bool) -> list[int]:
        """[issue] the options of a package. Raises ValueError for terms that are none."""
        names, options, _ = self.axes(ceasefire)
        row = row_of(terms, names, options)
        kind = self._session.truces if ceasefire else self._session.finals
        if broken := breach(kind.links, kind.options, np.array(row)):
            raise ValueError(not_together(names[k] + ": " + options[k][row[k]] for k in broken))
        return row

    def axes(self, ceasefire: bool) -> tuple[Sequence[str], list[Sequence[str]], Any]:
        """Issues, their options and the menu of either kind of package."""
        session = self._session
        truce = session.scenario.truce
        if ceasefire and truce is None:
            raise ValueError("there is no ceasefire to be agreed in these talks")
        if ceasefire and truce:
            names = session.seats.truce_issues
            return names, [truce.issues[k].options for k in names], session.menu.truce_terms
        names = session.seats.issues
        return names, [session.scenario.issues[k].options for k in names], session.menu.terms

    def _remembered(self, package: Package) -> int:
        """Where a package stood when it was last looked for, if it still does; else -1."""
        menu, size = self._session.menu, self._session.talks[_count(package.ceasefire)]
        table = menu.truce_terms if package.ceasefire else menu.terms
        number, row = self.known.get(package, (-1, []))
        return number if 0 <= number < size and table[number].tolist() == row else -1

    def _place(self, row: list[int], ceasefire: bool) -> int:
        """Where these options stand on the menu; -1 if they do not."""
        table = self.axes(ceasefire)[2][: self._session.talks[_count(ceasefire)]]
        there = np.flatnonzero((table == row).all(axis=1))
        return int(there[0]) if len(there) else -1

    def _placed(self, row: list[int], ceasefire: bool) -> int:
        """Where they stand, put there if need be."""
        number = self._place(row, ceasefire)
        return self._added(row, ceasefire) if number < 0 else number

    def _added(self, row: list[int], ceasefire: bool) -> int:
        """Where a package that is new has found room."""
        talks, table = self._session.talks, self.axes(ceasefire)[2]
        last = int(talks[_count(ceasefire)])
        if last == len(table) - KEPT:
            raise ValueError("the menu is full: there is room for one new package a turn")
        table[last] = row
        talks[_count(ceasefire)] = last + 1
        self._session.appraise(last, ceasefire)
        return last


def _count(ceasefire: bool) -> str:
    """Where the talks keep how long a menu is."""
    return "truces" if ceasefire else "packages"
