"""Settings without effect: what else the scenario says, or does not say, leaves them nothing to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from sim.doubts.doubt import BlockPart, Doubt, any_may_be, may_be, parts
from sim.scenario.actors import CONCESSIONS
from sim.scenario.schema import Ceasefire, CeasefireIssue, Event, Mediator, Scenario, Spoiler

BLOWS = ("balance", "cost", "floor", "credibility", "sets", "ends_talks")
SCREENING = CONCESSIONS["screening"]
Idle = Callable[[Scenario, BlockPart], "str | None"]  # why a key does nothing there; None: it does something


def idle_settings(scenario: Scenario) -> Iterator[Doubt]:
    """Every key that is set and does nothing, under the protocol that reads most of them."""
    if scenario.protocol == "mediated":
        for part in parts(scenario):
            for key in part.said:
                reason = WHY.get((part.kind, key))
                why = reason(scenario, part) if reason else None
                if why:
                    yield Doubt((*part.path, key), f"{nothing(why)}: {why}", idle=True)


def nothing(why: str) -> str:
    """What an idle setting does. Of a floor it is told all the same who would sign which proposal."""
    return "decides nothing" if why.endswith("`consent`") else "has no effect"


def no_truce(scenario: Scenario, part: BlockPart) -> str | None:
    """Is there no ceasefire to hope for, or to ask anything for?"""
    if scenario.ceasefire is None:
        return "there is no `ceasefire`"
    return "`sequence: peace_first` forbids any ceasefire" if scenario.sequence == "peace_first" else None


def no_pause(scenario: Scenario, part: BlockPart) -> str | None:
    """The same, and no ceasefire that the party declares on its own?"""
    return None if part.path[1] in scenario.declarers else no_truce(scenario, part)


def no_war(scenario: Scenario, part: BlockPart) -> str | None:
    """Is nothing fought?"""
    return None if scenario.war else "there is no `war`"


def no_camps(scenario: Scenario, part: BlockPart) -> str | None:
    """Does nobody ask which side a party is on?"""
    leans = any_may_be(mediator.bias for mediator in scenario.mediators.values())
    return None if scenario.war or leans else "there is no `war`, and no mediator with a `bias`"


def nobody_to_lean_to(scenario: Scenario, part: BlockPart) -> str | None:
    """Can a mediator's leaning favour nobody?"""
    return None if any(party.side for party in scenario.parties.values()) else "no party has a `side`"


def no_clock(scenario: Scenario, part: BlockPart) -> str | None:
    """Does a party screen the others, whatever the day?"""
    return None if may_be(_of(part).concession, SCREENING) else "`concession: screening` goes by no clock"


def no_clock_at_all(scenario: Scenario, part: BlockPart) -> str | None:
    """The same; but what is asked for a ceasefire fades with the deadline."""
    asks = no_truce(scenario, part) is None and may_be(_of(part).ceasefire_ask)
    return None if asks else no_clock(scenario, part)


def trusts(scenario: Scenario, part: BlockPart) -> str | None:
    """Is a party sure that it will not be cheated?"""
    return None if may_be(_of(part).distrust) else "without `distrust` it fears no cheating"


def nobody_to_cover(scenario: Scenario, part: BlockPart) -> str | None:
    """Is there no audience cost to take away?"""
    costs = any_may_be(party.audience_cost for party in scenario.parties.values())
    return None if costs else "no party has an `audience_cost`"


def no_threat(scenario: Scenario, part: BlockPart) -> str | None:
    """Is there no threat to carry out?"""
    levers = _of(part).leverage.values()
    return None if any_may_be(lever.probability for lever in levers) else "no `leverage` may be meant"


def never_leaves(scenario: Scenario, part: BlockPart) -> str | None:
    """Does the mediator stay to the end?"""
    if scenario.war is None:
        return "there is no `war`"
    patient = _of(part).patience_days.support[0] > scenario.horizon_days
    return "its `patience_days` outlast the talks" if patient else None


def no_guarantee(scenario: Scenario, part: BlockPart) -> str | None:
    """Does nothing rest on an actor's word?"""
    return None if _guarantees(scenario, part.path[1]) else "it is no `guarantor` of any issue"


