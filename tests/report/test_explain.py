from __future__ import annotations

import re
from typing import Any

import pytest
import synthetic
from synthetic import answer, happening, round_, tabled, thing

from sim.bargaining.inspect.trace import trace
from sim.report.explain import tell, tone
from sim.report.round_by_round import tell_every_round

SCENARIO = synthetic.ceasefire30()
TERMS = {name: issue.options[0] for name, issue in SCENARIO.issues.items()}
PAUSE = {name: issue.options[0] for name, issue in SCENARIO.ceasefire.issues.items()}  # type: ignore[union-attr]


def told(*rounds: Any, outcome: str = "no_agreement", every_round: bool = False) -> list[str]:
    """The passages of a trace."""
    tale = tell_every_round if every_round else tell
    story = tale(SCENARIO, thing(replication=0, outcome=outcome, rounds=rounds))
    return [passage.text for passage in story.passages]


def refusal(reason: str, value: float | None = 0.41, demand: float | None = 0.6, **changed: str) -> Any:
    answers = (answer("russia", reason, value, demand), answer("ukraine", value=0.7))
    return tabled("us", TERMS | changed, answers)


def pause(*answers: Any) -> Any:
    return tabled("us", PAUSE, answers)


def signed() -> Any:
    return pause(answer("russia", value=0.02, demand=0.01), answer("ukraine", value=0.03, demand=0.0))


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("war_pays", "fighting on is worth more to it (0.47) than this text (0.41)"),
        ("red_line", "this text crosses one of its red lines"),
        ("distrust", "it fears being cheated, and counts this text as 0.41 against 0.47 for fighting on"),
        ("audience", "would cost it too much at home (0.41 against 0.47"),
        ("ratification", "this text is voted down at home"),
        ("faction", "this text gives less than they need to some of its factions, which hold it back"),
        ("holding_out", "it holds out for 0.60, where this text is worth 0.41 and fighting on 0.47"),
    ],
)
def test_each_refusal_gives_its_reason_in_numbers(reason: str, words: str) -> None:
    assert words in told(round_(1, SCENARIO, final=refusal(reason)))[0]


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (
            "distrust",
            "fears being cheated, and so this text counts as 0.55, short of the 0.60 that it holds out for",
        ),
        (
            "audience",
            "costs it so much at home that this text counts as 0.55, short of the 0.60 that it holds out",
        ),
    ],
)
def test_what_is_worth_more_than_fighting_on_is_refused_for_falling_short_of_the_demand(
    reason: str, words: str
) -> None:
    text = told(round_(1, SCENARIO, final=refusal(reason, value=0.55)))[0]
    assert words in text
    assert "it would sign" in text
    assert "against 0.47" not in text


def test_numbers_that_are_compared_have_as_many_digits_as_it_takes_to_tell_them_apart() -> None:
    text = told(round_(1, SCENARIO, final=refusal("war_pays", value=0.469)))[0]
    assert "worth more to it (0.470) than this text (0.469)" in text


def test_a_withheld_consent_is_told_without_numbers() -> None:
    package = tabled("us", TERMS, (answer("russia"), answer("europe", "consent", None, None)))
    assert "Europe refuses: it withholds the consent" in told(round_(1, SCENARIO, final=package))[0]


def test_rounds_in_which_nothing_turns_are_summed_up() -> None:
    passages = told(*(round_(n, SCENARIO, final=refusal("war_pays")) for n in range(1, 41)))
    assert len(passages) == 2  # the refusals, the end
    assert passages[0].startswith("In 40 rounds the United States tables text A (Land: borders of 1991;")
    assert (
        "Russia refuses each time: fighting on is worth more to it (0.47) than this text (0.41)"
        in passages[0]
    )
    assert "Ukraine refuses" not in passages[0]


def test_the_main_reason_is_told_with_the_text_that_came_nearest() -> None:
    rounds = [
        round_(1, SCENARIO, final=refusal("holding_out", 0.5)),
        round_(2, SCENARIO, final=refusal("war_pays", 0.30)),
        round_(3, SCENARIO, final=refusal("war_pays", 0.44, land="frozen_line")),
    ]
    (passage, _) = told(*rounds)
    assert "table 2 texts" in passage or "tables 2 texts, most often text A" in passage
    assert "mostly because fighting on is worth more to it (0.47) than the best of them (0.44)" in passage


def test_every_round_can_be_told_by_itself() -> None:
    passages = told(*(round_(n, SCENARIO, final=refusal("war_pays")) for n in range(1, 6)), every_round=True)
    assert len(passages) == 7  # the outset, five rounds, the end
    assert "Ukraine would sign (0.70; today it asks for 0.60)" in passages[1]
    assert (
        "tables text A again, and the answers are the same: Russia would rather have none (0.41"
        in passages[5]
    )


def test_terms_are_read_out_once() -> None:
    rounds = [round_(n, SCENARIO, final=refusal("war_pays")) for n in (1, 2)]
    _, first, second, _ = told(*rounds, every_round=True)
    assert "Sanctions: stay" in first
    assert second.startswith("The United States tables text A again")


def test_a_text_that_hardly_differs_is_told_by_its_changes() -> None:
    rounds = (
        round_(1, SCENARIO, final=refusal("war_pays")),
        round_(2, SCENARIO, final=refusal("war_pays", nato="deferred")),
    )
    assert "tables text B (text A with NATO: deferred)" in told(*rounds, every_round=True)[2]


