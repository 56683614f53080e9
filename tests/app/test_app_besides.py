"""What a seat does besides what it is asked: a ceasefire declared or left, a threat carried out or taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from asgi import CEASEFIRE, Site
from click.testing import CliRunner

import sim
from sim.app.seat.game import Game, Play, replayed
from sim.app.seat.moves import Move, WrongMove, read
from sim.app.seat.telling import passages
from sim.app.seat.view import view
from sim.bargaining.inspect.rounds import Trace
from sim.bargaining.types import EXECUTED, NO_THREAT, STANDING
from sim.cli.main import commands
from sim.report.explain import tell, tone
from sim.report.round_by_round import tell_every_round
from sim.scenario.schema import Scenario


@pytest.fixture(scope="module")
def ceasefire() -> Scenario:
    return sim.read(CEASEFIRE)


def after_a_round(game: Game, *moves: Move) -> Game:
    """These moves, and the agent's until the round is over."""
    now, begun = replace(game.play, moves=(*game.play.moves, *moves)), len(game.rounds)
    while len((there := replayed(now)).rounds) == begun:
        now = replace(now, moves=(*now.moves, Move("agent")))
    return there


def until_offered(scenario: Scenario, seat: str, kind: str, replication: int) -> Game:
    now = Play(scenario, 1, replication, (seat,), ())
    while (found := view(there := replayed(now))) and kind not in [move.kind for _, move in found.besides]:
        now = replace(now, moves=(*now.moves, Move("agent")))
    assert found
    return there


def said(game: Game) -> str:
    return passages(game, game.play.seats, everything=False)[-1].text


def threat(game: Game) -> int:
    return int(game.model.table.lever[0, game.model.seats.parties.index("russia")]["threat"])


def test_a_mediator_carries_a_threat_out_and_takes_it_back(ceasefire: Scenario) -> None:
    begun = until_offered(ceasefire, "us", "strike", 4)
    russia = begun.model.seats.parties.index("russia")
    struck, spared = (after_a_round(begun, Move(kind, (russia,))) for kind in ("strike", "spare"))  # type: ignore[arg-type]
    plain = after_a_round(begun)
    assert [threat(each) for each in (plain, struck, spared)] == [STANDING, EXECUTED, NO_THREAT]
    assert "United States carries out its threat against Russia" in said(struck)
    following = [after_a_round(game).rounds[-1].parties["russia"] for game in (struck, plain, spared)]
    limits = [each.reservation for each in following]
    assert limits[0] < limits[1] < limits[2]
    assert limits[2] == following[2].war_value
    assert threat(after_a_round(spared, Move("warn", (russia,)))) == STANDING


def test_who_leaves_a_ceasefire_is_trusted_less(ceasefire: Scenario) -> None:
    begun = until_offered(ceasefire, "ukraine", "leave", 32)
    left, plain = after_a_round(begun, Move("leave")), after_a_round(begun)
    assert left.model.talks["pause"] == -1
    assert left.model.talks["pause_halted"] == begun.model.talks["halted"]
    assert left.model.talks["truces_broken"] == plain.model.talks["truces_broken"] + 1
    assert said(left).endswith("Ukraine leaves the ceasefire, and fighting goes on.")
    assert [(h.what, h.who) for h in left.rounds[-1].happenings if h not in plain.rounds[-1].happenings] == [
        ("left", "ukraine")
    ]
    assert tone(left.rounds[-1]) == "lost"
    before, after = (each.model.actor("russia").numbers for each in (plain, left))
    grown = before["suspicion"] + before["betrayal"] * (1.0 - before["suspicion"])
    assert float(after["suspicion"]) == pytest.approx(float(grown))
    own = [each.model.actor("ukraine").numbers["suspicion"] for each in (plain, left)]
    assert own[0] == own[1]
    rested = after_a_round(left)
    assert rested.model.day < rested.model.talks["cooldown_until"]
    assert rested.rounds[-1].ceasefire is None  # none is tabled before the cool-down is over