def _guarantees(scenario: Scenario, name: str) -> bool:
    return any(issue.guarantor == name for issue in scenario.issues.values())


def not_asked(scenario: Scenario, part: BlockPart) -> str | None:
    """Is there no option of the final package that needs an actor's consent?"""
    return None if _floor_counts(scenario, part.path[1], ceasefire=False) else "no option needs its `consent`"


def not_asked_for_truces(scenario: Scenario, part: BlockPart) -> str | None:
    """The same of ceasefires."""
    why = no_truce(scenario, part)
    asked = _floor_counts(scenario, part.path[1], ceasefire=True)
    return why or (None if asked else "no option of the ceasefire needs its `consent`")


def _floor_counts(scenario: Scenario, name: str, *, ceasefire: bool) -> bool:
    """Is it compared with the floor what some package is worth to it? A mediator with tastes tables by it, too."""
    truce = scenario.ceasefire
    if any(
        name in issue.consent for issue in (truce.issues if ceasefire and truce else scenario.issues).values()
    ):
        return True
    if isinstance(scenario.actors[name], Spoiler):
        return True
    if not isinstance(scenario.actors[name], Mediator):
        return False
    if ceasefire and truce:
        return any(name in issue.worth for issue in truce.issues.values())
    return any_may_be(issue.weight[name] for issue in scenario.issues.values())


def nothing_to_make_good(scenario: Scenario, part: BlockPart) -> str | None:
    """Does no mediator threaten any of those whom a backer would help?"""
    levers = [lever for mediator in scenario.mediators.values() for lever in mediator.leverage.items()]
    helped = any(may_be(lever.probability) for name, lever in levers if name in _of(part).backfill)
    return None if helped else "no `leverage` is held over whom it would help"


def nobody_learns(scenario: Scenario, part: BlockPart) -> str | None:
    """Is nobody's optimism there to be worn down?"""
    hopes = any_may_be(party.optimism for party in scenario.parties.values())
    return None if hopes else "no party has any `optimism`"


def nothing_breaks(scenario: Scenario, part: BlockPart) -> str | None:
    """Can no ceasefire collapse?"""
    truce: Ceasefire | None = scenario.ceasefire
    breaks = truce and (truce.hazard_per_day is None or may_be(truce.hazard_per_day))
    if breaks or (isinstance(part.block, CeasefireIssue) and not any_may_be(part.block.hazard, 1.0)):
        return None
    return "with `hazard_per_day: 0` no ceasefire collapses"


def nobody_is_afraid(scenario: Scenario, part: BlockPart) -> str | None:
    """Do those who are protected fear nothing, and is there no peace that could last the longer for it?"""
    if scenario.war:
        return None
    protected = [scenario.parties[name] for name in _of(part).protects]
    return None if any_may_be(party.distrust for party in protected) else "whom it protects has no `distrust`"


def one_issue(scenario: Scenario, part: BlockPart) -> str | None:
    """Is there only one issue, which then has all the weight?"""
    return "the only issue has all the weight" if len(scenario.issues) == 1 else None


def no_order(scenario: Scenario, part: BlockPart) -> str | None:
    """Is there nothing that could come first?"""
    return None if scenario.ceasefire else "there is no `ceasefire`"


def levers_do_something(scenario: Scenario) -> Iterator[Doubt]:
    """A threat has to be possible, and to hurt."""
    levers = [
        (("actors", seat, "leverage", name), lever)
        for seat, mediator in scenario.mediators.items()
        for name, lever in mediator.leverage.items()
    ]
    for path, lever in levers if scenario.protocol == "mediated" else ():
        if not may_be(lever.probability):
            yield Doubt(path, "has no effect: its `probability` is 0", idle=True)
        elif scenario.war and not (may_be(lever.balance) or may_be(lever.cost, 1.0)):
            yield Doubt(path, "threatens nothing: its `balance` and `cost` change nothing")


