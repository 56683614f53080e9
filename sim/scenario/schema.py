"""A scenario, complete and checked. No file formats, no arrays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NoReturn, Self

from pydantic import ConfigDict, model_validator

from sim.scenario.places import PlacedTable
from sim.scenario.roles import Roles


class Scenario(Roles):
    """A negotiation: who, about what, and what happens if they fail."""

    model_config = ConfigDict(defer_build=False)

    @model_validator(mode="before")
    @classmethod
    def _comes_checked(cls, written: Any) -> Any:
        """No field can know whether the parts of a scenario fit together: who reads it sees to that."""
        return written if isinstance(written, PlacedTable | Scenario) else cls._refuse()

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Scenario:
        """The scenario that a mapping describes, checked as a file is.

        Parameters
        ----------
        data : mapping
            With the keys of a file; tables, lists, quantities, numbers of any kind. Relative paths in it start where
            you are.

        Returns
        -------
        Scenario
            Nothing in it can be changed in place; equal ones are equal, and have the same hash.

        Raises
        ------
        ScenarioError
            With all that is wrong.
        TypeError
            For what no file can say.

        See Also
        --------
        to_dict : the way back.

        Examples
        --------
        >>> cake = {"options": ["half", "all"], "value": {"ann": [0.5, 1], "bob": [0.5, 0]}}
        >>> talks = Scenario.from_dict({"actors": {"ann": {}, "bob": {}}, "issues": {"cake": cake}})
        >>> talks == Scenario.from_dict(talks.to_dict())
        True
        """
        from sim.scenario.reading import scenario_of

        return scenario_of(data)

    def to_dict(self) -> dict[str, Any]:
        """Tables, lists, texts, dates and numbers with the keys of a file, every default visible.

        See Also
        --------
        from_dict : makes an equal scenario of them.
        """
        from sim.scenario.writing import as_data

        return as_data(self)

    def with_(self, changes: Mapping[str, Any]) -> Scenario:
        """The scenario with other values at some paths, checked as a file is. This one stays as it is.

        Parameters
        ----------
        changes : mapping of str to anything that a file can say
            By path, in the units of the file: `{"actors.us.credibility": 0.9, "start": None}`; None removes.

        Returns
        -------
        Scenario
            Another one.

        Raises
        ------
        ScenarioError
            With all that is wrong.
        TypeError
            For what no file can say.

        See Also
        --------
        from_dict : a scenario of a whole mapping.

        Examples
        --------
        >>> import sim
        >>> pay = sim.read("scenarios/minimal.yaml")
        >>> pay.with_({"horizon_days": 60}).horizon_days, pay.horizon_days
        (60.0, 180.0)
        """
        from sim.scenario.reading import changed

        return changed(self, changes)

    def __repr__(self) -> str:
        from sim.scenario.showing import as_text

        return as_text(self)

    __str__ = __repr__

    def _repr_html_(self) -> str:
        """In a notebook: who, about what, for how long."""
        from sim.scenario.showing import as_html

        return as_html(self)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """The same; for a changed one see with_."""
        return self._refuse() if update else super().model_copy(deep=deep)

    @classmethod
    def _refuse(cls, *_: Any, **__: Any) -> NoReturn:
        raise TypeError(
            "a scenario is made by sim.read(file) or sim.Scenario.from_dict(mapping), and a changed one by "
            "scenario.with_({path: value}): they see that its parts fit together"
        )

    if not TYPE_CHECKING:  # of these no part is checked
        model_construct = copy = _refuse
