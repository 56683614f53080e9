"""A game at a terminal, one question at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from sim.app.seat.debrief import debrief
from sim.app.seat.ending import ended
from sim.app.seat.game import Game, Play, by_agents, moved, replayed
from sim.app.seat.moves import Move, WrongMove, read, written
from sim.app.seat.sitting import options_of
from sim.app.seat.telling import passages
from sim.app.seat.view import View, topics, view
from sim.bargaining.agents.casting import Agents
from sim.report import wording
from sim.report.explain import Passage
from sim.report.screen.parts import below
from sim.report.screen.story import STYLES
from sim.report.speech import speaking

Ask = Callable[[str], str]  # a question, and the line typed, with its end; "" at the end of input
Say = Callable[[RenderableType], None]
RESPOND = "[s]ign, [r]efuse, refuse but say on which text you would sign: [c]"
PROPOSE = "[t]able a text, table [n]othing"
ALWAYS = "[w]hat you want, [h]int, [a]gent decides (a5: five times), [z] to the end, [u]ndo, [q]uit"


def play(start: Play, ask: Ask, say: Say, everything: bool = False, agents: Agents | None = None) -> Game:
    """To the end, or until somebody leaves; what is returned can be gone on with."""
    now, told = start, 0
    while True:
        game = replayed(now, agents)
        now = game.play
        told = _tell(game, say, everything, told)
        found = view(game, everything)
        if found is None:
            _tell_end(game, by_agents(now, agents), say)
            return game
        say(below(Group(*_turn(speaking(now.scenario)(found.told), found.besides))))
        following = _following(now, found, ask, say)
        if following is None:
            return game
        told = 0 if len(following.moves) < len(now.moves) else told
        now = following


def _tell(game: Game, say: Say, everything: bool, told: int) -> int:
    """The rounds that were not told yet."""
    every = passages(game, game.play.seats, everything)
    for passage in every[told:]:
        say(_passage(speaking(game.play.scenario)(passage)))
    return len(every)


def _passage(passage: Passage) -> RenderableType:
    return below(
        Group(Text(passage.when, style=STYLES[passage.tone]), Padding(Text(passage.text), (0, 0, 0, 2)))
    )


def _turn(found: View, besides: Sequence[tuple[str, Move]]) -> Iterator[RenderableType]:
    yield Text(f"{found.when}. {found.heading}", style="bold")
    if found.met:
        yield Text("  It is what you said you would sign.", style="green")
    for label, move in besides:
        yield Text(f"  besides, at the end of this round: [{written((move,))}] {label}", style="dim")
    for said in found.pending:
        yield Text(f"  At the end of this round: {said}.", style="green")
    for term in found.terms:
        was = f" (was: {term.changed})" if term.changed else ""
        yield Text(f"  {term.issue}: {term.option}{was}", style="bold" if was else "")
    for what, value in found.facts:
        yield Text(f"  {what}: {value}", style="dim")


def _wants(found: View) -> Iterator[RenderableType]:
    """What each option is worth to oneself."""
    yield Text("  What each option adds for you, the issues on which most hangs first:", style="dim")
    for want in found.wants:
        worths = (
            (option, "beyond your red line" if beyond else worth) for option, worth, beyond in want.options
        )
        said = ", ".join(f"{option} ({worth})" for option, worth in worths)
        yield Padding(Text(f"{want.issue}: {said}"), (0, 0, 0, 2))
    yield Padding(Text(found.scale, style="dim"), (0, 0, 0, 2))


def _following(now: Play, found: View, ask: Ask, say: Say) -> Play | None:
    """The game after what is typed; None for who leaves. What is no move is asked again."""
    while True:
        line = ask(f"{RESPOND if found.respond else PROPOSE}\n{ALWAYS}")
        typed = line.strip().lower()
        if typed == "q" or not line:
            return None
        if not typed:
            continue
        if typed in {"h", "w"}:
            told = speaking(now.scenario)(found.told)
            say(below(Group(Text(f"  {told.hint}", style="dim")) if typed == "h" else Group(*_wants(told))))
        elif typed == "u":
            return replace(now, moves=now.moves[:-1])
        else:
            try:
                return moved(now, _moves(now, found, typed, ask, say))
            except WrongMove as error:
                say(Text(f"  {error}", style="yellow"))


def _moves(now: Play, found: View, typed: str, ask: Ask, say: Say) -> tuple[Move, ...]:
    """Raises WrongMove."""
    if typed == ("c" if found.respond else "t"):
        return (_text(now, found, ask, say),)
    allowed = "srcaz" if found.respond else "tnaz"
    if typed in {written((move,)) for _, move in found.besides}:
        return read(typed)
    if typed[0] not in allowed:
        raise WrongMove(f"{typed[:20]!r} is nothing that can be done now: {', '.join(allowed)}")
    return read(typed)


def _text(now: Play, found: View, ask: Ask, say: Say) -> Move:
    """Issue by issue; an empty line keeps what is on the table, or what the agent would table."""
    terms = {}
    for name, topic in topics(now.scenario, found.ceasefire).items():
        usual = found.package.terms[name] if found.package else topic.options[0]
        listed = [f"{k} {wording.option(topic, option)}" for k, option in enumerate(topic.options)]
        label = wording.topic(topics(now.scenario, found.ceasefire), name)
        typed = ask(f"{label}: {', '.join(listed)} [{topic.options.index(usual)}]").strip()
        if not typed:
            terms[name] = usual
        elif typed.isascii() and typed.isdigit() and int(typed) < len(topic.options):
            terms[name] = topic.options[int(typed)]
        else:
            raise WrongMove(f"{typed[:20]!r} is none of 0 to {len(topic.options) - 1}")
    return Move("if" if found.respond else "table", options_of(now.scenario, terms, found.ceasefire))


def _tell_end(game: Game, beside: Game, say: Say) -> None:
    say(below(Text("The talks are over. On the same luck:", style="bold")))
    for what, here, there in speaking(game.play.scenario)(ended(game, beside)):
        other = ", as with" if here == there else f" with you; {there} with"
        say(Text(f"  {what}: {here}{other} your agent in the seat"))
    say(below(Group(*_hidden(game))))


def _hidden(game: Game) -> Iterator[RenderableType]:
    """Whether there was anything to find, and the limit of each party."""
    scenario = game.play.scenario
    told = speaking(scenario)(debrief(game))
    parties = {wording.actor(scenario, name) for name in scenario.parties}
    yield Text("What nobody could know", style="bold")
    yield Padding(Text(told.zone), (0, 0, 0, 2))
    for one in told.hidden:
        if one.who in parties:
            yield Padding(Text(f"{wording.sentence(one.who)}: {one.lines[0]}"), (0, 0, 0, 2))


def kept(game: Game) -> str:
    """The moves so far, to go on from."""
    return written(game.play.moves)
