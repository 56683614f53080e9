"""The app in a real browser: it is moved, drafted and played on, by keyboard, in the dark and on a phone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from time import monotonic
from typing import Any

import pytest
from asgi import CEASEFIRE
from served import Served

import sim
from sim.app.draft.texts import Trial
from sim.app.playing import CHUNK
from sim.bargaining.run.batch import play

pytestmark = pytest.mark.slow
RUNS = "Number(document.documentElement.dataset.runs)"
STAGES = (256, 1024)  # fewer than for users: what is told of them is as right


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("sim.app.playing.STAGES", STAGES)
        found = Served(tmp_path_factory.mktemp("results"))
        yield found
        found.stop()


class Seen:
    """A page that was opened, and what it said and asked for on the way."""

    def __init__(
        self, browser: Any, served: Served, link: str, width: int = 1280, scheme: str = "light"
    ) -> None:
        self.context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        self.page, self.address = self.context.new_page(), served.door.address
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(self.address + link)

    def wait_for(self, true: Callable[[], Any]) -> None:
        """Playwright's own way evaluates text in the page, which the page forbids."""
        patience = monotonic() + 60.0
        while not true():
            assert monotonic() < patience, (self.said, self.page.locator("#status").all_inner_texts())
            self.page.wait_for_timeout(80)

    def wait_for_runs(self, runs: int) -> None:
        self.wait_for(
            lambda: self.page.evaluate(
                f"{RUNS} >= {runs} && document.documentElement.dataset.drawn === 'yes'"
            )
        )

    def close(self) -> None:
        """Nothing was complained of, and nothing outside was asked for."""
        assert self.said == []
        assert [url for url in self.asked if not url.startswith((self.address, "data:"))] == []
        self.context.close()


@pytest.fixture
def opened(browser: Any, served: Served) -> Iterator[Callable[..., Seen]]:
    every: list[Seen] = []

    def look(link: str, width: int = 1280, scheme: str = "light") -> Seen:
        every.append(Seen(browser, served, link, width, scheme))
        return every[-1]

    yield look
    for seen in every:
        seen.close()


def test_a_slider_moved_by_keys_moves_the_picture(opened: Callable[..., Seen]) -> None:
    seen = opened("?_in=ceasefire30")
    seen.wait_for(lambda: seen.page.locator(".knob").count() >= 5)
    seen.wait_for_runs(STAGES[0])
    seen.page.locator("#find").press_sequentially("russia deadl")
    seen.wait_for(lambda: seen.page.locator("#found .knob").count() == 1)
    bars = "JSON.stringify(document.querySelector('#plot-ghost').data[1].x)"
    before = seen.page.evaluate(bars)
    slider = seen.page.locator("#found input[type=range]:visible")
    slider.focus()
    for _ in range(30):
        slider.press("ArrowRight")
    seen.wait_for(lambda: "deadline" in seen.page.url)
    seen.wait_for_runs(STAGES[0])
    seen.page.evaluate("scrollTo(0, 0)")
    seen.wait_for(lambda: seen.page.evaluate(bars) != before)
    assert seen.page.locator(".verdicts tbody tr").count() == 4
    seen.page.locator("#find").fill("zebra")  # what was moved stays at hand when something else is looked for
    seen.wait_for(lambda: seen.page.locator("#pinned .knob").count() == 1)
    kept = seen.page.locator("#pinned input[type=number]:visible")
    assert f"={kept.input_value()}" in seen.page.url
    seen.page.get_by_role("button", name=re.compile("^Keep at hand")).first.click()
    seen.wait_for(lambda: "_pin=" in seen.page.url)
    assert "_pin=" in str(
        seen.page.get_by_role("link", name="Draft a text", exact=True).get_attribute("href")
    )
    seen.page.get_by_role("button", name=re.compile("take back")).click()
    seen.wait_for(lambda: "deadline_days=" not in seen.page.url)
    assert "deadline" in seen.page.url  # pinned


def test_ten_quick_presses_play_little_more_than_one(opened: Callable[..., Seen], served: Served) -> None:
    seen = opened("?_in=ceasefire30&_seed=5")
    seen.wait_for_runs(STAGES[0])
    begun = served.player.begun
    number = seen.page.locator("#controls .knob input[type=number]").first
    seen.wait_for(lambda: number.count())
    for k in range(10):
        number.fill(f"{100 + k}")
        seen.page.wait_for_timeout(50)
    seen.wait_for_runs(STAGES[0])
    assert served.player.begun - begun < 10 * STAGES[1] // CHUNK / 2
    seen.page.goto("about:blank")


