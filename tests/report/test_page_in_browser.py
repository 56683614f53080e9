"""The page in a real browser: it draws, offline, in the dark, on a phone and on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
import synthetic
from look import pictures

import sim

MINIMAL = Path(__file__).parents[2] / "scenarios" / "minimal.yaml"
HOSTILE = "</script><img src=x onerror=\"document.title='hacked'\"><b>Nobody</b>"
DRAWN = "document.documentElement.dataset.drawn"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page whose Ukraine has a hostile name."""
    file = tmp_path_factory.mktemp("report") / "report.html"
    scenario = synthetic.renamed(synthetic.ceasefire30(), "ukraine", HOSTILE)
    played = synthetic.drawn(scenario, synthetic.outcomes(scenario))
    file.write_text(synthetic.page(scenario, played=played), "utf-8")
    return file


class Seen:
    """A page that was opened, and what it said and asked for on the way."""

    def __init__(self, browser: Any, file: Path, width: int, scheme: str) -> None:
        self.context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        self.page = self.context.new_page()
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(file.as_uri())
        self.wait_until(DRAWN)

    def unfold(self) -> None:
        """Every chapter open, every figure seen once."""
        self.page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
        for k in range(self.page.locator(".plot").count()):
            plot = f"document.querySelectorAll('.plot')[{k}]"
            # Again and again: what is drawn above may push it out of sight.
            seen = f"{plot}.scrollIntoView({{behavior: 'instant'}})"
            self.wait_until(f"({seen}, {plot}.querySelector('.main-svg') !== null)")

    def wait_until(self, expression: str) -> None:
        """Until it is true. Playwright's own way evaluates text in the page, which the page forbids."""
        patience = monotonic() + 60.0
        while not self.page.evaluate(expression):
            assert monotonic() < patience, f"waited in vain for {expression}"
            self.page.wait_for_timeout(50)


@pytest.fixture(scope="module", params=[(1280, "dark"), (390, "light")], ids=str)  # each width, each scheme
def seen(request: pytest.FixtureRequest, browser: Any, report: Path) -> Iterator[Seen]:
    opened = Seen(browser, report, *request.param)
    opened.unfold()
    yield opened
    opened.context.close()


def test_every_figure_is_drawn_without_a_complaint(seen: Seen) -> None:
    assert seen.page.evaluate(DRAWN) == "yes"
    assert seen.said == []
    assert seen.page.locator(".plot .main-svg").count() >= seen.page.locator(".plot").count() > 5


@pytest.mark.slow
def test_nothing_keeps_anybody_out(seen: Seen, barriers: Callable[[Any], list[str]]) -> None:
    assert barriers(seen.page) == []


def test_nothing_is_asked_of_the_network(seen: Seen, report: Path) -> None:
    assert seen.asked == [report.as_uri()]


def test_the_page_never_scrolls_sideways(seen: Seen) -> None:
    assert seen.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_words_that_never_end_are_wrapped_on_a_phone(browser: Any, tmp_path: Path) -> None:
    endless = "Rinderkennzeichnungsfleischetikettierungsueberwachungsaufgabenuebertragungsgesetz"
    scenario = synthetic.renamed(synthetic.ceasefire30(), "ukraine", endless)
    scenario = scenario.replaced(title=endless, description=f"See https://example.org/{endless * 2}")
    (tmp_path / "report.html").write_text(synthetic.page(scenario), "utf-8")
    opened = Seen(browser, tmp_path / "report.html", 390, "light")
    assert opened.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    opened.context.close()


@pytest.mark.slow
def test_one_figure_can_be_looked_at(browser: Any, report: Path, tmp_path: Path) -> None:
    """Folded or not. All four pictures: python tests/report/look.py FIGURE"""
    picture = next(pictures(browser, report, "incidence", tmp_path))
    width, height = (int.from_bytes(picture.read_bytes()[at : at + 4]) for at in (16, 20))
    assert picture.name == "incidence-390-light.png"
    assert width < 390 < height
    with pytest.raises(SystemExit, match=r"no figure 'none'; it has .*incidence"):
        next(pictures(browser, report, "none", tmp_path))


def test_a_table_wider_than_its_place_says_that_it_scrolls(seen: Seen) -> None:
    told = """[...document.querySelectorAll('.wide')].filter((table) => table.checkVisibility()).every((table) =>
                table.hasAttribute('data-scrolls') === table.scrollWidth > table.clientWidth + 1)"""
    seen.wait_until(told)
    assert seen.page.locator(".wide:not([tabindex='0'])").count() == 0


def test_words_of_a_figure_stay_within_it(seen: Seen) -> None:
    """Labels, ticks and notes: none is cut off by the edge of its drawing."""
    outside = seen.page.evaluate(
        """[...document.querySelectorAll('.plot')].flatMap((plot) => {
             const frame = plot.getBoundingClientRect();
             return [...plot.querySelectorAll('text')].filter((text) => {
               const box = text.getBoundingClientRect();
               return box.width && (box.left < frame.left - 1 || box.right > frame.right + 1);
             }).map((text) => plot.id + ': ' + text.textContent);
           })"""
    )
    assert outside == []


