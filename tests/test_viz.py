"""The page of Mesa: what can be chosen, what is drawn and told, and that it comes up, steps and begins anew."""

from __future__ import annotations

from typing import Any

import pytest

from sim.scenario.shipped import scenarios

pytest.importorskip("solara", reason="needs solara: pip install '.[viz]'")
pytestmark = pytest.mark.filterwarnings("ignore")  # about what Mesa and solara import and call themselves


@pytest.fixture
def viz() -> Any:
    import sim.viz

    return sim.viz


def test_every_scenario_without_code_of_its_own_can_be_chosen(viz: Any) -> None:
    offered = viz.parameters()["shipped"]["values"]
    assert set(scenarios()) - set(offered) == {"behaviours/stubborn"}
    assert viz.FIRST in offered


@pytest.mark.parametrize("scenario", ["minimal", "backed_force"])
def test_the_picture_shows_demands_and_the_war_day_by_day(viz: Any, scenario: str) -> None:
    model = viz.ShippedTalks(scenario, replication=1)
    for _ in range(3):
        model.step()
    upper, *lower = viz.course(model).axes
    days, demands = upper.lines[0].get_data()
    party = model.seats.parties[0]
    assert list(days) == [7, 14, 21][: model.steps]
    assert demands[-1] == model.actor(party).demand
    assert [text.get_text() for text in upper.get_legend().get_texts()] == [*model.seats.parties]
    assert len(lower) == (scenario == "backed_force")
    if lower:
        assert lower[0].lines[0].get_data()[1][-1] == model.balance


def test_before_the_first_round_there_is_a_picture_too(viz: Any) -> None:
    assert len(viz.course(viz.ShippedTalks()).axes) == 1


def test_offers_are_told_the_last_first(viz: Any) -> None:
    model = viz.ShippedTalks("minimal")
    model.run_model()
    last, *earlier = viz.told(model.at_table[0].sees.offers)
    assert last.startswith(f"day {model.day:g}: ")
    assert last.endswith("company, union signed")
    assert len(earlier) < viz.MOST
    assert "refused" in earlier[0]


def test_the_page_comes_up_steps_and_begins_anew(viz: Any) -> None:
    import ipyvuetify
    import solara

    _, page = solara.render(solara.AppLayout(children=[viz.Page()]), handle_error=False)

    def press(label: str) -> None:
        buttons = page.find(ipyvuetify.Btn).widgets
        next(each for each in buttons if label in each.children).click()

    def said() -> str:
        return "\n".join(str(each.children) for each in page.find(ipyvuetify.Html).widgets)

    assert "day 0 of 180" in said()
    press("Step")
    assert "day 7 of 180" in said()
    press("Reset")
    assert "day 0 of 180" in said()
    page.close()
