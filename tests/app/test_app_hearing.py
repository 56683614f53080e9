"""Who refuses and says what it would sign is taken at its word by the agents of the others."""

from __future__ import annotations

from dataclasses import replace

import pytest
from asgi import CEASEFIRE, MINIMAL, Site
from click.testing import CliRunner

import sim
from sim.app.seat.game import Game, Play, replayed
from sim.app.seat.hearing import believe, promised
from sim.app.seat.moves import Move
from sim.app.seat.sitting import options_of
from sim.app.seat.view import view
from sim.bargaining.agents.agents import Party
from sim.bargaining.agents.model import NegotiationModel
from sim.bargaining.rules.rules import at_least
from sim.cli.main import commands
from sim.scenario.schema import Scenario


@pytest.fixture(scope="module")
def ceasefire() -> Scenario:
    return sim.read(CEASEFIRE)


def refusing(scenario: Scenario, seat: str, terms: dict[str, str] | None, replication: int) -> Game:
    """The first text that its agent refuses is refused, with or without saying what would be signed instead."""
    now = Play(scenario, 1, replication, (seat,), ())
    while (there := replayed(now)).awaited:
        assert there.awaited
        if there.awaited.question == "respond" and not there.awaited.ceasefire and not there.awaited.usual:
            break
        now = replace(now, moves=(*now.moves, Move("agent")))
    assert there.awaited
    assert there.awaited.package
    whole = {**there.awaited.package.terms, **(terms or {})}
    move = Move("if", options_of(scenario, whole, False)) if terms else Move("refuse")
    return replayed(replace(now, moves=(*now.moves, move)))


def tabled(game: Game, after: int) -> list[dict[str, str]]:
    return [dict(r.final.terms) for r in game.rounds[after:] if r.final]


def to_the_end(game: Game) -> Game:
    return replayed(replace(game.play, moves=(*game.play.moves, Move("rest"))))


def test_what_one_would_sign_is_tabled_and_recognised() -> None:
    """The company tables what the union said it would sign, as soon as that suits it best."""
    scenario = sim.read(MINIMAL)
    plain, said = (refusing(scenario, "union", terms, 0) for terms in (None, {"raise": "0.5"}))
    begun = len(plain.rounds)
    assert {"raise": "0.5"} not in tabled(to_the_end(plain), begun)[:3]
    now = said.play
    while (there := replayed(now)).awaited and not (found := view(there)).met:  # type: ignore[union-attr]
        now = replace(now, moves=(*now.moves, Move("agent")))
    assert found
    assert found.respond
    assert found.package
    assert found.package.terms == {"raise": "0.5"}


def test_all_believe_what_follows_from_its_word(ceasefire: Scenario) -> None:
    """Its limit is no higher than what the text is worth to it; and no other belief moves."""
    model = NegotiationModel(ceasefire, replication=31)
    model.step()
    ukraine, russia = (model.actor(name) for name in ("ukraine", "russia"))
    assert isinstance(ukraine, Party)
    me = ukraine.numbers
    within = (text for text in model.menu() if text and not ukraine.crosses_red_line(text))
    told = next(text for text in within if me["low"] < ukraine.value(text) < me["high"])
    others = float(russia.numbers["low"]), float(russia.numbers["high"])
    believe(ukraine, told)
    assert me["high"] == ukraine.value(told)
    assert me["low"] < me["high"]
    assert (float(russia.numbers["low"]), float(russia.numbers["high"])) == others


def test_who_would_sign_a_pause_does_not_lose_by_it(ceasefire: Scenario) -> None:
    """At the least that a halt can now be worth to it, the pause is worth nothing to it, with all that presses it."""
    model = NegotiationModel(ceasefire, replication=31)
    model.step()
    russia = model.actor("russia")
    assert isinstance(russia, Party)
    me, pauses = russia.numbers, [each for each in model.menu(ceasefire=True) if each]
    told = next(each for each in pauses if model.pause(each)["halts"] > 0.0)
    me["bracket_low"] = -9.0
    believe(russia, told)
    halts, eyes = float(model.pause(told)["halts"]), russia.eyes(told)
    assert halts * me["bracket_low"] + eyes["conditions"] + me["pressure"] == pytest.approx(0.0, abs=1e-9)


