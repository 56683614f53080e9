"""Move a number: the answer is the engine's, beside the base on the same luck."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from concurrent.futures import wait
from pathlib import Path
from threading import Event

import pytest
from asgi import CEASEFIRE, MINIMAL, Site

import sim
from sim.analysis.contrasts import Played
from sim.analysis.statistics import summarise
from sim.app.asking import AppLink, AppQuestion, asked, identity
from sim.app.overlay import overlay
from sim.app.playing import CHUNK, STAGES, Player
from sim.app.whatif import knobs
from sim.app.whatif.answer import as_it_is, chance, elsewhere
from sim.app.whatif.weights import weights
from sim.bargaining.outcomes import Outcomes, joined, same
from sim.bargaining.run.batch import play
from sim.bargaining.run.chunks import Prepared, prepared
from sim.report.comparable import briefly
from sim.scenario.bounds import bounds
from sim.scenario.numbers import numbers
from sim.scenario.schema import Scenario

CHANGE = ("actors.union.deadline_days", "20")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site([MINIMAL, CEASEFIRE], tmp_path_factory.mktemp("results"))


def of(site: Site, *pairs: tuple[str, str], name: str = "minimal") -> AppQuestion:
    return AppQuestion(site.known[name], AppLink(pairs, {}))


def test_a_stream_is_the_engine_s_answer(site: Site, few: tuple[int, ...]) -> None:
    parts = site.get("/live", CHANGE).lines
    assert [part["runs"] for part in parts if "runs" in part] == list(few)
    scenario = sim.read(MINIMAL, ["=".join(CHANGE)])
    settled = play(scenario, few[-1], 1).settled.mean()
    bar = parts[-1]["chart"]["figures"][0]["data"][1]["x"]
    assert max(abs(share - settled) for share in bar[:1]) < 1e-5
    assert parts[-1]["settings"] == ["=".join(CHANGE)]


def test_comparable_cases_stand_beside_what_was_changed(site: Site) -> None:
    """As the scenario names them, with the words of the terminal; without any, that is said."""
    here = of(site, name="ceasefire30")
    outcomes = play(here.scenario, 60, 1)
    assert elsewhere(here, outcomes) == briefly(summarise(here.scenario, outcomes).comparable) != ""
    html = site.get("/live", CHANGE).lines[-1]["html"]
    assert "Base rate: none: the scenario names no cases" in html


def test_first_replications_stay(site: Site, few: tuple[int, ...]) -> None:
    async def first() -> bool:
        player, wanted = Player(2), of(site, CHANGE)
        got = [part async for part in player.stages(wanted)]
        player.close()
        return same(got[1], play(wanted.scenario, few[1], 1)) and len(got[0]) == few[0]

    assert asyncio.run(first())


def test_who_stops_listening_stops_the_work(site: Site) -> None:
    async def left() -> int:
        player, wanted = Player(2), of(site, CHANGE)
        stream = player.stages(wanted)
        await anext(stream)
        await stream.aclose()
        player.close()
        assert not player.jobs
        return player.begun

    assert asyncio.run(left()) <= STAGES[0] // CHUNK + 2


@pytest.mark.slow
def test_a_page_that_is_closed_frees_its_work_within_a_chunk(tmp_path: Path) -> None:
    site = Site([CEASEFIRE], tmp_path)

    async def closed() -> int:
        await site.ask("GET", "/live", "actors.us.credibility=0.9", {}, lines=1)
        assert not site.player.jobs
        before = site.player.begun
        await asyncio.sleep(0.5)
        return site.player.begun - before

    assert asyncio.run(closed()) == 0
    assert site.player.begun <= 2 * (STAGES[0] // CHUNK + 2)


def test_a_mistake_is_told_while_all_threads_play(site: Site) -> None:
    """What a link asks is read beside what is played, and not behind it."""
    done = Event()

    async def told() -> int:
        busy = [site.player.pool.submit(done.wait) for _ in range(site.player.cores)]
        try:
            asking = site.ask("GET", "/live", "actors.unoin.deadline_days=3", {})
            return (await asyncio.wait_for(asking, 20)).status
        finally:
            done.set()
            wait(busy)

    assert asyncio.run(told()) == 400


def test_what_stays_the_same_is_worked_out_once(
    tmp_path: Path, few: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The base for every stage, and the frame for all chunks of a question."""
    site = Site([MINIMAL], tmp_path)
    sides: list[int] = []
    studied: list[str] = []

    def side(base: AppQuestion, before: Outcomes) -> Played:
        sides.append(len(before))
        return as_it_is(base, before)

    def study(scenario: Scenario) -> Prepared:
        studied.append(identity(scenario))
        return prepared(scenario)

    monkeypatch.setattr("sim.app.whatif.answer.as_it_is", side)
    monkeypatch.setattr("sim.app.playing.prepared", study)
    monkeypatch.setattr("sim.app.playing.CHUNK", 32)
    for days in ("41", "42"):
        site.get("/live", ("actors.union.deadline_days", days))
    assert sides == list(few)
    assert len(set(studied)) == 3
    assert (
        max(Counter(studied).values()) <= len(few) * site.player.cores < few[-1] // 32
    )  # threads begin together


