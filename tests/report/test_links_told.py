"""Links in words: in `check`, in the report, in the story of a replication, and as causes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import synthetic
from click.testing import CliRunner
from synthetic import answer, round_, tabled, thing

from sim.cli.main import commands
from sim.report import leads, links
from sim.report.headline import limits
from sim.report.inputs import plainly
from sim.report.round_by_round import tell_every_round
from sim.scenario.reading import changed, read
from sim.scenario.schema import Scenario

FILE = Path(__file__).parents[2] / "scenarios" / "land_for_guarantee.yaml"
SCENARIO = read(FILE)
SAID = [
    "A freeze with a guarantee: “Land: frozen line” and “American guarantee: like Article 5” together add to what "
    "each is worth: for Ukraine 0.03 to 0.15, most likely 0.08.",
    "No open door without an army: “NATO: open” and “Ukraine's army: at most 100,000” cannot be agreed together.",
]
TRUCE: dict[str, Any] = {
    "ceasefire.links": [
        {"when": {"scope": "energy_and_sea"}, "needs": {"prisoners": ["partial", "none_freed"]}},
        {
            "when": {"scope": "full", "relief": "broad"},
            "worth": {"russia": {"uniform": [0, 0.02]}, "us": -0.01},
        },
    ]
}
UNHEEDED = "heeds no link"


def test_every_kind_is_told() -> None:
    assert list(links.links_told(SCENARIO)) == SAID
    assert links.links_told(changed(SCENARIO, TRUCE))[2:] == (
        "“What stops: energy and sea” can be agreed only together with “Prisoners: partial or none freed”.",
        "“What stops: full” and “Relief from sanctions: broad” together add to what each is worth: for Russia 0 to "
        "0.02, all alike; for The United States −0.01.",
    )


def test_where_there_are_none_nothing_is_told() -> None:
    plain = synthetic.ceasefire30()
    assert links.links_told(plain) == ()
    assert links.scale(plain) == ""
    assert links.links_told(changed(plain, {"protocol": "challenge"})) == ()


def test_check_tells_them_and_what_does_not_heed_them() -> None:
    told = CliRunner().invoke(commands, ["check", str(FILE)]).stdout.splitlines()
    assert told[1 : len(SAID) + 1] == [f"  {said}" for said in SAID]
    challenged = CliRunner().invoke(commands, ["check", str(FILE), "--set", "protocol=challenge"]).stdout
    assert any(UNHEEDED in line for line in challenged.splitlines())


def test_the_assumptions_and_the_limits_tell_them() -> None:
    assert all(said in leads.assumed(SCENARIO) for said in SAID)
    assert not any(UNHEEDED in said for said in limits(SCENARIO))
    assert any(UNHEEDED in said for said in limits(changed(SCENARIO, {"protocol": "challenge"})))


def test_a_story_tells_what_goes_together_in_a_text() -> None:
    terms = {name: issue.options[0] for name, issue in SCENARIO.issues.items()} | {"land": "frozen_line"}
    texts = [terms | {"backstop": "article5_like"}, terms]
    for text, there in zip(texts, (True, False), strict=True):
        final = tabled("us", text, (answer("russia"), answer("ukraine")))
        story = tell_every_round(SCENARIO, told_once(SCENARIO, final))
        said = " ".join(passage.text for passage in story.passages)
        assert ("go together, which changes what it is worth to Ukraine" in said) == there


def told_once(scenario: Scenario, final: Any) -> Any:
    return thing(replication=0, outcome="no_agreement", rounds=(round_(1, scenario, final=final),))


def test_what_goes_together_is_named_as_a_cause() -> None:
    path = "links.guaranteed_freeze.value.ukraine"
    assert plainly(SCENARIO, path) == (
        "what “Land: frozen line” and “American guarantee: like Article 5” add together for Ukraine"
    )
    said = plainly(changed(SCENARIO, TRUCE), "ceasefire.links.1.worth.russia")
    assert said == "what “What stops: full” and “Relief from sanctions: broad” add together for Russia"