def test_weights_give_way_to_one_another(opened: Callable[..., Seen]) -> None:
    seen = opened("?_in=ceasefire30")
    assert not seen.page.locator(".pinned").is_visible()  # nothing is pinned
    seen.page.locator("#weights").select_option("russia")
    seen.wait_for(lambda: seen.page.locator(".weight").count() == 9)
    slider = seen.page.get_by_label("Land", exact=True)
    slider.focus()
    for _ in range(20):
        slider.press("ArrowRight")
    shares = [int(text.rstrip("%")) for text in seen.page.locator(".weight output").all_inner_texts()]
    assert abs(sum(shares) - 100) <= 4
    seen.wait_for_runs(STAGES[0])


SCREENS = ["?_in=ceasefire30&actors.us.credibility=0.9", "draft?_in=ceasefire30", "seat?_in=ceasefire30",
           "seat?_in=ceasefire30&_as=ukraine&_luck=31&_moves=z",
           "seat?_in=ceasefire30&_as=ukraine&_luck=31&_moves=r-a9", "gallery", "rooms?_in=ceasefire30"]  # fmt: skip


@pytest.mark.parametrize("link", SCREENS)
def test_on_a_phone_in_the_dark_nothing_is_cut_off(
    opened: Callable[..., Seen], link: str, barriers: Callable[[Any], list[str]]
) -> None:
    seen = opened(link, 390, "dark")
    if link.startswith(("?", "draft")):
        seen.wait_for(lambda: seen.page.evaluate(f"{RUNS} >= {STAGES[0]}"))
    assert seen.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if not link.startswith("draft"):  # where a table has buttons
        tables = "[...document.querySelectorAll('main .wide')].filter((each) => each.checkVisibility())"
        assert seen.page.evaluate(f"{tables}.every((each) => each.scrollWidth <= each.clientWidth + 1)")
    assert seen.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(17, 22, 29)"
    if link.startswith("?"):
        assert "A settlement comes in" in seen.page.locator("#brief").inner_text()
    unnamed = seen.page.evaluate(
        """[...document.querySelectorAll('input:not([type=hidden]), select, textarea, button, a[href]')]
           .filter((each) => !(each.labels?.length || each.ariaLabel || each.getAttribute('aria-labelledby')
               || each.textContent.trim())).map((each) => each.outerHTML)"""
    )
    assert unnamed == []
    assert barriers(seen.page) == []


def test_a_whole_game_is_played_and_taken_back(opened: Callable[..., Seen]) -> None:
    seen = opened("seat?_in=minimal")
    seen.page.get_by_label("Replication number").check()
    seen.page.get_by_role("button", name="Take the seat").click()
    seen.wait_for(lambda: "_luck=31" in seen.page.url)
    first = seen.page.locator("#main").inner_text()
    for _ in range(40):
        if seen.page.get_by_text("The talks are over").count():
            break
        decide = seen.page.get_by_role("link", name="Refuse", exact=True)
        if not decide.count() or "r-r-r" in seen.page.url:
            decide = seen.page.get_by_role("link", name="… the next 20 times")
        decide.click()
    assert seen.page.get_by_text("with your agent").count()
    seen.page.get_by_role("button", name="Follow your policy").click()
    seen.wait_for(lambda: seen.page.locator("#lucks tbody tr").count() == 2)

    def is_undone() -> bool:
        undo = seen.page.get_by_role("link", name="Undo")
        if undo.count():
            undo.click()
        return bool(seen.page.locator("#main").inner_text() == first)

    seen.wait_for(is_undone)


def test_what_one_would_sign_is_said_on_a_form_and_taken_up(opened: Callable[..., Seen]) -> None:
    """By keyboard: the agents of the others hear it, and what one gets is recognised."""
    seen = opened("seat?_in=minimal&_as=union&_luck=0")
    seen.page.get_by_text("Refuse, and say with which options").press("Enter")
    seen.page.get_by_label("Raise").select_option("0.5")
    seen.page.get_by_role("button", name="I would sign this").press("Enter")
    seen.wait_for(lambda: "_moves=c1" in seen.page.url)
    for _ in range(9):
        if seen.page.get_by_text("It is what you said you would sign.").count():
            break
        seen.page.get_by_role("link", name="Let my agent decide").press("Enter")
    assert seen.page.get_by_text("It is what you said you would sign.").count()
    assert seen.page.get_by_text("Raise: 0.5").count()


