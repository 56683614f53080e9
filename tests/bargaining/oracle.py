"""The rules of formulas 1 to 12 over every package there is, one by one in exact fractions: slow, short and plain.

What the engine finds among the packages that matter is held against it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from itertools import combinations, product
from math import prod
from typing import Any, NamedTuple

from sim.bargaining.protocols.session import Session
from sim.bargaining.types import Links
from sim.scenario.signatures import Signatures

HOPELESS, TIE = Fraction(1e-4), Fraction(1, 2**30)
Package = tuple[int, ...]


class Worth(NamedTuple):
    """A package to whoever tables it: nothing can be tabled without gain."""

    score: float
    gain: Fraction
    terms: Package


def fraction(number: Any) -> Fraction:
    return Fraction(float(number))


def clipped(low: Fraction, number: Fraction, high: Fraction) -> Fraction:
    return max(low, min(number, high))


def enough(rule: Signatures, parties: Sequence[str], signed: Collection[str]) -> bool:
    """Do these parties carry a package?"""
    votes = {party: fraction(rule.weights.get(party, 1.0)) for party in parties}
    weighty = sum(votes[party] for party in signed) >= (fraction(rule.quota) - TIE) * sum(votes.values())
    return (
        weighty
        and len(signed) >= (fraction(rule.members) - TIE) * len(parties)
        and set(rule.required) <= set(signed)
    )


class Oracle:
    """Everybody's eyes, on any package of one replication as it stands."""

    def __init__(self, session: Session) -> None:
        self.session, self.draw, self.frame = session, session.draw, session.frame
        self.talks, self.actor = session.talks, session.table.actor
        self.parties = range(int(self.talks["parties"]))
        self.consenters = range(len(self.parties), len(self.actor))
        self.mediates = self.talks["proposer"] == self.talks["mediator_seat"]
        self.others = [j for j in self.parties if j != self.talks["proposer"]]

    def of(self, a: int, name: str) -> Fraction:
        return fraction(self.actor[a][name])

    # --- Final packages

    def packages(self) -> Iterator[Package]:
        every = product(*map(range, self.frame.options.tolist()))
        return (terms for terms in every if not excluded(self.frame.links, terms))

    def utility(self, a: int, terms: Package) -> Fraction:
        parts = sum((fraction(self.draw.gain[a, k, o]) for k, o in enumerate(terms)), Fraction(0))
        return parts + together(self.frame.links, self.draw.synergy, a, terms)

    def barred(self, i: int, terms: Package) -> bool:
        lines, genuine = self.draw.lines[i], self.draw.genuine[i]
        crossed = any(genuine[k] and lines[k, o] for k, o in enumerate(terms))
        return crossed or self.voted_down(terms, (i,)) or self.held_back(i, terms)

    def held_back(self, i: int, terms: Package) -> bool:
        """Do too many factions get too little? Counted by the words of the file."""
        party = self.session.seats.parties[i]
        block = self.session.scenario.parties[party]
        if not block.factions or block.decision == "weighted":
            return False
        mine = [f for f, faction in enumerate(self.draw.faction) if faction["party"] == i]
        content = [f for f in mine if self.camp(f, i, terms) >= fraction(self.draw.faction[f]["floor"]) - TIE]
        if block.decision == "veto":
            return content != mine
        says = [fraction(self.draw.faction[f]["say"]) for f in mine]
        for_it = sum(say for f, say in zip(mine, says, strict=True) if f in content)
        return 2 * for_it <= sum(says) + TIE

    def camp(self, f: int, i: int, terms: Package) -> Fraction:
        """What a package is worth to a faction of party i."""
        parts = (fraction(self.draw.faction_gain[f, k, o]) for k, o in enumerate(terms))
        return sum(parts, Fraction(0)) + together(self.frame.links, self.draw.synergy, i, terms)

    def aspiration(self, i: int) -> Fraction:
        """Its share of the best package that it could ever sign, links and votes at home aside."""
        best = max(
            (self.utility(i, t) for t in self.packages() if not self.barred(i, t)), default=Fraction(0)
        )
        return self.of(i, "aspiration_share") * best

    def voted_down(self, terms: Package, parties: Collection[int]) -> bool:
        """Is it no better than what was voted down, for somebody who votes in one of these parties?"""
        return any(
            body["party"] in parties
            and sum(self.draw.ratifier_gain[b, k, o] for k, o in enumerate(terms)) < body["least"]
            for b, body in enumerate(self.draw.ratifier)
        )

    def missing(self, i: int, terms: Package) -> Fraction:
        """Share of the protection that is missing."""
        guarded = [k for k in range(len(terms)) if self.frame.guarantor[k] >= 0 and self.frame.protects[k, i]]
        kept = (
            self.of(self.frame.guarantor[k], "credibility_now") * fraction(self.draw.guards[k, terms[k]])
            for k in guarded
        )
        return prod((1 - share for share in kept), start=Fraction(1))

    def value(self, i: int, terms: Package) -> Fraction:
        utility, war = self.utility(i, terms), self.of(i, "war_value")
        cover = fraction(self.talks["cover"]) if self.mediates else Fraction(0)
        fear = (
            self.of(i, "distrust_now")
            * self.missing(i, terms)
            * max(0, utility - war + self.of(i, "exposure"))
        )
        return (
            utility
            - fear
            - self.of(i, "audience_cost") * (1 - cover) * max(0, self.of(i, "aspiration") - utility)
        )

    def consented(self, terms: Package) -> bool:
        if not len(self.frame.nodes) and self.voted_down(terms, self.parties):
            return False
        asked = (a for a in self.consenters if any(self.frame.needs[k, o, a] for k, o in enumerate(terms)))
        return all(self.utility(a, terms) >= self.of(a, "floor_now") - TIE for a in asked)

    def surplus(self, terms: Package) -> Fraction | None:
        """What the party worst served gains over fighting on, in the coalition that is best off; None: nobody signs."""
        if not self.consented(terms):
            return None
        gains = {
            i: self.value(i, terms) - self.of(i, "reservation")
            for i in self.parties
            if not self.barred(i, terms)
        }
        enough = (coalition for coalition in self.coalitions() if set(coalition) <= gains.keys())
        return max((min(gains[i] for i in coalition) for coalition in enough), default=None)

    def coalitions(self) -> list[tuple[int, ...]]:
        """Every set of parties whose signatures are enough, counted by the words of the file."""
        rule, names = self.session.scenario.signatures, self.session.seats.parties
        every = [c for size in range(len(names) + 1) for c in combinations(range(len(names)), size)]
        return [c for c in every if enough(rule, names, [names[i] for i in c])]

    def widest(self) -> Fraction | None:
        """The most that all gain together with some package; None if there is none that all can sign."""
        return max((s for s in map(self.surplus, self.packages()) if s is not None), default=None)

    def gain(self, terms: Package) -> Fraction:
        a = int(self.talks["proposer"])
        if not self.consented(terms):
            return Fraction(0)
        if self.mediates:
            return (
                Fraction(1) if self.talks["indifferent"] else self.utility(a, terms) - self.of(a, "floor_now")
            )
        signs = not self.barred(a, terms) and self.value(a, terms) >= self.of(a, "demand") - TIE
        return self.value(a, terms) - self.of(a, "reservation") if signs else Fraction(0)

    def chance(self, j: int, terms: Package) -> float:
        if self.barred(j, terms):
            return float(HOPELESS**2)
        value, conceded = self.value(j, terms), self.of(j, "conceded")
        today = HOPELESS
        if conceded > 0:
            turning = (value - self.of(j, "held") - self.of(j, "aspiration") * (1 - conceded)) / conceded
            today = self.below(turning, *self.supposed(j, "low", "high", "reservation"), conceded)
        if today <= HOPELESS:
            ever = self.below(value, *self.supposed(j, "low", "high", "reservation"), Fraction(1))
            return float(HOPELESS * ever)
        return float(today)

    def supposed(self, j: int, low: str, high: str, truth: str) -> tuple[Fraction, Fraction]:
        insight = fraction(self.talks["insight"]) if self.mediates else Fraction(0)
        ends = (self.of(j, low), self.of(j, high))
        one, two = (end + insight * (self.of(j, truth) - end) for end in ends)
        return one, two

    def below(self, x: Fraction, low: Fraction, high: Fraction, scale: Fraction) -> Fraction:
        if scale * (x - high) >= -TIE:
            return Fraction(1)
        return HOPELESS if x <= low else clipped(HOPELESS, (x - low) / (high - low), Fraction(1))

    def weight(self, j: int) -> float:
        return 1.0 + float(self.actor[j]["side"] * self.talks["bias"]) if self.mediates else 1.0

    def worth(self, terms: Package) -> Worth:
        gain = self.gain(terms)
        if gain <= TIE:
            return Worth(0.0, gain, terms)
        signs = {j: self.chance(j, terms) ** self.weight(j) for j in self.others}
        return Worth(float(gain) * self.signed_by_enough(signs), gain, terms)

    def signed_by_enough(self, signs: dict[int, float]) -> float:
        """Chance that those who sign are enough: all coalitions one by one; the proposer signs."""
        total = 0.0
        for coalition in map(set, self.coalitions()):
            if all(i in coalition or i in signs for i in self.parties):
                total += prod(p if j in coalition else 1.0 - p for j, p in signs.items())
        return total

    def best(self) -> Worth:
        """The greatest product of formula 10."""
        return max(map(self.worth, self.packages()))

    # --- Ceasefires

    def truces(self) -> Iterator[Package]:
        every = product(*map(range, self.frame.truce_options.tolist()))
        return (terms for terms in every if not excluded(self.frame.truce_links, terms))

    def halts(self, terms: Package) -> Fraction:
        return 1 - prod((1 - fraction(self.draw.halts[k, o]) for k, o in enumerate(terms)), start=Fraction(1))

    def conditions(self, a: int, terms: Package) -> Fraction:
        parts = sum((fraction(self.draw.worth[a, k, o]) for k, o in enumerate(terms)), Fraction(0))
        whole = parts + together(self.frame.truce_links, self.draw.truce_synergy, a, terms)
        return whole * fraction(self.talks["pause_days"]) / 30 if a in self.parties else whole

    def lets_pause(self, terms: Package) -> bool:
        needs = self.frame.truce_needs
        asked = (a for a in self.consenters if any(needs[k, o, a] for k, o in enumerate(terms)))
        return all(self.conditions(a, terms) >= self.of(a, "ceasefire_floor_now") - TIE for a in asked)

    def pause_gain(self, terms: Package) -> Fraction:
        a, halts = int(self.talks["proposer"]), self.halts(terms)
        if not self.lets_pause(terms) or halts <= fraction(self.talks["halted"]) + TIE:
            return Fraction(0)
        if self.mediates:
            floor = self.of(a, "ceasefire_floor_now")
            return Fraction(1) if self.talks["truce_indifferent"] else self.conditions(a, terms) - floor
        gain = halts * self.of(a, "bracket") + self.conditions(a, terms) + self.of(a, "pressure")
        return gain if gain >= self.of(a, "ask") * halts - TIE else Fraction(0)

    def pause_chance(self, j: int, terms: Package) -> float:
        halts = self.halts(terms)
        needed = self.of(j, "ask") - (self.conditions(j, terms) + self.of(j, "pressure")) / halts
        low, high = self.supposed(j, "bracket_low", "bracket_high", "bracket")
        return float(self.below(-needed, -high, -low, halts))

    def pause_worth(self, terms: Package) -> Worth:
        gain = self.pause_gain(terms)
        chances = (self.pause_chance(j, terms) ** self.weight(j) for j in self.others) if gain > TIE else ()
        return Worth(float(gain) * prod(chances) if gain > TIE else 0.0, gain, terms)

    def best_pause(self) -> Worth:
        """The greatest product among ceasefires."""
        return max(map(self.pause_worth, self.truces()))


def goes_with(links: Links, n: int, terms: Package) -> bool:
    return all(links.when[n, k, o] for k, o in enumerate(terms))


def excluded(links: Links, terms: Package) -> bool:
    return any(never and goes_with(links, n, terms) for n, never in enumerate(links.never))


def together(links: Links, synergy: Any, a: int, terms: Package) -> Fraction:
    """What links add to the worth of the parts."""
    held = (n for n, never in enumerate(links.never) if not never and goes_with(links, n, terms))
    return sum((fraction(synergy[n, a]) for n in held), Fraction(0))


def terms_of(table: Any, row: int) -> Package:
    """A row of a menu."""
    return tuple(int(option) for option in table[row])


def as_good(found: Worth, best: Worth, precision: float = 1e-6) -> bool:
    """Is what was found the best there is?"""
    return found.score >= best.score * (1 - precision)