def test_two_who_ask_the_same_share_the_work(site: Site) -> None:
    async def both() -> int:
        player, wanted = Player(2), of(site, CHANGE)
        await asyncio.gather(player.whole(wanted, STAGES[0]), player.whole(wanted, STAGES[0]))
        again = await player.whole(wanted, STAGES[0])
        player.close()
        assert len(again) == STAGES[0]
        return player.begun

    assert asyncio.run(both()) == STAGES[0] // CHUNK


def test_nothing_changed_is_the_same_everywhere(site: Site, few: tuple[int, ...]) -> None:
    assert "nothing changed yet" in site.get("/live").lines[-1]["html"]


def test_a_mistake_is_told_with_its_place(site: Site) -> None:
    answer = site.get("/live", ("actors.unoin.deadline_days", "3"))
    assert answer.status == 400
    assert "union" in answer.text
    assert "Traceback" not in answer.text


def test_words_find_numbers(site: Site) -> None:
    page = site.get("/knobs", ("_in", "ceasefire30"), ("_find", "land · russia")).text
    assert "Russia: weight of “Land”" in page
    assert "No number has all these words." in site.get("/knobs", ("_find", "zebra")).text


def test_what_matters_is_what_the_study_finds(site: Site) -> None:
    page = site.get("/knobs", ("_list", "matters")).text
    paths = re.findall(r'data-path="([^"]+)"', page)
    assert len(paths) == 5
    assert set(paths) <= {number.path for number in numbers(sim.read(MINIMAL))}


@pytest.mark.slow
@pytest.mark.parametrize("name", ["minimal", "ceasefire30"])
def test_no_slider_leaves_the_schema(site: Site, name: str) -> None:
    """Both ends of every slider of uncertain inputs, and of some others, can be played."""
    asking = of(site, name=name)
    every = knobs.by_path(asking.subject.base).values()
    for number in [n for n in every if not n.quantity.fixed] + list(every)[::25]:
        for slide in knobs.knob(asking, number).slides:
            key = number.path if slide.mode == "fix" else f"shift:{number.path}"
            for end in (slide.low, slide.high):
                assert of(site, (key, f"{end:.8g}"), name=name).scenario, (number.path, end)


def test_a_shift_moves_all_of_a_distribution(site: Site) -> None:
    path = "actors.us.credibility"
    moved = of(site, (f"shift:{path}", "0.1"), name="ceasefire30")
    before = site.known["ceasefire30"].base.actors["us"].credibility
    after = moved.scenario.actors["us"].credibility
    assert after.mean == pytest.approx(before.mean + 0.1)
    assert after.variance == pytest.approx(before.variance)
    assert moved.settings[0].startswith(f"{path}={{")
    refused = site.get("/live", ("_in", "ceasefire30"), ("shift:horizon_days", "1"))
    assert refused.status == 400


def test_weights_are_parts_of_one(site: Site) -> None:
    shares = weights(of(site, ("issues.land.weight.russia", "0.9"), name="ceasefire30"), "russia")
    assert sum(each.share for each in shares) == pytest.approx(1.0)
    assert max(shares, key=lambda each: each.share).path == "issues.land.weight.russia"


