"""Events in words: in `check`, in the report, in the story of a replication, and as causes."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from sim.analysis.statistics import summarise
from sim.bargaining.inspect.trace import trace
from sim.bargaining.run.batch import play
from sim.cli.main import commands
from sim.report import happenings, leads, terminal
from sim.report.amounts import short_number
from sim.report.inputs import plainly
from sim.report.round_by_round import tell_every_round
from sim.scenario.reading import read

FOLDER = Path(__file__).parents[2] / "scenarios"
FILE = FOLDER / "korea_1953.yaml"
SCENARIO = read(FILE)
RHEE = (
    "Rhee frees the prisoners, from 18 June 1953 until 10 July 1953, if “the death of Stalin” has happened by then: "
    "the distrust of China and North Korea is 0.4 to 0.8, all alike."
)
LIFTED = "events.rhee_frees_prisoners.sets.actors.un_command.red_lines={line: [], pows: [all_returned]}"


def test_what_numbers_cannot_say_is_said() -> None:
    assert happenings.events_told(SCENARIO)[2] == RHEE
    assert happenings.events_told(read(FOLDER / "korea_1951.yaml")) == ()


def test_every_condition_and_end_has_words() -> None:
    over = (
        "events.eisenhower={name: eisenhower, rate: 0.01, ends_talks: true}",
        "events.death_of_stalin.if={ceasefire: broken, event: eisenhower}",
        "events.rhee_frees_prisoners.if={event: null, ceasefire: in_force, not: {ceasefire: none, event: eisenhower}}",
        LIFTED,
    )
    ends, dies, frees = happenings.events_told(read(FILE, over))
    assert ends == "Eisenhower, at random, 0.01 times a day: the talks end."
    assert ", if a ceasefire has collapsed by then and “eisenhower” has happened by then: " in dies
    assert (
        ", if a ceasefire is in force, unless no ceasefire is in force or “eisenhower” has happened by then: "
        in frees
    )
    assert frees.endswith(
        "; the red line of UN Command on “Demarcation line” is lifted; "
        "the red line of UN Command on “Prisoners of war” rules out “all returned”."
    )


def test_check_and_the_assumptions_tell_them() -> None:
    said = CliRunner().invoke(commands, ["check", str(FILE)])
    assert (said.exit_code, RHEE in said.output) == (0, True)
    assert RHEE in leads.assumed(SCENARIO)
    other = CliRunner().invoke(commands, ["check", str(FILE), "--set", "protocol=challenge"])
    assert RHEE not in other.output
    assert "events: has no effect: `protocol: challenge` does not" in other.output


def test_a_story_tells_what_begins_with_its_numbers_and_what_is_over() -> None:
    scenario = read(
        FILE, ["events.rhee_frees_prisoners.if=null", LIFTED, "issues.pows.consent={ussr: [voluntary]}"]
    )
    told = next(t for run in range(30) if len((t := trace(scenario, 1, run)).rounds) > 74)
    texts = {passage.when: passage.text for passage in tell_every_round(scenario, told).passages}
    begins = texts["Round 71, 19 June 1953"]
    drawn = told.inputs["events.rhee_frees_prisoners.sets.actors.china_dprk.distrust"]
    assert begins.startswith(
        "From outside: Rhee frees the prisoners. From now on the distrust of China and North Korea is "
        f"{short_number(drawn)}, the red line of UN Command on “Demarcation line” is lifted and the red line"
    )
    assert texts["Round 74, 19 July 1953"].startswith(
        "Rhee frees the prisoners is over, and what it changed goes back."
    )


def test_a_story_tells_which_event_ended_the_talks() -> None:
    scenario = read(FILE, ["events=[{name: recess, on: 1952-10-08, ends_talks: true}]"])
    told = trace(scenario, 1, 0)
    assert told.rounds[-1].day == 450
    last = tell_every_round(scenario, told).passages[-2].text
    assert last.endswith("From outside: recess, and with this round the talks end.")


def test_a_number_of_an_event_is_named_as_a_cause() -> None:
    path = "events.death_of_stalin.sets.actors.ussr.floor"
    assert plainly(SCENARIO, path) == "the floor of The Soviet Union after “the death of Stalin”"


def test_what_ends_the_talks_is_told_beside_who_held_out() -> None:
    """On the screen and on the page; where no event does, nothing is said."""
    minimal = FOLDER / "minimal.yaml"
    scenario = read(minimal, ["events=[{name: snow_storm, day: 1, ends_talks: true}]"])
    summary, quiet = (summarise(each, play(each, 10, 1)) for each in (scenario, read(minimal)))
    (one,) = summary.ended
    assert (one.event, one.share.hits, one.share.of, one.of_failures.of) == ("snow_storm", 10, 10, 10)
    said = f"{happenings.ended(scenario, summary)}"
    assert said.startswith("snow storm 100%")
    assert f"Ended by events  {said}" in terminal.plain(scenario, summary, 300, full=True)
    assert leads.why_not(scenario, summary).startswith(
        f"The talks were ended from outside, whoever still held out: {said}."
    )
    assert quiet.ended == ()
    assert "Ended by" not in terminal.plain(read(minimal), quiet, 300, full=True)
