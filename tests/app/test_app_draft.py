"""Draft a text: in how many worlds who signs it is what the engine says of a proposal that says the same."""

from __future__ import annotations

import asyncio
import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl

import numpy as np
import pytest
from asgi import CEASEFIRE, MINIMAL, Site
from hypothesis import given, settings
from hypothesis import strategies as some

import sim
from sim.app.asking import AppLink, asked
from sim.app.draft import every
from sim.app.draft.lifts import PARTS, Lift, Lifted, Lifting, lifts
from sim.app.draft.search import Found, onwards, search
from sim.app.draft.shares import in_most, shares, signed, together
from sim.app.draft.texts import Swap, Terms, Trial, allowed, beside, proposals, topics, trial
from sim.app.draft.why import refusals, why
from sim.bargaining.outcomes import columns
from sim.bargaining.protocols.mediated.session import Session
from sim.bargaining.run.batch import play
from sim.bargaining.setup.streams import Streams
from sim.bargaining.setup.structure import seating
from sim.scenario.frozen import Frozen
from sim.scenario.proposals import Proposal
from sim.scenario.schema import Scenario
from tests.bargaining.every_package import TIE, utility, value

KOREA = CEASEFIRE.parent / "korea_1951.yaml"
RUNS = 64


@pytest.fixture(scope="module")
def ceasefire() -> Scenario:
    return sim.read(CEASEFIRE)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return Site([MINIMAL, CEASEFIRE, KOREA], tmp_path_factory.mktemp("results"))


@pytest.mark.parametrize("kind", [False, True], ids=["settlement", "ceasefire"])
def test_a_draft_of_a_named_text_is_signed_as_that_is(ceasefire: Scenario, kind: bool) -> None:
    outcomes = play(ceasefire, RUNS, 1)
    names = outcomes.names.ceasefire_proposals if kind else outcomes.names.proposals
    flags = outcomes.would_sign_ceasefire if kind else outcomes.would_sign
    for name, terms in proposals(ceasefire, kind).items():
        trial = Trial(ceasefire, kind, dict(terms))
        _, would = signed(trial, play(trial.played, RUNS, 1))
        assert np.array_equal(would[:, 0], flags[:, names.index(name)])


def test_texts_on_trial_change_nothing_else(ceasefire: Scenario) -> None:
    trial = Trial(ceasefire, False, dict(ceasefire.proposals["russian_terms"]))
    as_it_is, tried = play(ceasefire, RUNS, 1), play(trial.played, RUNS, 1)
    for name in columns():
        if name != "would_sign":
            assert np.array_equal(getattr(as_it_is, name), getattr(tried, name), equal_nan=True), name


@given(seed=some.integers(0, 2**31))
@settings(max_examples=3, deadline=None)
def test_any_text_is_signed_as_the_engine_says(ceasefire: Scenario, seed: int) -> None:
    rng = np.random.default_rng(seed)
    terms = {name: str(rng.choice(issue.options)) for name, issue in ceasefire.issues.items()}
    trial = Trial(ceasefire, False, terms)
    found = shares(trial, play(trial.played, RUNS, 1))
    alone = ceasefire.replaced(proposals=Frozen({**ceasefire.proposals, "mine": Proposal(terms)}))
    engine = play(alone, RUNS, 1)
    flags = engine.would_sign[:, engine.names.proposals.index("mine")]
    hits = {name: int(flags[:, a].sum()) for a, name in enumerate(engine.names.actors)}
    assert {name: share.hits for name, share in found.by.items()} == hits
    assert found.everyone.hits == int(flags.all(axis=1).sum())


def test_the_one_swap_that_adds_most_is_measured(ceasefire: Scenario) -> None:
    """Each swap played as a text of its own."""
    assert ceasefire.truce
    trial = Trial(ceasefire, True, dict(ceasefire.truce.proposals["jeddah_30_days"]))
    found = shares(trial, play(trial.played, RUNS, 1))
    counted = {}
    for swap in trial.swaps:
        other = Trial(ceasefire, True, {**trial.terms, swap.issue: swap.option})
        _, would = signed(other, play(other.played, RUNS, 1))
        counted[swap] = int(together(other, would)[:, 0].sum())
    assert found.best[0].share.hits == max(counted.values())
    assert counted[found.best[0].swap] == max(counted.values())


def test_why_not_is_said_of_all_who_refuse_and_of_nobody_else(ceasefire: Scenario) -> None:
    """Of a text that some would sign at the end, though they still held out for more, too."""
    some_sign, trial = (
        Trial(ceasefire, False, dict(ceasefire.proposals[name])) for name in ("kellogg_2024", "russian_terms")
    )
    names, would = signed(some_sign, play(some_sign.played, 6, 1))
    for replication in range(6):
        refused = {name for name, reason in refusals(some_sign, 1, replication) if reason}
        assert refused == {name for a, name in enumerate(names) if not would[replication, 0, a]}
    assert why(trial, 1, 2).and_more(why(trial, 1, 2, 2)) == why(trial, 1, 4)
    assert set(why(trial, 1, 2).refused["ukraine"]) == {"red_line"}