@pytest.mark.parametrize(
    "changes",
    [
        (("actors.us.credibility", "0.9"), ("protocol", "challenge")),
        (("issues.land.value.russia.frozen_line", "0.35"),),
        (("actors.us.credibility", "{triangular: [0.1, 0.2, 0.3]}"), ("war.noise", "0")),
        (("actors.russia.red_lines.nato.probability", "0"), ("issues.force.consent.europe", "[]")),
        (("shift:actors.us.credibility", "0.05"),),
    ],
)
def test_an_overlay_says_what_the_link_says(
    site: Site, tmp_path: Path, changes: tuple[tuple[str, str], ...]
) -> None:
    wanted = of(site, *changes, name="ceasefire30")
    text = overlay(wanted).replace("extends: ", f"extends: {CEASEFIRE.parent}/")
    file = tmp_path / "overlay.yaml"
    file.write_text(text, "utf-8")
    assert sim.read(file).replaced(name="", variant_of=None) == wanted.scenario.replaced(name="")


def test_a_link_reads_back(site: Site) -> None:
    wanted = of(site, ("actors.us.credibility", "0.9"), name="ceasefire30")
    assert asked(site.known, AppLink.of(wanted.query)).scenario == wanted.scenario


def test_a_pinned_slider_stays_in_the_link_and_on_every_screen(site: Site) -> None:
    path, moved = "war.noise", "actors.us.credibility"
    pairs = (("_in", "ceasefire30"), ("_seed", "7"), ("_pin", path), ("_pin", path), (moved, "0.9"))
    hand = re.findall(r'id="pinned">(.*?)</div>', site.get("/", *pairs).text, re.DOTALL)[0]
    assert re.findall(r'data-path="([^"]+)"', hand) == [path, moved]
    assert re.findall(r'aria-pressed="(\w+)"', hand) == ["true", "false"]
    assert re.findall(r'data-path="([^"]+)"', site.get("/knobs", *pairs, ("_list", "pinned")).text) == [
        path,
        moved,
    ]
    along = f"_in=ceasefire30&amp;_seed=7&amp;_pin={path}&amp;{moved}=0.9"
    for screen in ("/", "/draft", "/seat", "/gallery", "/rooms"):
        page = site.get(screen, *pairs).text
        assert all(f'href="{to}?{along}"' in page for to in ("./", "draft", "seat", "gallery")), screen
    assert (
        f"_seed=7&amp;_pin={path}&amp;{moved}=0.9&amp;_as=us" in site.get("/seat", *pairs, ("_as", "us")).text
    )
    assert "data-path" not in site.get("/knobs", ("_list", "pinned")).text
    assert site.get("/", ("_pin", "<b>no number</b>")).status == 200  # whoever types that sees no slider


def test_chance_is_counted_over_all_tries(site: Site, few: tuple[int, ...]) -> None:
    few, many = (site.get("/live", CHANGE, ("_tried", tried)).lines[-1]["html"] for tried in ("1", "40"))
    assert "tried." not in few
    assert "40 changes tried." in many


def test_after_more_tries_less_is_clear(site: Site) -> None:
    from sim.app.whatif.answer import beside

    base, here = of(site), of(site, ("actors.union.deadline_days", "55"))
    before, now = (play(each.scenario, 512, 1) for each in (base, here))
    alone, among = (beside(as_it_is(base, before), here, now, tried) for tried in (1, 50))
    assert among.z > alone.z
    assert among.tried == 50 * alone.tried
    assert chance(alone, 1) == ""


def test_a_chapter_is_drawn_when_it_is_opened(site: Site, few: tuple[int, ...]) -> None:
    for key in ("differences", "when", "files", "agreed"):
        part = site.get("/chapter", CHANGE, ("_chapter", key)).json
        assert part["html"]
    assert site.get("/chapter", ("_chapter", "nothing")).status == 400


def test_the_first_page_is_light(site: Site) -> None:
    paths = ("/", "/app.css", "/app.js", "/paint.js")
    assert sum(len(site.get(path).body) for path in paths) < 60_000


def test_every_number_has_the_bounds_of_its_field() -> None:
    scenario = sim.read(CEASEFIRE)
    for number in numbers(scenario):
        low, high = number.quantity.support
        assert bounds(scenario, number.path).low <= low <= high <= bounds(scenario, number.path).high


def test_what_is_kept_is_a_study(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sim.app import keeping

    monkeypatch.setattr(keeping, "RUNS", 100)
    kept = site.post("/keep", CHANGE).json
    folder = Path(kept["folder"])
    assert (folder / "report.html").exists()
    assert CHANGE[1] in kept["told"]


def test_joined_chunks_are_what_one_chunk_is() -> None:
    scenario = sim.read(MINIMAL)
    parts = [play(scenario, 256, 1, first=start) for start in (0, 256)]
    assert same(joined(parts), play(scenario, 512, 1))