def test_a_named_proposal_is_called_by_its_name() -> None:
    package = tabled("us", TERMS, (answer("russia", "war_pays", 0.4, 0.6),), named="us_28_points")
    assert "tables “us 28 points” (Land" in told(round_(1, SCENARIO, final=package))[0]


def test_terms_stand_in_the_order_of_the_file() -> None:
    shuffled = dict(reversed(TERMS.items()))
    package = tabled("us", shuffled, (answer("russia", "war_pays", 0.4, 0.6),))
    text = told(round_(1, SCENARIO, final=package))[0]
    assert text.index("Land") < text.index("NATO") < text.index("Frozen assets")


def test_a_ceasefire_is_signed_extended_and_collapses() -> None:
    passages = told(
        round_(1, SCENARIO, ceasefire=signed(), halted=1.0),
        round_(2, SCENARIO, halted=1.0, happenings=(happening("extended"),)),
        round_(3, SCENARIO, halted=1.0, happenings=(happening("extended"),)),
        round_(4, SCENARIO, happenings=(happening("collapsed", day=26.0),)),
        outcome="ceasefire_collapsed",
    )
    assert (
        "Russia signs (0.020; today it asks for 0.010); Ukraine signs (0.030; today it asks for 0)"
        in passages[0]
    )
    assert passages[0].endswith("It stops all fighting.")
    assert passages[1] == "The ceasefire is extended twice."
    assert passages[2] == "The ceasefire collapses."
    assert "after the full ceasefire has collapsed" in passages[3]


def test_a_settlement_after_the_ceasefire_has_ended_is_told_last_and_is_good_news() -> None:
    peace = tabled("us", TERMS, (answer("russia", value=0.7), answer("ukraine", value=0.8)))
    last = round_(1, SCENARIO, final=peace, happenings=(happening("collapsed", day=5.0),))
    text = told(last, outcome="settlement")[0]
    assert text.startswith("The ceasefire collapses.")
    assert tone(last) == "signed"


def test_a_partial_ceasefire_says_how_much_it_stops() -> None:
    assert "It stops 15% of the fighting." in told(round_(1, SCENARIO, ceasefire=signed(), halted=0.15))[0]


@pytest.mark.parametrize(
    ("reason", "gain", "words"),
    [
        ("war_pays", -0.02, "would cost it more than fighting on (−0.020)"),
        ("holding_out", 0.0087, "would gain it 0.0087, but it holds out for 0.030"),
    ],
)
def test_a_refused_ceasefire_says_whether_a_pause_would_pay(reason: str, gain: float, words: str) -> None:
    package = pause(answer("russia", reason, gain, 0.03), answer("ukraine"))
    assert words in told(round_(1, SCENARIO, ceasefire=package))[0]


@pytest.mark.parametrize(
    ("what", "who", "words"),
    [
        ("expired", "", "runs out"),
        ("threat_executed", "russia", "The United States carries out its threat against Russia"),
        (
            "threat_exposed",
            "ukraine",
            "against Ukraine, which has refused its texts for 28 days, turns out to be empty",
        ),
        ("mediator_left", "us", "The United States loses patience and leaves"),
        ("event", "spring_offensive", "From outside: spring offensive"),
        ("event_over", "spring_offensive", "Spring offensive is over, and what it changed goes back."),
        ("ends_talks", "recess", "From outside: recess, and with this round the talks end."),
        ("not_ratified", "", "voted down at home"),
    ],
)
def test_everything_that_can_befall_the_talks_has_a_sentence(what: str, who: str, words: str) -> None:
    whom, days = ("us", 28.0) if what.startswith("threat") else ("", 0.0)
    befell = happening(what, who, whom=whom, days=days)
    assert words in told(round_(1, SCENARIO, happenings=(befell,)))[0]


def test_a_settlement_ends_the_story() -> None:
    agreed = tabled("us", TERMS, (answer("russia", value=0.7), answer("europe", value=None, demand=None)))
    passages = told(round_(1, SCENARIO, final=agreed), outcome="settlement")
    assert "Russia signs (0.70; today it asks for 0.60). Europe consents." in passages[0]
    assert passages[-1] == "The settlement is signed, and the talks end."


def test_where_nobody_fights_nobody_fights_on() -> None:
    heirs = SCENARIO.replaced(war=None)
    trace = thing(
        replication=0, outcome="no_agreement", rounds=(round_(1, heirs, final=refusal("war_pays")),)
    )
    text = " ".join(passage.text for passage in tell(heirs, trace).passages)
    assert "no deal is worth more to it (0.47)" in text
    assert "fighting" not in text


def test_no_story_has_an_article_in_capitals_amid_a_sentence() -> None:
    scenario = synthetic.renamed(synthetic.ceasefire30(), "russia", "The Kremlin")
    told = trace(scenario, 1, 31)
    for story in (tell(scenario, told), tell_every_round(scenario, told)):
        texts = [text for passage in story.passages for text in (passage.text, *passage.aside)]
        assert any("the Kremlin" in text for text in texts)
        assert not [text for text in texts if re.search(r"[a-z,;:] The Kremlin", text)]