def test_a_mediator_carries_out_a_threat_besides(opened: Callable[..., Seen]) -> None:
    seen = opened("seat?_in=ceasefire30&_as=us&_luck=4")
    seen.page.get_by_role("link", name="Carry out your threat against Russia").click()
    seen.wait_for(lambda: "_moves=x0" in seen.page.url)
    assert seen.page.get_by_text("At the end of this round:", exact=False).count()
    while not seen.page.get_by_text("United States carries out its threat against Russia").count():
        seen.page.get_by_role("link", name="Let my agent decide").click()


SIGNERS = """() => [Number(document.documentElement.dataset.runs),
    [...document.querySelectorAll(".signers li")].map(each => [each.querySelector(".meter b").innerText,
        parseFloat(each.querySelector(".meter i").style.width), each.getBoundingClientRect().height])]"""


def test_a_drafted_text_has_the_shares_of_the_engine(opened: Callable[..., Seen]) -> None:
    seen = opened("draft?_in=ceasefire30")
    seen.page.get_by_label("Land", exact=True).select_option("frozen_line")
    seen.wait_for(lambda: "frozen_line" in seen.page.url)
    scenario = sim.read(CEASEFIRE)
    trial = Trial(scenario, False, {**scenario.proposals["russian_terms"], "land": "frozen_line"})

    @cache
    def played(runs: int) -> dict[str, float]:
        found = play(trial.played, runs, 1)
        shares = 100 * found.would_sign[:, found.names.proposals.index(trial.names[0])].mean(axis=0)
        return {scenario.actors[a].label or a: float(shares[k]) for k, a in enumerate(found.names.actors)}

    def is_told() -> bool:
        """The page is drawn anew as more is played: what it shows is read at once."""
        runs, signers = seen.page.evaluate(SIGNERS)
        assert all(height > 30.0 for *_, height in signers)  # nothing is crushed
        told = {name: width for name, width, _ in signers}
        return bool(told and runs) and told == pytest.approx(
            {name: played(runs)[name] for name in told}, abs=0.06
        )

    seen.wait_for(is_told)


def test_a_text_that_more_would_sign_is_searched_for_and_taken(opened: Callable[..., Seen]) -> None:
    seen = opened("draft?_in=minimal&_o.raise=8")
    seen.wait_for(lambda: seen.page.evaluate(f"{RUNS} >= {STAGES[0]}"))
    seen.page.get_by_role("button", name="Search for a text").press("Enter")
    seen.wait_for(lambda: seen.page.get_by_role("link", name="Take this text").count())
    found = re.search(r"signed by all in (\d+)%", seen.page.locator("#searched").inner_text())
    assert found
    assert int(found[1]) > 10
    seen.page.get_by_role("link", name="Take this text").click()
    seen.wait_for(lambda: "_o.raise=8" not in seen.page.url)
    assert seen.page.locator("#issue-1").input_value() != "8"
    seen.wait_for(lambda: seen.page.evaluate(f"{RUNS} >= {STAGES[0]}"))


def test_two_people_and_a_facilitator_play_in_a_room(opened: Callable[..., Seen]) -> None:
    lead = opened("rooms?_in=minimal")
    lead.page.get_by_role("button", name="Open the room").click()
    lead.wait_for(lambda: "_key=" in lead.page.url)
    links = [lead.page.locator(f"#link-{k}").input_value() for k in (1, 2)]
    seats = [opened(link.removeprefix(lead.address)) for link in links]
    for _ in range(2):
        turn = next(
            seat for seat in seats if seat.page.get_by_role("button", name="Let my agent decide").count()
        )
        moves = turn.page.locator("body").get_attribute("data-moves")
        turn.page.get_by_role("button", name="Let my agent decide").click()
        for each in (lead, *seats):
            each.wait_for(
                lambda page=each.page, was=moves: page.locator("body").get_attribute("data-moves") != was
            )
    assert lead.page.evaluate("document.body.dataset.moves") == "2"
