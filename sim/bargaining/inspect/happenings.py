"""What befalls the talks in a round besides answers."""

from __future__ import annotations

from collections.abc import Iterator

from sim.bargaining.inspect.choice import Before
from sim.bargaining.inspect.observer import Observer
from sim.bargaining.inspect.rounds import Happening
from sim.bargaining.records import Actor
from sim.bargaining.setup.sampling.events import event_name
from sim.bargaining.setup.structure import ratifiers
from sim.scenario.paths import dotted

THREATS = ("none", "standing", "executed", "exposed")


class HappeningObserver(Observer):
    """Moves, events, ceasefires that end or are declared, threats and votes at home."""

    def happenings(self, before: Before) -> Iterator[Happening]:
        """What befell the talks in this round."""
        talks, day = self.talks, float(self.talks["day"])
        for what, who, whom, issue, option in self.session.moves():
            yield Happening(what, who, day, whom, issue, option)
        for what, v in self.session.struck():
            sets = self.set_by(v) if what == "event" else ()
            yield Happening(what, event_name(self.scenario, v), day, sets=sets)
        for what, field, when in (
            ("collapsed", "collapsed", float(talks["pause_end"])),
            ("expired", "expired", float(talks["pause_end"])),
            ("extended", "extended", day),
        ):
            if talks[field]:
                yield Happening(what, self.seat(int(talks["breaker"])) if what == "collapsed" else "", when)
        if talks["refuser"] >= 0:
            yield from self.voted_down(day)
        yield from self.threats(before)
        for m, name in enumerate(self.mediators):
            if self.actor[len(self.seats.parties) + m]["left_day"] == day:
                yield Happening("mediator_left", name, day)
        for i, name in enumerate(self.seats.parties):
            yield from self.alone(name, before.actor[i], self.actor[i])
        for what, who in self.session.left:
            yield Happening(what, who, day)

    def threats(self, before: Before) -> Iterator[Happening]:
        """Those that were carried out, or turned out to be empty."""
        lever = self.session.table.lever
        for i, name in enumerate(self.seats.parties):
            for m, mediator in enumerate(self.mediators):
                after = THREATS[lever[m, i]["threat"]]
                if after != THREATS[before.lever[m, i]["threat"]] and after in ("executed", "exposed"):
                    defied = float(lever[m, i]["defiance"])
                    yield Happening(f"threat_{after}", name, float(self.talks["day"]), mediator, days=defied)

    def threatened(self, i: int) -> dict[str, str]:
        """By mediator that has, or had, something to threaten party i with: what became of it."""
        lever = self.session.table.lever[:, i]
        told = {name: THREATS[lever[m]["threat"]] for m, name in enumerate(self.mediators)}
        return {
            name: threat for m, (name, threat) in enumerate(told.items()) if lever[m]["probability"] > 0.0
        }

    def alone(self, name: str, before: Actor, me: Actor) -> Iterator[Happening]:
        """What became of a party's own ceasefires; of one that a ceasefire of all has taken the place of, nothing."""
        day = float(self.talks["day"])
        if day - float(self.talks["round_days"]) < before["lone_until"] <= day:
            yield Happening("broken" if before["lone_broken"] else "kept", name, float(before["lone_until"]))
        if me["lone_until"] > day and me["lone_until"] != before["lone_until"]:
            yield Happening("declared", name, day, days=float(me["lone_term"]))

    def set_by(self, v: int) -> tuple[tuple[str, float], ...]:
        """The numbers that an event sets, as they were drawn."""
        event, drawn = self.scenario.events[v], self.session.inputs
        at = dotted("events", event_name(self.scenario, v), "sets")
        known = event.sets.numbers if event.sets else ()
        return tuple(
            (path, float(drawn[f"{at}.{path}"][0]) if f"{at}.{path}" in drawn else number.typical)
            for path, number in known
        )

    def voted_down(self, day: float) -> Iterator[Happening]:
        """A vote at home was lost, and the talks end or go on; nothing is said of one that others can do without."""
        party, body = ratifiers(self.scenario, self.seats)[self.talks["refuser"]]
        if self.talks["rejected"] or self.talks["reopened"]:
            what = "not_ratified" if self.talks["rejected"] else "reopened"
            yield Happening(what, party if body else "", day, body)