def test_a_heat_map_is_warm_where_many_would_sign(seen: Seen) -> None:
    cells = seen.page.evaluate(
        "[...document.querySelectorAll('.heat td')]"
        ".map((cell) => [parseFloat(cell.textContent), getComputedStyle(cell).backgroundColor])"
    )
    cold, warm = min(cells)[1], max(cells)[1]
    assert cold != warm


def test_a_script_in_a_name_stays_text(seen: Seen) -> None:
    assert "hacked" not in seen.page.title()
    assert seen.page.locator("img").count() == 0
    assert seen.page.locator("main b", has_text="Nobody").count() == 0
    assert HOSTILE in seen.page.locator("#told").inner_text()
    assert seen.page.evaluate(
        "[...document.querySelectorAll('#plot-blockers text')]"
        ".some((text) => text.textContent.includes('</script><img'))"
    )


LONGEST, MOST_WORDS = 9_000, 2_000


def test_the_answer_stands_on_the_first_screens_and_the_rest_is_folded(browser: Any, report: Path) -> None:
    opened = Seen(browser, report, 1280, "light")
    assert opened.page.evaluate("document.documentElement.scrollHeight") <= LONGEST
    assert opened.page.evaluate("document.body.innerText.split(/\\s+/).length") <= MOST_WORDS
    assert opened.page.locator("details.chapter").count() == opened.page.locator("section").count() - 1
    assert opened.page.locator("details.chapter[open]").count() == 0
    for part in ("Why", "Hangs on", "Base rate"):
        assert opened.page.locator(".opening dt", has_text=part).is_visible()
    opened.context.close()


def test_a_figure_is_drawn_when_it_is_seen(browser: Any, report: Path) -> None:
    opened = Seen(browser, report, 1280, "light")
    svg = "document.querySelector('#when .main-svg')"
    assert opened.page.evaluate(f"{svg} === null")
    opened.page.click("#when summary")
    opened.wait_until(f"{svg} !== null")
    opened.context.close()


def test_a_chapter_opens_when_it_is_linked_to_however_often(browser: Any, report: Path) -> None:
    opened = Seen(browser, report, 1280, "light")
    for _ in range(2):
        opened.page.click("nav a[href='#why-not']")
        opened.wait_until("document.querySelector('#why-not > details').open")
        opened.page.evaluate("document.querySelector('#why-not > details').open = false")
    opened.page.goto(f"{report.as_uri()}#agreed")
    opened.wait_until("document.querySelector('#agreed > details').open")
    opened.context.close()


def test_no_button_sends_the_study_away(seen: Seen) -> None:
    titles = seen.page.evaluate(
        "[...document.querySelectorAll('.modebar-btn')].map((b) => b.dataset.title || '')"
    )
    assert titles
    assert not [title for title in titles if "share" in title.lower() or "plotly" in title.lower()]


def test_figures_follow_the_night_without_reloading(browser: Any, report: Path) -> None:
    opened = Seen(browser, report, 1280, "light")
    ink = "getComputedStyle(document.querySelector('#plot-outcomes .xtick text')).fill"
    by_day = opened.page.evaluate(ink)
    opened.page.emulate_media(color_scheme="dark")
    opened.wait_until(f"{ink} !== '{by_day}'")
    opened.page.emulate_media(color_scheme="light")
    opened.wait_until(f"{ink} === '{by_day}'")
    opened.context.close()


@pytest.mark.slow
def test_paper_is_white_and_wide_enough_for_its_figures(browser: Any, report: Path, tmp_path: Path) -> None:
    opened = Seen(browser, report, 1280, "dark")
    opened.page.emulate_media(media="print")
    opened.wait_until("document.querySelector('#plot-outcomes .main-svg').clientWidth === 660")
    assert opened.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    opened.wait_until(
        "[...document.querySelectorAll('.plot')].every((plot) => plot.querySelector('.main-svg'))"
    )
    assert len(opened.page.pdf(format="A4")) > 10_000
    opened.page.emulate_media(media="screen")
    opened.wait_until("document.querySelectorAll('details.chapter[open]').length === 0")
    opened.context.close()


def test_maps_and_curves_of_a_tournament_fit_a_phone(browser: Any, tmp_path: Path) -> None:
    two = {"late": {"concession": 0.3}, "a name that does not end before the edge of a phone": None}
    found = sim.tournament(MINIMAL, {"union": two, "company": two}, runs=20, results=tmp_path)
    opened = Seen(browser, found.page, 390, "dark")
    opened.unfold()
    assert opened.said == []
    assert opened.page.locator(".plot .main-svg").count() >= opened.page.locator(".plot").count() == 6
    assert opened.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    opened.context.close()
