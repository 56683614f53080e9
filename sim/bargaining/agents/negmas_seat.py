"""A negotiator of NegMAS at the table: it weighs packages as its actor does, and answers in its own way.

NegMAS is imported when one sits down, and not before.
"""

from __future__ import annotations

import contextlib
import random
import warnings
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

import numpy as np

from sim.bargaining.agents.agents import Package, Party
from sim.bargaining.rules.tabling import text_due
from sim.bargaining.setup.sampling.talks import texts_of
from sim.scenario.frozen import Frozen

BARRED = 1.0  # of utility: by how much a package beyond a genuine red line is worse than no agreement


class NegotiatorSeat(Party):
    """A party whose final packages and answers to them are those of an SAONegotiator; ceasefires go by the rules.

    It is told the utility of every package and, as reserved value, what no agreement was worth at the start. Its clock
    is that of a mechanism with as many steps as the talks have texts. To leave is to refuse: the talks go on.
    """

    negotiator: ClassVar[type[Any]]  # a class of NegMAS
    settings: ClassVar[Mapping[str, Any]] = Frozen({})  # what it is made with

    def __init__(self, *seat: Any) -> None:
        super().__init__(*seat)
        self.heard: tuple[str, ...] | None = None  # the last offer of somebody else
        with self.chance_of_its_own():
            self.mechanism, self.seated = self._sit_down()
            self.seated._on_negotiation_start(state=self.state())

    def __reduce_ex__(self, protocol: Any) -> Any:
        """What NegMAS 0.16 remembers of an order of packages comes back from a copy in pieces."""
        raise TypeError(
            f"{self.name} is a negotiator of NegMAS, which cannot be copied or pickled; reset() plays the talks again"
        )

    def propose(self) -> Package | None:
        """What it offers."""
        with self.chance_of_its_own():
            offer = self.seated.propose_(self.state())
        offer = getattr(offer, "outcome", offer)
        return None if offer is None else self.model.compose(dict(zip(self.sees.issues, offer, strict=True)))

    def respond(self, package: Package) -> bool:
        """Does it accept?"""
        if package.ceasefire:
            return super().respond(package)
        from negmas.sao import ResponseType

        self.heard = tuple(package.terms[issue] for issue in self.sees.issues)
        with self.chance_of_its_own():
            answer = self.seated.respond_(self.state(), source=self.mechanism.negotiator_ids[0])
        accepts = getattr(answer, "response", answer) == ResponseType.ACCEPT_OFFER
        return bool(accepts and not self.crosses_red_line(package))

    def state(self) -> Any:
        """What NegMAS's mechanism would tell it now."""
        from negmas.sao import SAOState

        session = self.model._session
        texts, step = texts_of(session.scenario), max(0, text_due(session.talks))
        told = SAOState(
            running=True,
            started=True,
            step=step,
            relative_time=(step + 1) / (texts + 1),
            n_negotiators=len(self.model.seats.parties),
            current_offer=self.heard,
        )
        self.mechanism._current_state = told
        return told

    def worth(self, offer: tuple[str, ...] | None) -> float:
        """The utility of an outcome of NegMAS."""
        if offer is None:
            return self._nothing
        package = Package(-1, dict(zip(self.sees.issues, offer, strict=True)))
        return self._nothing - BARRED if self.crosses_red_line(package) else self.utility(package)

    @contextlib.contextmanager
    def chance_of_its_own(self) -> Iterator[None]:
        """Meanwhile the chance that NegMAS draws from, which is everybody's, is this seat's alone."""
        kept, numpys = random.getstate(), np.random.get_state()
        random.seed(self.random.getrandbits(64))
        np.random.seed(self.random.getrandbits(32))
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # about what NegMAS imports itself
                yield
        finally:
            random.setstate(kept)
            np.random.set_state(numpys)

    def _sit_down(self) -> tuple[Any, Any]:
        """A mechanism that is never run, with placeholders for the others, and the negotiator in it."""
        from negmas import sao
        from negmas.outcomes import make_issue

        self._nothing = self.war_value
        issues = [make_issue(list(options), name=issue) for issue, options in self.sees.issues.items()]
        mechanism = sao.SAOMechanism(issues=issues, n_steps=texts_of(self.model._session.scenario))
        for name in self.model.seats.parties:
            if name != self.name:
                mechanism.add(sao.RandomNegotiator(name=name))
        seated = self.negotiator(name=self.name, **self.settings)
        mechanism.add(seated, ufun=self._utility_function(issues))
        return mechanism, seated

    def _utility_function(self, issues: list[Any]) -> Any:
        """Weights and values where that is all that counts; with links and red lines, package by package."""
        from negmas.preferences import LinearAdditiveUtilityFunction, MappingUtilityFunction

        session, me = self.model._session, self.number
        if session.scenario.links or (session.draw.lines[me] & session.draw.genuine[me][:, None]).any():
            return MappingUtilityFunction(self.worth, issues=issues, reserved_value=self._nothing)
        tables = [
            dict(zip(options, session.draw.gain[me, k].tolist(), strict=False))
            for k, options in enumerate(self.sees.issues.values())
        ]
        return LinearAdditiveUtilityFunction(
            values=tables, weights=[1.0] * len(tables), issues=issues, reserved_value=self._nothing
        )


def seated_negotiator(kind: type[Any], **settings: Any) -> type[NegotiatorSeat]:
    """A class for `agents={actor: ...}`: a party that negotiates as a class of NegMAS does, made with these settings.

    In a file of one's own, subclass NegotiatorSeat: `class Union(NegotiatorSeat): negotiator = BoulwareTBNegotiator`.
    """
    about = {"negotiator": kind, "settings": Frozen(settings), "__doc__": f"{kind.__name__} of NegMAS."}
    return type(kind.__name__, (NegotiatorSeat,), about)
