"""The sliders of a report in a real browser: the arithmetic of NumPy, by keyboard, offline, with its limits told."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import reweighted
import synthetic
from test_page_in_browser import Seen

import sim
from sim.analysis.intervals import Z95
from sim.analysis.reweighting.slides import Slides, slides
from sim.bargaining.outcomes import Outcomes
from sim.scenario.schema import Scenario

CEASEFIRE30 = Path(__file__).parents[2] / "scenarios" / "ceasefire30.yaml"
RUNS = 3000
COST, DRIFT, UKRAINE, BALANCE, CHOICE, COIN, TURNED = range(7)
PATHS = (
    "actors.russia.cost_per_day",
    "war.drift",
    "actors.ukraine.deadline_days",
    "war.balance",
    "actors.us.credibility",
    "actors.russia.red_lines.force.genuine",
    "actors.europe.credibility",
)
SETTINGS = [
    "together=[{inputs: [actors.russia.cost_per_day, war.drift, actors.ukraine.deadline_days], correlation: 0.5}]",
    "war.balance={normal: {mean: 0, sd: 0.5, low: -4, high: 4}}",
    "actors.us.credibility={choice: {0.2: 0.3, 0.5: 0.3, 0.9: 0.4}}",
    "actors.europe.credibility={uniform: [0.1, 0.9], lowest_of: 3}",
]


@pytest.fixture(scope="module")
def study() -> tuple[Scenario, Outcomes]:
    """Made up, but drawn as the program draws: every family, and three numbers together."""
    scenario = sim.read(CEASEFIRE30, SETTINGS)
    return scenario, synthetic.drawn(scenario, synthetic.outcomes(scenario, RUNS), PATHS)


@pytest.fixture(scope="module")
def kept(study: tuple[Scenario, Outcomes]) -> reweighted.Kept:
    found: Slides = slides(*study, 1, study[1].names.inputs)
    assert len(found.found) == len(PATHS)
    return reweighted.Kept(*study, found)


@pytest.fixture(scope="module")
def file(study: tuple[Scenario, Outcomes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    written = tmp_path_factory.mktemp("moving") / "report.html"
    written.write_text(synthetic.page(study[0], played=study[1]), "utf-8")
    return written


@pytest.fixture(scope="module")
def opened(browser: Any, file: Path, kept: reweighted.Kept) -> Iterator[Callable[[int], Seen]]:
    """One page for each width. Where it was moved, it is moved back."""
    made: dict[int, Seen] = {}
    rest = {k: each.track.rest for k, each in enumerate(kept.found.found)}

    def look(width: int = 1280) -> Seen:
        if width in made:
            move(made[width], rest)
        else:
            made[width] = Seen(browser, file, width, "light")
            said = made[width].page.locator("#moving [role=status]").text_content()
            assert (
                "As played: Full ceasefire by 31 December 2025 " in said
            )  # as it stands when it is unfolded
            made[width].page.evaluate("document.querySelector('#move details').open = true")
        return made[width]

    yield look
    for seen in made.values():
        assert seen.said == []
        assert seen.asked == [file.as_uri()]
        seen.context.close()


def move(seen: Seen, places: Mapping[int, int]) -> None:
    """As a hand does, and wait until the figures follow."""
    for k, place in places.items():
        seen.page.evaluate(
            f"(() => {{ const knob = document.getElementById('knob-{k}'); knob.value = {place};"
            "knob.dispatchEvent(new Event('input')); })()"
        )
    seen.page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def told(seen: Seen, key: str = "key") -> dict[str, dict[str, float]]:
    """By row: what stands behind its words."""
    rows = seen.page.evaluate(
        f"[...document.querySelectorAll('#moving tr[data-{key}]')].map((row) => ({{ ...row.dataset }}))"
    )
    return {row.pop(key): {name: float(value) for name, value in row.items()} for row in rows}


@pytest.mark.parametrize(
    "places",
    [
        *({}, {BALANCE: 24}, {CHOICE: 5}, {COIN: 3}, {TURNED: 2}, {TURNED: 18}, {BALANCE: 6, CHOICE: 7, COIN: 4}),
        *({COST: 22}, {COST: 22, DRIFT: 21, COIN: 3}, {DRIFT: 12, UKRAINE: 13}),
    ],
    ids=str,
)  # fmt: skip
def test_figures_are_those_of_numpy(
    opened: Callable[[], Seen], kept: reweighted.Kept, places: dict[int, int]
) -> None:
    seen, w = opened(), kept.weights(places)
    move(seen, places)
    found, flags = told(seen), reweighted.ends(kept.outcomes)
    assert found.keys() >= {"full", "zone", "6"}
    for key, row in found.items():
        expected = reweighted.moved(flags[key], w)
        assert row["share"] == pytest.approx(expected.share, abs=2e-5)
        assert row["worth"] == pytest.approx(expected.worth, rel=2e-3)
        assert (row["low"], row["high"]) == pytest.approx((expected.low, expected.high), abs=5e-5)
        assert row["change"] == pytest.approx(expected.share - flags[key].mean(), abs=2e-5)
        assert row["reach"] == pytest.approx(Z95 * reweighted.shift(flags[key], w), abs=5e-5)
    worth = float(seen.page.evaluate("document.getElementById('moving').dataset.worth"))
    assert worth == pytest.approx(reweighted.kish(w), rel=2e-3)


@pytest.mark.parametrize("places", [{}, {BALANCE: 22}, {COST: 22, DRIFT: 21, COIN: 3}], ids=str)
def test_when_and_on_which_terms_are_those_of_numpy(
    opened: Callable[[], Seen], kept: reweighted.Kept, places: dict[int, int]
) -> None:
    """Of full ceasefires and of settlements only: means, and shares of the option that comes most often."""
    seen, w = opened(), kept.weights(places)
    move(seen, places)
    found, outcomes = told(seen, "among"), kept.outcomes
    full, settled = ~np.isnan(outcomes.full_ceasefire_day), outcomes.settled
    days = {0: (full, outcomes.full_ceasefire_day), 1: (settled, outcomes.settlement_day)}
    assert len(found) == 2 + len(outcomes.names.issues)
    for k, (of, values) in days.items():
        mean, error, reach = reweighted.mean(np.round(values[of]).astype(float), w[of])
        row = found[str(k)]
        assert row["share"] == pytest.approx(mean, rel=1e-4)
        assert (row["high"] - row["low"]) / 2.0 == pytest.approx(Z95 * error, rel=2e-3)
        assert row["reach"] == pytest.approx(Z95 * reach, rel=5e-3, abs=1e-9)
    land = outcomes.terms[settled, outcomes.names.issues.index("land")]
    often = land == np.bincount(land).argmax()
    row = found[str(2 + outcomes.names.issues.index("land"))]
    expected = reweighted.moved(often, w[settled])
    assert (row["share"], row["low"], row["high"]) == pytest.approx(
        (expected.share, expected.low, expected.high), abs=1e-4
    )


def test_at_rest_the_figures_are_those_of_the_study(
    opened: Callable[[], Seen], kept: reweighted.Kept
) -> None:
    from sim.analysis.intervals import share_of

    for key, row in told(opened(1000)).items():  # a page that nobody has moved
        usual = share_of(reweighted.ends(kept.outcomes)[key])
        assert (row["share"], row["low"], row["high"]) == pytest.approx((usual.share, usual.low, usual.high))


def test_the_command_plays_what_is_shown(opened: Callable[[], Seen], kept: reweighted.Kept) -> None:
    seen, places = opened(), {COST: 20, CHOICE: 9, COIN: 2, TURNED: 3}
    assert not seen.page.is_visible("#moving .again")
    move(seen, places)
    words = shlex.split(seen.page.inner_text("#moving pre"))
    settings = [setting for option, setting in pairwise(words) if option == "--set"]
    assert settings == kept.settings(places)
    again = sim.read(CEASEFIRE30, [*SETTINGS, *settings])
    line = again.parties["russia"].red_lines["force"]
    assert line.probability == kept.found.found[COIN].track.stops[2].quantity
    seen.page.click("#moving .copy")
    assert shlex.split(seen.page.evaluate("getSelection().toString()")) == words


def test_what_hardly_any_replication_looks_like_is_not_told(
    opened: Callable[[], Seen], kept: reweighted.Kept
) -> None:
    seen, places = opened(), {BALANCE: 32, COST: 0, TURNED: 0}
    assert reweighted.kish(kept.weights(places)) < 0.05 * RUNS
    move(seen, places)
    assert "Too few replications look like this" in seen.page.inner_text("#moving [role=status]")
    assert {text.strip() for text in seen.page.locator("#moving td").all_text_contents()} == {"–"}
    assert seen.page.is_visible("#moving .again")
    seen.page.click("#moving .back")
    assert "%" in seen.page.locator("#moving td").first.inner_text()
    assert not seen.page.is_visible("#moving .again")


def test_a_slider_is_moved_by_keys_and_says_what_it_is(
    opened: Callable[[], Seen], kept: reweighted.Kept
) -> None:
    seen = opened()
    knob = seen.page.get_by_role("slider", name="Russia: cost of a day of the war")
    knob.focus()
    before = told(seen)["6"]["share"]
    for _ in range(5):
        seen.page.keyboard.press("ArrowRight")
    move(seen, {})
    assert told(seen)["6"]["share"] != before
    assert knob.get_attribute("aria-valuetext").startswith("mean 0.0002")
    stops = kept.found.found[COST].track
    assert seen.page.evaluate("Number(document.activeElement.value)") == stops.rest + 5
    assert "Worth" in seen.page.inner_text("#moving [role=status]")
    names = seen.page.evaluate(
        "[...document.querySelectorAll('#moving input')].map((knob) => knob.labels[0].innerText)"
    )
    assert len(set(names)) == len(PATHS)


def test_on_a_phone_what_is_moved_stays_in_sight(opened: Callable[[int], Seen]) -> None:
    seen = opened(390)
    seen.page.locator(f"#knob-{TURNED}").scroll_into_view_if_needed()
    top, bottom = seen.page.evaluate(
        "(({ top, bottom }) => [top, bottom])(document.querySelector('#moving .worth').getBoundingClientRect())"
    )
    assert 0 <= top < bottom <= 900
    assert seen.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_paper_shows_what_was_moved_and_no_buttons(opened: Callable[[], Seen]) -> None:
    seen = opened()
    move(seen, {COST: 20})
    seen.page.emulate_media(media="print")
    assert not seen.page.is_visible("#knob-0")
    assert not seen.page.is_visible("#moving .copy")
    assert "instead of" in seen.page.locator("#moving output").first.inner_text()
    seen.page.emulate_media(media="screen")
