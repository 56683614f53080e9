"""What somebody whose turn it is must know: the text, what changed in it, and what it and fighting on are worth."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from sim.app.seat.game import Game
from sim.app.seat.moves import Move
from sim.app.seat.sitting import Awaited
from sim.bargaining.agents.agents import Package, Party, Seat
from sim.report import sentences, wording
from sim.report.utilities import between, figure
from sim.scenario.issues import Topic
from sim.scenario.schema import Scenario

BESIDES = {
    "declare": "Declare a ceasefire of your own",
    "resume": "Take back your own ceasefire",
    "leave": "Leave the ceasefire",
    "strike": "Carry out your threat against {}",
    "spare": "Take back your threat against {}",
    "warn": "Threaten {} again",
}
Facts = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class IssueTerm:
    """What a text says on one issue."""

    issue: str
    option: str
    changed: str  # what it was in the last text of the kind; empty if that says the same


@dataclass(frozen=True)
class Want:
    """What one wants on one issue: each option, with what it adds to the worth of a text, the best first."""

    issue: str
    options: tuple[tuple[str, str, bool], ...]  # option, worth, is it beyond one's red line?


@dataclass(frozen=True)
class View:
    """A decision that is due."""

    actor: str
    heading: str
    met: bool  # is it what one said one would sign?
    when: str
    respond: bool
    ceasefire: bool
    package: Package | None  # on the table; of who tables: what its agent would table
    terms: tuple[IssueTerm, ...]  # of what is on the table
    facts: Facts
    wants: tuple[Want, ...]
    hint: str  # what the agent would do
    besides: tuple[tuple[str, Move], ...]  # what can be done at the end of the round
    pending: tuple[str, ...]  # what will be

    @property
    def scale(self) -> str:
        """What the worth of an option means."""
        if self.ceasefire:
            return "Beside what the pause itself is worth."
        return "0 is your worst options on everything, 1 the best; distrust and what it costs at home come off that."

    @property
    def told(self) -> View:
        """What is shown of it, in the words of the scenario: its options stay as they are."""
        return replace(self, package=None, besides=())


def view(game: Game, everything: bool = False) -> View | None:
    """None once the talks have ended."""
    turn = game.awaited
    if turn is None:
        return None
    scenario, seat = game.play.scenario, turn.seat
    truce = turn.ceasefire
    kind = "ceasefire" if truce else "settlement"
    respond = turn.question == "respond"
    suggested = turn.usual if isinstance(turn.usual, Package) else None
    return View(
        actor=seat.name,
        heading=f"{_who_tabled(game)} a {kind}: sign it?" if respond else f"Your turn to table a {kind}",
        met=_met(turn),
        when=wording.when(scenario, game.model.day),
        respond=respond,
        ceasefire=truce,
        package=turn.package if respond else suggested,
        terms=tuple(_terms(game, turn.package, truce)) if turn.package else (),
        facts=(*_worth(seat, turn.package), *_stand(game, seat, truce), *_others(game, turn, everything)),
        wants=tuple(_wants(game, seat, truce)),
        hint=_hint(scenario, turn, truce),
        besides=tuple((_besides(game, move), move) for move in turn.script.besides.open_to(seat)),
        pending=tuple(_besides(game, move) for move in turn.script.besides.of(seat)),
    )


def _met(turn: Awaited) -> bool:
    wanted = turn.script.words.standing.get((turn.seat.name, turn.ceasefire))
    return wanted is not None and wanted == turn.package


def _besides(game: Game, move: Move) -> str:
    if not move.options:
        return BESIDES[move.kind]
    party = game.model.seats.parties[move.options[0]]
    return BESIDES[move.kind].format(wording.actor(game.play.scenario, party))


def _who_tabled(game: Game) -> str:
    who = game.model.proposer.name
    mine = game.awaited is not None and who == game.awaited.seat.name
    label = wording.sentence(wording.actor(game.play.scenario, who))
    return "You table" if mine else f"{label} tables"


def topics(scenario: Scenario, truce: bool) -> Mapping[str, Topic]:
    """What is negotiated in a text of this kind."""
    return scenario.truce.issues if truce and scenario.truce else scenario.issues


def latest(game: Game, truce: bool) -> Mapping[str, str]:
    """What the last text of this kind said; empty before the first."""
    tabled = (sentences.on_table(round_, truce) for round_ in reversed(game.rounds))
    return next((each.terms for each in tabled if each is not None), {})


def _terms(game: Game, package: Package, truce: bool) -> Iterator[IssueTerm]:
    known, before = topics(game.play.scenario, truce), latest(game, truce)
    for name, topic in known.items():
        option, was = package.terms[name], before.get(name)
        changed = wording.option(topic, was) if was is not None and was != option else ""
        yield IssueTerm(wording.topic(known, name), wording.option(topic, option), changed)


def _worth(seat: Seat, package: Package | None) -> Iterator[tuple[str, str]]:
    if package is None:
        return
    if not isinstance(seat, Party):
        yield "What this text is worth to you", figure(seat.utility(package))
        return
    pause = package.ceasefire
    yield (
        "What this pause gains you over fighting on" if pause else "What this text is worth to you",
        figure(seat.value(package)),
    )
    if seat.crosses_red_line(package):
        yield "Your red line", "it is crossed: signed, this is worth less to you than anything"


def _stand(game: Game, seat: Seat, truce: bool) -> Iterator[tuple[str, str]]:
    scenario, me = game.play.scenario, seat.numbers
    if not isinstance(seat, Party):
        yield (
            "The least that you consent to",
            figure(float(me["ceasefire_floor_now" if truce else "floor_now"])),
        )
        return
    if truce:
        yield "Your agent asks of a full pause", figure(float(me["ask"]))
    else:
        yield "Your agent asks for", figure(seat.demand)
    yield f"{'Fighting on' if scenario.war else 'No deal'} is worth to you", figure(seat.reservation)
    if scenario.protocol == "mediated":
        yield "The others put that at", between(float(me["low"]), float(me["high"]))


def _wants(game: Game, seat: Seat, truce: bool) -> Iterator[Want]:
    """On every issue, the one on which most hangs first. Numbers of its own: it knows them at a real table, too."""
    session, a = game.model.session, seat.number
    seats, known = session.seats, topics(game.play.scenario, truce)
    names, worth = (
        (seats.truce_issues, session.truces.worth[a]) if truce else (seats.issues, session.finals.gain[a])
    )
    party = a < len(seats.parties) and not truce
    rows = []
    for k, name in enumerate(names):
        topic = known[name]
        adds = [float(worth[k, o]) for o in range(len(topic.options))]
        lost = [
            party and bool(session.draw.genuine[a, k] and session.draw.lines[a, k, o])
            for o in range(len(adds))
        ]
        told = sorted(zip(adds, topic.options, lost, strict=True), key=lambda one: (one[2], -one[0]))
        said = tuple((wording.option(topic, o), figure(value), beyond) for value, o, beyond in told)
        rows.append((max(adds) - min(adds), Want(wording.topic(known, name), said)))
    yield from (want for _, want in sorted(rows, key=lambda row: -row[0]))


def _others(game: Game, turn: Awaited, everything: bool) -> Iterator[tuple[str, str]]:
    """What nobody at a real table knows."""
    for seat in game.model.at_table if everything else ():
        if isinstance(seat, Party) and seat is not turn.seat:
            who = wording.actor(game.play.scenario, seat.name)
            yield f"{who}: its limit", figure(seat.reservation)
            if turn.package is not None:
                yield f"{who}: this text", figure(seat.value(turn.package))


def _hint(scenario: Scenario, turn: Awaited, truce: bool) -> str:
    if isinstance(turn.usual, Package):
        said = terms_said(scenario, turn.usual.terms, truce)
        return f"Your agent would table: {said}."
    if turn.question == "respond":
        return f"Your agent would {'sign' if turn.usual else 'refuse'}."
    return "Your agent would table nothing."


def terms_said(scenario: Scenario, terms: Mapping[str, str], truce: bool) -> str:
    """A text in a line."""
    known = topics(scenario, truce)
    return "; ".join(
        f"{wording.topic(known, name)}: {wording.option(topic, terms[name])}" for name, topic in known.items()
    )
