"""Take a seat: a game is a function of its moves, and the engine's game until one deviates."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from asgi import CEASEFIRE, MINIMAL, Site
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as some

import sim
from sim.app.seat.game import Play, playable, replayed
from sim.app.seat.moves import LETTERS, Move, WrongMove, read, written
from sim.app.seat.sitting import options_of, terms_of
from sim.app.seat.telling import passages
from sim.app.seat.view import topics, view
from sim.app.subjects import Refused
from sim.bargaining.outcomes import same
from sim.bargaining.run.batch import play
from sim.cli.main import commands
from sim.report import wording
from sim.scenario.schema import Scenario


@pytest.fixture(scope="module")
def ceasefire() -> Scenario:
    return sim.read(CEASEFIRE)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site([MINIMAL, CEASEFIRE], tmp_path_factory.mktemp("results"))


def game(scenario: Scenario, moves: str = "", seat: str = "ukraine", replication: int = 31) -> Play:
    return Play(scenario, 1, replication, (seat,), read(moves))


@pytest.mark.parametrize("seat", ["ukraine", "russia", "us", "europe"])
@pytest.mark.parametrize("moves", ["z", "a3-z"])
def test_until_one_deviates_it_is_the_engine_s_game(ceasefire: Scenario, seat: str, moves: str) -> None:
    for replication in (31, 4):
        done = replayed(game(ceasefire, moves, seat, replication))
        assert done.outcomes
        assert same(done.outcomes, play(ceasefire, 1, 1, first=replication))


def test_saying_what_the_agent_would_say_changes_nothing(ceasefire: Scenario) -> None:
    """Every decision made by hand, as the agent would make it, up to the last bit."""
    now = game(ceasefire)
    for _ in range(400):
        there = replayed(now)
        if there.awaited is None:
            break
        usual, found = there.awaited.usual, view(there)
        assert found
        if isinstance(usual, bool):
            move = Move("sign" if usual else "refuse")
        elif usual is None:
            move = Move("nothing")
        else:
            move = Move("table", options_of(ceasefire, usual.terms, found.ceasefire))
        now = replace(now, moves=(*now.moves, move))
        if len(now.moves) == 12:
            now = replace(now, moves=(*now.moves, Move("rest")))
    done = replayed(now)
    assert done.outcomes
    assert same(done.outcomes, play(ceasefire, 1, 1, first=31))


def test_a_move_changes_the_game(ceasefire: Scenario) -> None:
    """Ukraine signs what it would refuse, and is heard to."""
    asked = replayed(game(ceasefire)).awaited
    assert asked
    assert asked.question == "respond"
    assert asked.usual is False
    first = replayed(game(ceasefire, "s-a")).rounds[0]
    assert first.final
    assert {answer.actor: answer.yes for answer in first.final.answers}["ukraine"]


def test_what_is_tabled_is_what_was_chosen(ceasefire: Scenario) -> None:
    now = game(ceasefire, "", "us")
    while (there := replayed(now)).awaited and there.awaited.question != "propose":
        now = replace(now, moves=(*now.moves, Move("agent")))
    move = Move("table", tuple(len(issue.options) - 1 for issue in ceasefire.issues.values()))
    done = replayed(replace(now, moves=(*now.moves, move, Move("rest"))))
    tabled = done.rounds[len(there.rounds)].final
    assert tabled
    assert (tabled.by, tabled.terms) == ("us", terms_of(ceasefire, move, ceasefire=False))


def test_undo_is_the_game_without_the_last_move(ceasefire: Scenario) -> None:
    before, after = (replayed(game(ceasefire, moves)) for moves in ("r-a", "r-a-s"))
    undone = replayed(replace(after.play, moves=after.play.moves[:-1]))
    assert (undone.rounds, undone.awaited and undone.awaited.question) == (
        before.rounds,
        before.awaited and before.awaited.question,
    )


def test_only_one_s_own_numbers_are_told(ceasefire: Scenario) -> None:
    there = replayed(game(ceasefire, "a9"))
    own, every = (" ".join(p.text for p in passages(there, ("ukraine",), all_)) for all_ in (False, True))
    hidden = there.rounds[0].parties["russia"].demand
    assert f"it holds out for {hidden:.2f}" in every
    assert f"{hidden:.2f}, where" not in own
    assert "Russia refuses." in own
    assert "Ukraine says no: it holds out for" in own
    facts = dict(view(there).facts)  # type: ignore[union-attr]
    assert not [what for what in facts if "Russia" in what]
    assert [what for what, _ in view(there, everything=True).facts if "Russia" in what]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("moves", "said"),
    [
        ("t0.0", "a text is on the table"),
        ("x", "is no move"),
        ("a9999", "more than 2,000 moves"),
        ("z-s", "the talks end after 1 moves"),
        ("s" * 3, "is no move"),
    ],
)
def test_a_wrong_move_is_told_in_a_sentence(ceasefire: Scenario, moves: str, said: str) -> None:
    with pytest.raises(WrongMove, match=said):
        replayed(game(ceasefire, moves))


def test_more_may_be_left_to_the_agent_than_it_is_asked(ceasefire: Scenario) -> None:
    done = replayed(game(ceasefire, "r-a1900"))
    assert done.awaited is None
    assert len(done.play.moves) == len(done.log) < 1901
    assert replayed(replace(done.play, moves=done.play.moves[:-1])).awaited


def test_where_nobody_decides_there_is_no_seat(ceasefire: Scenario) -> None:
    with pytest.raises(Refused, match="challenge"):
        playable(sim.read(MINIMAL, ["protocol=challenge"]))
    with pytest.raises(Refused, match="did you mean ukraine"):
        replayed(game(ceasefire, "", "ukrane"))


def test_offers_that_alternate_have_seats_too() -> None:
    scenario = sim.read(MINIMAL, ["protocol=alternating_offers"])
    for seat in ("union", "company"):
        done = replayed(game(scenario, "a-a-z", seat, 3))
        assert done.outcomes
        assert same(done.outcomes, play(scenario, 1, 1, first=3))


@given(some.lists(some.sampled_from(sorted(LETTERS)).flatmap(
    lambda letter: some.tuples(some.just(letter), some.lists(some.integers(0, 9), min_size=1, max_size=4))
)))  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_moves_read_back(parts: list[tuple[str, list[int]]]) -> None:
    moves = tuple(
        Move(LETTERS[x], tuple(options[: 1 if x in "xwy" else 4]) if x in "tcxwy" else ())
        for x, options in parts
    )
    assert read(written(moves)) == moves


@pytest.mark.slow
def test_a_whole_game_on_the_page(site: Site) -> None:
    start = site.get("/seat", ("_in", "ceasefire30"))
    assert "Whose seat?" in start.text
    chosen = site.get(
        "/seat", ("_in", "ceasefire30"), ("_as", "ukraine"), ("_luck", "number"), ("_number", "31")
    )
    assert chosen.status == 303
    link = chosen.headers["location"]
    assert "_luck=31" in link
    page = site.get(f"/{link.partition('?')[0]}", *pairs(link)).text
    assert "sign it?" in page
    over = site.get("/seat", *pairs(link), ("_moves", "r-z")).text
    assert "The talks are over" in over
    assert "What nobody could know" in over


def test_luck_is_found_by_its_kind(site: Site, few: tuple[int, ...]) -> None:
    for luck in ("typical", "closest", "surprise"):
        found = site.get("/seat", ("_in", "ceasefire30"), ("_as", "ukraine"), ("_luck", luck))
        assert (found.status, luck in found.headers["location"]) == (303, False)
    assert site.get("/seat", ("_as", "union"), ("_luck", "closest")).status == 400  # it always settles


def test_a_text_is_tabled_by_a_form(site: Site) -> None:
    own = [("_in", "minimal"), ("_as", "union"), ("_luck", "3")]
    moves = ""
    for count in range(9):
        if "Table this" in site.get("/seat", *own, ("_moves", moves)).text:
            break
        moves = f"a{count + 1}"
    tabled = site.get("/seat", *own, ("_moves", moves), ("_do", "table"), ("_o.raise", "4"))
    assert tabled.status == 303
    assert "t8" in dict(pairs(tabled.headers["location"]))["_moves"]
    odd = site.get("/seat", *own, ("_moves", moves), ("_do", "table"), ("_o.raise", "99"))
    assert odd.status == 400


def pairs(link: str) -> list[tuple[str, str]]:
    from urllib.parse import parse_qsl

    return parse_qsl(link.partition("?")[2])


def played(typed: str, *words: str, file: Path = CEASEFIRE) -> Result:
    return CliRunner().invoke(commands, ["play", str(file), *words], input=typed)


def test_a_game_at_the_terminal() -> None:
    done = played("h\nx\nr\na\nu\nz\n", "--as", "ukraine", "--run", "31")
    assert done.exit_code == 0, done.output
    assert "Your agent would refuse." in done.output
    assert "is nothing that can be done now" in done.output
    assert "On the same luck" in done.output
    said = " ".join(done.output.split())
    assert "What nobody could know From 23 March 2025 on there was, at times, a text" in said
    assert "Russia: Its limit, which is what fighting on is worth to it, was" in said


def test_what_one_wants_is_asked_at_the_terminal() -> None:
    """Every option of every issue, with what it adds; what is beyond a red line is said to be."""
    done = played("w\nq\n", "--as", "ukraine", "--run", "31")
    found = view(replayed(Play(sim.read(CEASEFIRE), 1, 31, ("ukraine",), ())))
    assert found
    said = " ".join(done.output.split())
    for want in found.wants:
        told = [
            f"{option} ({'beyond your red line' if beyond else worth})"
            for option, worth, beyond in want.options
        ]
        assert f"{want.issue}: {', '.join(told)}" in said
    assert any(beyond for want in found.wants for *_, beyond in want.options)
    assert "0 is your worst options on everything" in said


def test_a_quarrel_is_called_by_its_own_words(site: Site) -> None:
    told = played("q\n", "--as", "ukraine", "--set", "words.fighting_on=staying out").output
    link = [("_in", "ceasefire30"), ("_as", "ukraine"), ("_luck", "3"), ("words.fighting_on", "staying out")]
    for said in (told, site.get("/seat", *link).text):
        assert "Staying out is worth to you" in said
        assert "Fighting on" not in said


def test_who_leaves_can_come_back() -> None:
    left = played("r\na\n", "--as", "ukraine", "--run", "31")
    assert "--moves r-a" in left.output
    there = played("q\n", "--as", "ukraine", "--run", "31", "--moves", "r-a")
    assert "Round 1" in there.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "say whose seat you take"),
        (["--as", "nobody"], "there is no seat for"),
        (["--as", "ukraine", "--moves", "q"], "is no move"),
        (["--as", "ukraine", "--set", "protocol=challenge"], "no seat to take"),
    ],
)
def test_mistakes_at_the_terminal(words: list[str], said: str) -> None:
    done = played("", *words)
    assert (done.exit_code, said in done.output) == (2, True), done.output


def test_what_one_wants_adds_up_to_what_a_text_is_worth() -> None:
    """Option by option, the best first, and what lies beyond a red line last."""
    scenario = sim.read(CEASEFIRE)
    there = replayed(game(scenario))
    found = view(there)
    assert found
    assert found.respond
    seat, package = there.awaited.seat, found.package  # type: ignore[union-attr]
    assert package
    known = topics(scenario, found.ceasefire)
    worth = there.model.session.finals.gain[seat.number]
    names = there.model.seats.issues
    assert sum(worth[k, known[name].options.index(package.terms[name])] for k, name in enumerate(names)) == (
        pytest.approx(seat.utility(package))
    )
    assert sorted(want.issue for want in found.wants) == sorted(wording.topic(known, name) for name in known)
    hangs = []
    for want in found.wants:
        k = next(k for k, name in enumerate(names) if wording.topic(known, name) == want.issue)
        within = [float(told.replace("−", "-")) for _, told, beyond in want.options if not beyond]
        assert within == sorted(within, reverse=True)
        assert [beyond for *_, beyond in want.options] == sorted(beyond for *_, beyond in want.options)
        assert len(want.options) == len(known[names[k]].options)
        hangs.append(float(np.ptp(worth[k, : len(want.options)])))
    assert hangs == sorted(hangs, reverse=True)
    lines = (
        there.model.session.draw.lines[seat.number] & there.model.session.draw.genuine[seat.number][:, None]
    )
    assert sum(beyond for want in found.wants for *_, beyond in want.options) == lines.sum() > 0