def test_what_links_exclude_is_not_offered() -> None:
    """Of two options that exclude one another, the one is greyed where the other is chosen."""
    link = {"name": "either", "never": {"land": "frozen_line", "nato": "open"}}
    scenario = sim.read(CEASEFIRE).with_({"links": [link]})
    terms = {**scenario.proposals["russian_terms"], "land": "frozen_line"}
    trial = Trial(scenario, False, terms)
    assert trial.excluded == (Swap("nato", "open"),)
    assert Swap("nato", "open") not in trial.swaps
    assert not allowed(scenario, {**terms, "nato": "open"}, False)
    assert allowed(scenario, {**terms, "nato": "open", "land": "line_2022"}, False)


def test_the_screen_and_its_stream(site: Site, few: tuple[int, ...]) -> None:
    page = site.get("/draft", ("_in", "ceasefire30")).text
    assert 'name="_o.land"' in page
    parts = site.get("/drafted", ("_in", "minimal"), ("_o.raise", "4")).lines
    assert parts[-1]["runs"] == few[-1]
    assert "this text" in parts[0]["chart"]["html"]
    assert "All whose signature it needs" in parts[-1]["html"]
    odd = site.get("/drafted", ("_in", "minimal"), ("_o.raise", "99"))
    assert (odd.status, "raise has no option" in odd.text) == (400, True)
    assert site.get("/draft", ("protocol", "challenge")).status == 400


def test_a_text_becomes_an_entry_of_a_file(site: Site, tmp_path: Path) -> None:
    text = site.get("/proposal.yaml", ("_in", "ceasefire30"), ("_o.land", "frozen_line")).text
    file = tmp_path / "with_text.yaml"
    file.write_text(text.replace("extends: ", f"extends: {CEASEFIRE.parent}/"), "utf-8")
    assert sim.read(file).proposals["my_text"]["land"] == "frozen_line"


def searched(site: Site, link: str) -> list[Found]:
    async def all_found() -> list[Found]:
        return [found async for found in search(site.player, asked(site.known, AppLink.of(link)))]

    return asyncio.run(all_found())