def test_what_is_said_changes_what_is_tabled(ceasefire: Scenario) -> None:
    """Ukraine would sign if it could still join NATO: from then on other texts come."""
    plain, said = (refusing(ceasefire, "ukraine", each, 31) for each in (None, {"nato": "open"}))
    begun = len(plain.rounds)
    assert tabled(to_the_end(plain), begun) != tabled(to_the_end(said), begun)


def test_it_is_weighed_as_signed_for_sure_by_who_said_it(ceasefire: Scenario) -> None:
    """Gain times the chance of every other party, and Ukraine's own chance left out: by hand."""
    model = NegotiationModel(ceasefire, replication=31)
    model.step()
    while model.proposer.name != "us":
        model.step()
    row = model.row_of(model.compose(dict(ceasefire.proposals["ukrainian_terms"])))
    found = model.session.weighed(model.table.actor, False)
    assert found
    rows, readings = found
    sure = promised(model.proposer, found, row, "ukraine")
    russia = model.seats.parties.index("russia")
    lean = 1.0 + float(model.actor("russia").numbers["side"]) * float(model.talks["bias"])
    assert sure == pytest.approx(float(rows[row]["gain"]) * float(readings[row, russia]["chance"]) ** lean)
    assert at_least(sure, float(rows[row]["score"]))


def test_wanting_the_text_that_is_refused_changes_nothing(ceasefire: Scenario) -> None:
    plain = refusing(ceasefire, "ukraine", None, 31)
    asked = replayed(replace(plain.play, moves=plain.play.moves[:-1])).awaited
    assert asked
    assert asked.package
    same = replace(plain.play.moves[-1], kind="if", options=options_of(ceasefire, asked.package.terms, False))
    said = replayed(replace(plain.play, moves=(*plain.play.moves[:-1], same)))
    assert to_the_end(said).rounds == to_the_end(plain).rounds


def test_who_refuses_its_own_text_has_said_otherwise() -> None:
    scenario = sim.read(MINIMAL)
    now = refusing(scenario, "union", {"raise": "0.5"}, 0).play
    while (there := replayed(now)).awaited and not view(there).met:  # type: ignore[union-attr]
        now = replace(now, moves=(*now.moves, Move("agent")))
    again = replayed(replace(now, moves=(*now.moves, Move("refuse"))))
    assert again.awaited
    assert again.awaited.script.words.standing == {}


def test_under_offers_that_alternate_it_is_a_counter_offer() -> None:
    """Whoever would sign it itself tables it."""
    scenario = sim.read(MINIMAL, ["protocol=alternating_offers"])
    said = refusing(scenario, "union", {"raise": "0"}, 0)
    assert {"raise": "0"} in tabled(to_the_end(said), len(said.rounds))[:3]
    too_much = refusing(scenario, "union", {"raise": "8"}, 0)
    following = [r.final for r in to_the_end(too_much).rounds[len(too_much.rounds) :] if r.final]
    assert all(each.terms != {"raise": "8"} for each in following if each.by == "company")


def test_the_page_asks_for_it_and_links_to_it(tmp_path_factory: pytest.TempPathFactory) -> None:
    site = Site([MINIMAL], tmp_path_factory.mktemp("results"))
    own = [("_in", "minimal"), ("_as", "union"), ("_luck", "0")]
    page = site.get("/seat", *own).text
    assert "say with which options you would sign" in page
    there = site.get("/seat", *own, ("_do", "if"), ("_o.raise", "0.5"))
    assert (there.status, "_moves=c1" in there.headers["location"]) == (303, True)
    assert site.get("/seat", *own, ("_do", "table"), ("_o.raise", "0.5")).status == 400


def test_at_the_terminal_it_is_said_issue_by_issue() -> None:
    words = ["play", str(MINIMAL), "--as", "union", "--run", "0"]
    done = CliRunner().invoke(commands, words, input="c\n1\nq\n")
    assert done.exit_code == 0, done.output
    assert "--moves c1" in done.output
