"""What stands before everything else: the answer, why, what it hangs on, and how often it happened elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sim.analysis.failures import Blocker, Failures
from sim.analysis.inputs import Carrier
from sim.analysis.intervals import Share
from sim.analysis.summary import Summary
from sim.report import amounts, comparable, variants, wording
from sim.report.basis import basis
from sim.report.headline import headline
from sim.report.naming import named
from sim.scenario.schema import Scenario

FEW = 3  # inputs, and refusals, that are named
CLOCK = "deadline_days"
REFUSES = {
    "consent": "{who} withholds a consent",
    "red_line": "a red line of {who} is crossed",
    "war_pays": "{without} is worth more to {who}",
    "distrust": "{who} fears being cheated",
    "audience": "it costs {who} too much at home",
    "holding_out": "{who} holds out for more",
    "ratification": "a vote at home binds {who}",
    "faction": "{who} is held back by its factions",
}
NO_RATES = "none: the scenario names no cases that are like it (`reference:`)"


@dataclass(frozen=True)
class Opening:
    """Sentences, of which some may be empty."""

    headline: str
    changed: str
    why: str
    hangs: str
    rates: str

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """What is told below the headline, each with its name; nothing that is empty."""
        named = (
            ("Changed", self.changed),
            ("Why", self.why),
            ("Hangs on", self.hangs),
            ("Base rate", self.rates),
        )
        return tuple(part for part in named if part[1])


def opening(
    scenario: Scenario, summary: Summary, changes: Sequence[str] = (), briefly: bool = False
) -> Opening:
    """Of a study. `changes`: what was set over its file."""
    found = summary.comparable
    rates = comparable.briefly(found) if briefly else comparable.sentences(scenario, found)
    return Opening(
        headline(scenario, summary),
        "; ".join(filter(None, [variants.told(scenario, briefly), changed(scenario, changes)])),
        why(scenario, summary),
        hangs(scenario, summary),
        rates or NO_RATES,
    )


def changed(scenario: Scenario, changes: Sequence[str]) -> str:
    """What was set over the file, in words, and as it was typed."""
    return "; ".join(_changed(scenario, change) for change in changes)


def _changed(scenario: Scenario, change: str) -> str:
    path, _, value = change.partition("=")
    return wording.clean(f"{named(scenario, path.strip())} = {value.strip()} ({path.strip()})")


def why(scenario: Scenario, summary: Summary) -> str:
    """What fails, and who is in the way."""
    if not scenario.can_fail:
        return "By these rules a decision always comes: who has how much power, and cares how much, decides which."
    failures = summary.failures
    if not failures.of_all.hits:
        return (
            "Every replication ends in a settlement: a text that is better for all than none is always found."
        )
    return f"{_what_fails(failures)}{_in_the_way(scenario, summary)}."


def _what_fails(failures: Failures) -> str:
    parts = {
        "there is no text that all would rather sign": failures.no_zone,
        "a text that all would rather sign was there, and was missed": failures.missed_deal,
        "a text was signed, and rejected at home": failures.rejected,
    }
    said, share = max(parts.items(), key=lambda part: part[1].hits)
    return f"In {amounts.told(share)} of the {failures.of_all.hits:,} talks without a settlement {said}"


def _in_the_way(scenario: Scenario, summary: Summary) -> str:
    ranked = sorted(summary.blockers, key=lambda blocker: -blocker.share.hits)[:FEW]
    said = [f"{_refuses(scenario, each)} ({amounts.percent(each.share.share)})" for each in ranked]
    return f"; the last text is refused most often because {wording.listed(said)}" if said else ""


def _refuses(scenario: Scenario, blocker: Blocker) -> str:
    without = "fighting on" if scenario.war is not None else "no deal"
    return REFUSES[blocker.reason].format(who=wording.actor(scenario, blocker.actor), without=without)


def hangs(scenario: Scenario, summary: Summary) -> str:
    """The inputs that carry the spread, and what they rest on; and what the date of a settlement follows."""
    return " ".join([*filter(None, [_hangs(scenario, summary)]), *_dated(scenario, summary.day_carriers)])


def _hangs(scenario: Scenario, summary: Summary) -> str:
    if any(failed.chapter == "matters" for failed in summary.failed):
        return ""
    quiet = _quiet(summary.goal_share, wording.GOALS[summary.goal])
    if quiet:
        return quiet
    if not summary.carriers:
        return f"No input can be told from chance, of {len(summary.drivers):,} that are uncertain."
    goal = f" of {wording.GOALS[summary.goal]}"
    told = [_carried(scenario, each, goal * (not k)) for k, each in enumerate(summary.carriers[:FEW])]
    return f"{'; '.join(told)}{_rest(summary)}."


def _quiet(reached: Share, goal: str) -> str:
    """Where nothing varies there is nothing to hang on."""
    if reached.hits and reached.hits < reached.of:
        return ""
    return (
        f"Nothing that is uncertain: {goal} comes about in {'every' if reached.hits else 'no'} replication."
    )


def _carried(scenario: Scenario, carrier: Carrier, of: str) -> str:
    part = f"alone {amounts.percent(carrier.part)} of the spread{of}"
    return f"{named(scenario, carrier.path)} ({basis(scenario, carrier.path)}, {part})"


def _rest(summary: Summary) -> str:
    more = len(summary.carriers) - FEW
    return f"; and {more} more" if more > 0 else ""


def _dated(scenario: Scenario, carriers: Sequence[Carrier]) -> Iterator[str]:
    """Where the day follows the deadlines that were typed, it says little of the world."""
    clocks = [each for each in carriers if each.path.endswith(CLOCK)]
    if clocks and carriers[0] in clocks:
        told = wording.listed([_clock(scenario, each) for each in clocks[:FEW]])
        yield f"The date of a settlement follows the deadlines that were typed: {told}."


def _clock(scenario: Scenario, carrier: Carrier) -> str:
    owner = named(scenario, carrier.path).partition(":")[0]
    part = amounts.percent(carrier.part)
    return f"that of {owner} ({basis(scenario, carrier.path)}) alone carries {part} of its spread"