@pytest.mark.slow
def test_a_search_by_swaps_ends_with_a_text_that_no_swap_betters(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where not all texts can be counted: from others than the London text it goes on, and counts what is there."""
    monkeypatch.setattr("sim.app.playing.STAGES", (48, 96))
    link = "_in=ceasefire30&_text=london_march_2025&protocol=alternating_offers"
    *before, last = searched(site, link)
    assert not last.of_all
    hits = [found.told.everyone.hits for found in before]
    assert hits == sorted(hits)
    assert hits[0] < hits[-1] == last.told.everyone.hits
    assert last.over
    assert not any(found.over for found in before)
    trial = Trial(asked(site.known, AppLink.of(link)).scenario, False, last.terms)
    found = shares(trial, play(trial.played, last.told.runs, 1))
    assert found.everyone == last.told.everyone
    assert found.best[0].apart.difference <= 0.0
    assert onwards(trial, found) is None or found.best[0].apart.difference == 0.0


@pytest.mark.parametrize("replication", [0, 1])
def test_every_text_is_signed_as_brute_force_has_it(ceasefire: Scenario, replication: int) -> None:
    """All 103,680, party by party, in plain NumPy from the formulas."""
    rows = every.every_text(ceasefire, False)
    assert rows is not None
    world = Session(ceasefire, Streams(1, replication, 1))
    while world.running:
        world.step()
    would = every.who_signs(ceasefire, False, rows, 1, replication)
    assert every.signers(ceasefire) == world.seats.actors
    for i, me in enumerate(world.table.actor):
        worth = value(world, rows, i) if i < 2 else utility(world, rows, i)
        alike = worth >= me["reservation" if i < 2 else "floor_now"] - TIE
        for k in np.flatnonzero(world.draw.genuine[i]) if i < 2 else ():
            alike &= ~world.draw.lines[i, k, rows[:, k]]
        assert np.array_equal(would[:, i], alike)
    assert 0 < would.all(axis=1).sum() < len(rows)
    counted = every.tally(ceasefire, False, rows, 1, replication, 1)
    assert np.array_equal(counted.everyone, would.all(axis=1))
    for a in range(would.shape[1]):
        assert np.array_equal(counted.but[:, a], np.delete(would, a, axis=1).all(axis=1))


def test_of_texts_that_all_sign_as_often_that_with_most_signatures_is_best() -> None:
    everyone, by = np.array([1, 3, 3, 0]), np.array([[9, 9], [3, 4], [5, 3], [9, 9]])
    found = every.TextTally(9, everyone, by, np.array([[1, 1], [3, 3], [3, 3], [8, 0]]))
    assert found.best == 2
    assert found.near(1) == [1, 3]


@pytest.mark.parametrize("kind", [False, True], ids=["settlement", "ceasefire"])
def test_a_text_among_all_is_signed_as_the_engine_has_it(ceasefire: Scenario, kind: bool) -> None:
    outcomes, named = play(ceasefire, 8, 1), proposals(ceasefire, kind)
    known = outcomes.names.ceasefire_proposals if kind else outcomes.names.proposals
    flags = outcomes.would_sign_ceasefire if kind else outcomes.would_sign
    rows = every.every_text(ceasefire, kind)
    assert rows is not None
    places = [place_of(ceasefire, kind, rows, terms) for terms in named.values()]
    for replication in range(8):
        found = every.who_signs(ceasefire, kind, rows[places], 1, replication)
        assert np.array_equal(found, flags[replication, [known.index(name) for name in named]])


def place_of(scenario: Scenario, kind: bool, rows: every.Rows, terms: Terms) -> int:
    """Where a text is among all."""
    known, seats = topics(scenario, kind), seating(scenario)
    names = seats.truce_issues if kind else seats.issues
    row = [known[name].options.index(terms[name]) for name in names]
    (place,) = np.flatnonzero((rows == row).all(axis=1))
    assert every.terms_of(scenario, kind, rows[place]) == dict(terms)
    return int(place)


@pytest.mark.slow
def test_where_no_text_is_signed_in_most_worlds_that_is_said(
    site: Site, few: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The best of all is found, who refuses it and why is told, and what helps is what it says when it is played."""
    monkeypatch.setattr(every, "WORLDS", 32)
    *before, last = searched(site, "_in=korea_1951")
    scenario = site.known["korea_1951"].base
    rows = every.every_text(scenario, False)
    assert rows is not None
    assert last.looked_at == len(rows) == 81
    texts = {f"t{k}": every.terms_of(scenario, False, row) for k, row in enumerate(rows)}
    told = play(beside(Trial(scenario, False, texts["t0"]), texts), 32, 1)
    counts = {
        name: int(told.would_sign[:, told.names.proposals.index(name)].all(axis=1).sum()) for name in texts
    }
    assert last.told.everyone.hits == max(counts.values())
    assert counts[next(name for name, terms in texts.items() if terms == last.terms)] == max(counts.values())
    assert not last.in_most
    assert last.why
    assert set(last.why.refused) <= set(every.signers(scenario))
    best = last.lifts[0].whole
    assert (best.share.hits, best.share.of) == (signing(site, "korea_1951", best, 1), 32)
    assert best.share.hits > last.told.everyone.hits
    html = site.get("/searched", ("_in", "korea_1951")).lines[-1]["html"]
    assert "No text is signed by all in most worlds." in html
    assert "What would have to change" in html
    link = re.search(r'href="(draft[^"]+)"', html)
    assert link
    assert site.get("/draft", *parse_qsl(unescape(link[1]).partition("?")[2])).status == 200
    assert not before[0].over


def signing(site: Site, name: str, lift: Lift, seed: int) -> int:
    """In how many of 32 worlds all sign the text of a lift, the changes typed."""
    there = site.known[name].changed([f"{path}={said}" for path, said in lift.settings])
    again = play(beside(Trial(there, False, lift.terms), {"best": lift.terms}), 32, seed)
    return int(again.would_sign[:, again.names.proposals.index("best")].all(axis=1).sum())


@pytest.mark.slow
def test_how_much_of_a_change_is_enough(site: Site) -> None:
    """The least part with which some near text is signed in most worlds, and that text in most other worlds, too."""
    asking = asked(site.known, AppLink.of("_in=korea_1951"))
    begun = trial(asking)
    rows = every.every_text(begun.scenario, False)
    assert rows is not None
    near = [every.terms_of(begun.scenario, False, row) for row in rows]

    async def last() -> tuple[Lifted, ...]:
        return [found async for found in lifts(site.player, asking, begun, near, 32)][-1]

    found = asyncio.run(last())
    parts = {lifted.enough.part for lifted in found if lifted.enough}
    assert parts
    assert min(parts) < 1.0
    lifting = Lifting(site.player, asking, begun, 32)
    for lifted in found:
        assert lifted.weighed == in_most(lifted.whole.share)
        least = lifted.enough.part if lifted.enough else 1.0
        for part in (each for each in PARTS if lifted.weighed and each < least):
            if lifting.edits(lifted.whole.change, part) is not None:
                less = asyncio.run(lifting.tried(lifted.whole.change, part, near))
                assert not (in_most(less.share) and signing(site, "korea_1951", less, 2) > 16)
        if lifted.enough:
            assert signing(site, "korea_1951", lifted.enough, 1) > 16
            assert lifted.enough.share.hits == signing(site, "korea_1951", lifted.enough, 2) > 16


def test_what_was_found_is_a_link(site: Site, few: tuple[int, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(every, "WORLDS", 16)
    parts = site.get("/searched", ("_in", "minimal"), ("_o.raise", "8")).lines
    assert "Take this text" not in parts[0]["html"]
    assert "<b>Union</b> signs it" in parts[-1]["html"]  # a line begins as a sentence does
    link = re.search(r'href="(draft[^"]+)"', parts[-1]["html"])
    assert link
    assert "_o.raise=" in link[1]
    assert 'data-play="searched"' in site.get("/draft", ("_in", "minimal")).text
