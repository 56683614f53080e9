"""Several people at one table: each sees its own, who is asked moves, and nothing is lost."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from asgi import CEASEFIRE, MINIMAL, Site

import sim
from sim.app.rooms.book import FACILITATOR, Book, Room
from sim.app.rooms.table import Tables
from sim.bargaining.outcomes import same
from sim.bargaining.run.batch import play


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site([MINIMAL, CEASEFIRE], tmp_path)


@pytest.fixture
def room(site: Site, tmp_path: Path) -> Room:
    """Russia, Ukraine and a facilitator; the others are agents."""
    sent = [("_in", "ceasefire30"), ("_seat", "ukraine"), ("_seat", "russia"), ("_luck", "31")]
    href = site.post("/open", *sent).json["href"]
    found = re.search(r"_room=([\w-]+)", href)
    assert found
    return Book(tmp_path).room(found[1])


def move(site: Site, room: Room, seat: str, at: int, do: str, *more: tuple[str, str]) -> tuple[int, str]:
    own = [("_room", room.id), ("_key", room.keys[seat]), ("_at", str(at)), ("do", do)]
    answer = site.post("/move", *own, *more)
    return answer.status, answer.text


def page(site: Site, room: Room, seat: str) -> str:
    return site.get("/room", ("_room", room.id), ("_key", room.keys[seat])).text


def test_each_link_opens_one_seat(site: Site, room: Room) -> None:
    assert set(room.keys) == {FACILITATOR, "ukraine", "russia"}
    assert len(set(room.keys.values())) == 3
    lead = page(site, room, FACILITATOR)
    for seat in room.seats:
        assert room.keys[seat] in lead
        own = page(site, room, seat)
        assert not [other for name, other in room.keys.items() if name != seat and other in own]
    assert site.get("/room", ("_room", room.id), ("_key", "guess")).status == 400
    assert site.get("/room", ("_room", "x" * 11), ("_key", "guess")).status == 400
    assert site.get("/room", ("_room", "../../etc/x"), ("_key", "")).status == 400


def test_who_is_asked_moves_and_nobody_else(site: Site, room: Room) -> None:
    """Russia is asked first: seats come by name."""
    assert "sign it?" in page(site, room, "russia")
    assert "sign it?" not in page(site, room, "ukraine")
    assert move(site, room, "ukraine", 0, "r") == (400, "it is somebody else's turn")
    assert move(site, room, "russia", 0, "r")[0] == 200
    assert move(site, room, "russia", 0, "r") == (400, "somebody has moved meanwhile: look again")
    assert "sign it?" in page(site, room, "ukraine")
    state = site.get("/room-state", ("_room", room.id), ("_key", room.keys["ukraine"])).json
    assert state == {"moves": 1}


def test_a_seat_sees_no_number_of_another(site: Site, room: Room) -> None:
    for at in range(4):  # a settlement and a ceasefire, Russia and Ukraine
        assert move(site, room, FACILITATOR, at, "a")[0] == 200
    ukraine, russia, lead = (page(site, room, seat) for seat in ("ukraine", "russia", FACILITATOR))
    assert "Ukraine says no: it holds out for" in ukraine
    assert "Ukraine says no" not in russia
    assert "Ukraine refuses." in russia
    assert not re.search("(Russia|Ukraine): its limit", ukraine + russia)
    assert re.search("(Russia|Ukraine): its limit", lead)


def test_who_refuses_can_say_what_it_would_sign(site: Site, room: Room) -> None:
    scenario = sim.read(CEASEFIRE)
    found = re.findall(
        r'name="_o\.(\w+)">.*?<option value="([^"]+)" selected', page(site, room, "russia"), re.S
    )
    wanted = {**dict(found), "land": scenario.issues["land"].options[-1]}
    options = [(f"_o.{name}", option) for name, option in wanted.items()]
    assert len(options) == len(scenario.issues)
    status, said = move(site, room, "russia", 0, "if", *options, ("said", "<b>Not  like this</b>"))
    assert status == 200, said
    heard = page(site, room, "ukraine")
    assert "would sign it with Land:" in heard
    assert "&lt;b&gt;Not like this&lt;/b&gt;" in heard
    assert "<b>Not" not in heard


def test_the_facilitator_helps_out_and_takes_back(site: Site, room: Room, tmp_path: Path) -> None:
    assert move(site, room, FACILITATOR, 0, "s")[0] == 400
    assert move(site, room, FACILITATOR, 0, "a")[0] == 200
    assert move(site, room, "ukraine", 1, "undo") == (400, "only the facilitator takes a move back")
    assert move(site, room, FACILITATOR, 1, "undo")[0] == 200
    assert Book(tmp_path).room(room.id).moves == ()


@pytest.mark.slow
def test_left_to_agents_it_is_the_engine_s_game_and_a_debrief_tells_all(
    site: Site, room: Room, tmp_path: Path
) -> None:
    for at in range(2):
        assert move(site, room, FACILITATOR, at, "z")[0] == 200
    game = Tables(site.known, Book(tmp_path)).game(Book(tmp_path).room(room.id))
    assert game.outcomes
    assert same(game.outcomes, play(sim.read(CEASEFIRE), 1, 1, first=31))
    told = page(site, room, "russia")
    assert "What each could not know" in told
    assert "Its limit, which is what fighting on is worth to it, was" in told
    assert "<li>Cost of a day of the war: " in told  # below whose it is
    assert ("with you" in told, "as played" in page(site, room, FACILITATOR)) == (True, True)
    assert "is genuine" in told or "is not genuine" in told
    assert move(site, room, "russia", 2, "s") == (400, "the talks are over")


def test_a_crash_loses_nothing_that_was_heard(site: Site, room: Room, tmp_path: Path) -> None:
    move(site, room, "russia", 0, "r", ("said", "no"))
    file = tmp_path / "rooms" / f"{room.id}.jsonl"
    with file.open("ab") as half:
        half.write(b'{"by": "ukraine", "mo')
    again = Site([MINIMAL, CEASEFIRE], tmp_path)
    assert "sign it?" in page(again, room, "ukraine")
    assert move(again, room, "ukraine", 1, "r")[0] == 200
    lines = file.read_text("utf-8").splitlines()
    assert [json.loads(line)["by"] for line in lines[1:]] == ["russia", "ukraine"]


def test_a_room_of_another_scenario_says_so(room: Room, tmp_path: Path) -> None:
    other = Site([MINIMAL], tmp_path)
    assert "not served now" in page(other, room, "russia")
    edited = tmp_path / "ceasefire30.yaml"
    edited.write_text(f"extends: {CEASEFIRE}\nhorizon_days: 90\n", "utf-8")
    assert "has changed since" in page(Site([edited], tmp_path), room, "russia")


@pytest.mark.parametrize(
    ("seats", "said"),
    [((), "choose at least one seat"), (("nobody",), "there is no seat for nobody")],
)
def test_a_room_needs_seats_that_are_there(site: Site, seats: tuple[str, ...], said: str) -> None:
    answer = site.post("/open", ("_in", "ceasefire30"), *[("_seat", seat) for seat in seats])
    assert (answer.status, said in answer.text) == (400, True)


def test_only_a_page_of_ours_moves(site: Site, room: Room) -> None:
    for url in ("/move", "/open"):
        assert site.post(url, x_token="guess").status == 403
        assert site.post(url, sec_fetch_site="cross-site").status == 403