def test_a_party_declares_a_ceasefire_of_its_own() -> None:
    scenario = sim.read(CEASEFIRE, ["actors.ukraine.unilateral={rate: 0.0000001, days: 20, halts: 0.4}"])
    begun = until_offered(scenario, "ukraine", "declare", 31)
    declared, plain = after_a_round(begun, Move("declare")), after_a_round(begun)
    assert plain.model.actor("ukraine").numbers["lone_until"] <= plain.model.day
    me = declared.model.actor("ukraine").numbers
    assert me["lone_until"] > declared.model.day
    assert float(me["lone_rate"]) < 1.0  # afterwards it is as in the file
    assert declared.model.talks["halted_alone"] > 0.0
    assert "Ukraine declares a ceasefire of its own, for 20 days." in said(declared)
    kept, back = after_a_round(declared), after_a_round(declared, Move("resume"))
    assert kept.model.actor("ukraine").numbers["lone_until"] > kept.model.day
    ended = back.model.actor("ukraine").numbers
    assert ended["lone_until"] == back.rounds[-1].day
    assert (
        ended["lone_days"] == back.rounds[-1].day - declared.rounds[-1].day
    )  # it was held so long, and no longer
    assert back.model.talks["halted_alone"] == 0.0 < kept.model.talks["halted_alone"]
    assert said(back).endswith("Ukraine takes back the ceasefire that it declared on its own.")
    following = after_a_round(back)
    assert "of its own" not in said(following)
    assert "declared on its own" not in said(following)  # neither kept nor broken: that was told
    trust = [each.model.actor("russia").numbers["suspicion"] for each in (kept, back)]
    assert trust[0] == trust[1]  # nobody had signed anything with it


def test_what_is_left_in_the_round_of_its_signature_is_told_after_it(ceasefire: Scenario) -> None:
    """The signature comes first, whatever the round tells besides."""
    begun = until_offered(ceasefire, "ukraine", "leave", 32)
    (left,) = after_a_round(begun, Move("leave")).rounds[-1:]
    signed = next(r.ceasefire for r in begun.rounds if r.ceasefire is not None and r.ceasefire.signed)
    both = replace(left, ceasefire=signed)
    for passage in (
        tell_every_round(ceasefire, Trace(0, "no_agreement", (both,), {}, {})).passages[-2],
        tell(ceasefire, Trace(0, "no_agreement", (both,), {}, {})).passages[-2],
    ):
        assert passage.text.endswith("Ukraine leaves the ceasefire, and fighting goes on.")
        assert passage.tone == "lost"


@pytest.mark.parametrize(
    ("seat", "moves"), [("ukraine", "x0"), ("ukraine", "d"), ("ukraine", "o"), ("us", "l"), ("us", "x0-w0")]
)
def test_what_cannot_be_done_is_told(ceasefire: Scenario, seat: str, moves: str) -> None:
    with pytest.raises(WrongMove, match="can do no such thing in this round"):
        replayed(Play(ceasefire, 1, 4, (seat,), read(moves)))


def test_it_is_announced_and_can_be_undone(ceasefire: Scenario) -> None:
    begun = until_offered(ceasefire, "us", "strike", 4)
    announced = replayed(replace(begun.play, moves=(*begun.play.moves, Move("strike", (0,)))))
    found, before = view(announced), view(begun)
    assert found
    assert before
    assert found.pending == ("Carry out your threat against Russia",)
    assert (found.heading, found.facts) == (before.heading, before.facts)
    assert all(move.options != (0,) for _, move in found.besides)


def test_on_the_page_in_a_room_and_at_the_terminal(tmp_path_factory: pytest.TempPathFactory) -> None:
    site = Site([CEASEFIRE], tmp_path_factory.mktemp("results"))
    own = [("_as", "us"), ("_luck", "4")]
    assert "Carry out your threat against Russia" in site.get("/seat", *own).text
    assert "At the end of this round:</b> Carry out" in site.get("/seat", *own, ("_moves", "x0")).text
    href = site.post("/open", ("_seat", "us"), ("_luck", "4")).json["href"]
    lead = dict(part.split("=") for part in href.partition("?")[2].split("&"))
    key = site.get("/room", *lead.items()).text.partition("_key=")[2]
    assert key
    words = ["play", str(CEASEFIRE), "--as", "us", "--run", "4"]
    done = CliRunner().invoke(commands, words, input="x0\nq\n")
    assert "At the end of this round: Carry out your threat against Russia." in done.output
    assert "--moves x0" in done.output