def several_table(scenario: Scenario) -> Iterator[Doubt]:
    """Where several mediate, one at a time tables a text; who never does can only threaten, and give counsel."""
    rates = {name: mediator.proposal_rate for name, mediator in scenario.mediators.items()}
    if scenario.protocol == "mediated" and any_may_be(rates.values()):
        for name, rate in rates.items():
            if not may_be(rate):
                told = "it never tables a text: all that mediators table is the others'"
                yield Doubt(("actors", name, "proposal_rate"), told)


def events_do_something(scenario: Scenario) -> Iterator[Doubt]:
    """What happens should change something."""
    if scenario.protocol != "mediated":
        return
    for part in parts(scenario):
        if isinstance(part.block, Event) and not set(BLOWS) & set(part.said):
            told = (
                "changes nothing: it has no `balance`, `cost`, `floor`, `credibility`, `sets` or `ends_talks`"
            )
            yield Doubt(part.path, told)


def events_move_somebody(scenario: Scenario) -> Iterator[Doubt]:
    """A floor is there for who is asked, and a word for who gives it."""
    if scenario.protocol != "mediated":
        return
    for part in parts(scenario):
        if isinstance(part.block, Event):
            for name in part.block.credibility:
                if not _guarantees(scenario, name):
                    told = "has no effect: it is no `guarantor` of any issue"
                    yield Doubt((*part.path, "credibility", name), told, idle=True)
            for name in part.block.floor:
                if not any(_floor_counts(scenario, name, ceasefire=truce) for truce in (False, True)):
                    told = "decides nothing: no option needs its `consent`"
                    yield Doubt((*part.path, "floor", name), told, idle=True)


def red_lines_may_be_drawn(scenario: Scenario) -> Iterator[Doubt]:
    """A line that is never genuine is none."""
    if scenario.protocol != "challenge":
        for name, party in scenario.parties.items():
            for issue, line in party.red_lines.items():
                if not may_be(line.probability):
                    path = ("actors", name, "red_lines", issue)
                    yield Doubt(path, "has no effect: with `probability: 0` it is never genuine", idle=True)


def _of(part: BlockPart) -> Any:
    """A block as the table below says that it is."""
    return part.block


WHY: dict[tuple[str, str], Idle] = {
    ("scenario", "weight_spread"): one_issue,
    ("scenario", "sequence"): no_order,
    ("scenario", "peace"): no_war,
    ("war", "learning_days"): nobody_learns,
    ("party", "side"): no_camps,
    ("party", "cost_per_day"): no_war,
    ("party", "optimism"): no_war,
    ("party", "exposure"): trusts,
    ("party", "hope"): no_truce,
    ("party", "pause_worth"): no_pause,
    ("party", "gesture"): no_truce,
    ("party", "ceasefire_ask"): no_truce,
    ("party", "betrayal"): no_truce,
    ("party", "unilateral"): no_war,
    ("party", "reciprocity"): no_clock,
    ("party", "deadline_days"): no_clock_at_all,
    ("party", "credibility"): no_guarantee,
    ("mediator", "bias"): nobody_to_lean_to,
    ("mediator", "cover"): nobody_to_cover,
    ("mediator", "defiance_days"): no_threat,
    ("mediator", "leverage"): no_war,
    ("mediator", "when_leaves"): never_leaves,
    ("mediator", "credibility"): no_guarantee,
    ("mediator", "floor"): not_asked,
    ("mediator", "ceasefire_floor"): not_asked_for_truces,
    ("backer", "credibility"): no_guarantee,
    ("spoiler", "credibility"): no_guarantee,
    ("backer", "floor"): not_asked,
    ("backer", "ceasefire_floor"): not_asked_for_truces,
    ("backer", "backfill"): nothing_to_make_good,
    ("issue", "guards"): nobody_is_afraid,
    ("ceasefire", "temptation"): nothing_breaks,
    ("ceasefire issue", "hazard"): nothing_breaks,
    ("event", "balance"): no_war,
    ("event", "cost"): no_war,
}

DOUBTS = (
    idle_settings,
    levers_do_something,
    several_table,
    events_do_something,
    events_move_somebody,
    red_lines_may_be_drawn,
)
