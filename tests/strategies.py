"""Random scenarios that are valid, for Hypothesis: as plain data, as YAML text, as Scenario."""

from __future__ import annotations

from typing import Any, get_args

import hypothesis.strategies as st

from sim.scenario.actors import Strategy
from sim.scenario.checks.names import looks
from sim.scenario.issues import Range
from sim.scenario.plain_yaml import dump
from sim.scenario.reading import scenario_of
from sim.scenario.schema import Scenario
from sim.scenario.spelling import LEANING

Data = dict[str, Any]

# Names that YAML readers are known to turn into something else, or to choke on.
AWKWARD = (
    *("no", "on", "NO", "y", "true", "null", "~", "010", "0x1F", "1e3", "2022", "1.10", ".inf", "12:30"),
    *("2025-03-16", "a.b", 'say "x"', "it's", "#1", "- dash", "a: b", "*star", "&and", "!bang", "%", "@at"),
    *("`", "=", "<", "value", "uniform", "party", "options", "two words", " padded ", "tab\there"),
    *("line\nbreak", "Київ", "日本", "e\u0301"),
)
NAMES = st.sampled_from(AWKWARD) | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
OTHER_SIDE = {"attacker": "defender", "defender": "attacker"}
STRATEGIES = get_args(Strategy)
PICKS = ("when", "needs", "never")
protocols = st.sampled_from(["mediated", "alternating_offers", "challenge"])
SHARES = st.integers(0, 1000).map(lambda step: step / 1000)


def names(low: int, high: int, *, without: tuple[str, ...] = ()) -> st.SearchStrategy[list[str]]:
    """A list of names that look different."""
    allowed = NAMES.filter(lambda name: name not in without and name != "<<")
    return st.lists(allowed, min_size=low, max_size=high, unique_by=looks)


@st.composite
def quantities(draw: st.DrawFn, low: float, high: float) -> Any:
    """A number between two bounds, known or uncertain, now and then with a basis and a note."""
    steps = sorted(draw(st.tuples(SHARES, SHARES, SHARES)))
    bottom, middle, top = (low + (high - low) * step for step in steps)
    if not bottom < top:
        return draw(st.sampled_from([top, {"value": top, "basis": "assumed"}]))
    bounds = {"low": bottom, "high": top}
    form = draw(
        st.sampled_from(
            [
                {"uniform": [bottom, top]},
                {"triangular": [bottom, middle, top]},
                {"triangular": [bottom, middle, top], draw(st.sampled_from([*LEANING])): 2.5},
                {"normal": {"mean": middle, "sd": top - bottom, **bounds}},
                {"beta": {"a": draw(st.sampled_from([0.5, 1, 3])), "b": 2, **bounds}},
                {"choice": {bottom: 0.25, top: 0.75}},
            ]
        )
    )
    return form | draw(st.sampled_from([{}, {"note": "a guess: see [1]"}, {"basis": "source"}]))


def numbers(low: float, high: float) -> st.SearchStrategy[Any]:
    """Mostly plain numbers, as in files that people write."""
    plain = SHARES.map(lambda share: low + (high - low) * share)
    return plain | plain | quantities(low, high)


def rows(count: int, low: float, high: float) -> st.SearchStrategy[list[Any]]:
    """A number for each option."""
    return st.lists(numbers(low, high), min_size=count, max_size=count)


def tables(keys: list[str], values: st.SearchStrategy[Any]) -> st.SearchStrategy[Data]:
    """A value under each of these keys."""
    return st.fixed_dictionaries(dict.fromkeys(keys, values))


def some(entries: Data) -> st.SearchStrategy[Data]:
    """A table in which any of these keys may be missing."""
    return st.fixed_dictionaries({}, optional=entries)


def some_of(things: list[str], least: int = 0) -> st.SearchStrategy[list[str]]:
    """A selection, in order."""
    kept = st.sets(st.sampled_from(things), min_size=least) if things else st.just(set[str]())
    return kept.map(lambda chosen: [thing for thing in things if thing in chosen])


@st.composite
def issues(draw: st.DrawFn, parties: list[str], others: list[str]) -> Data:
    """One issue: every party has a value."""
    count = draw(st.integers(1, 5))
    issue: Data
    if grid := draw(st.integers(0, 3)) == 0 and count > 1:
        issue = {"range": {"from": -1, "to": (count - 1) * 0.5 - 1, "step": 0.5}}
        options = option_list(issue)
    else:
        options = draw(names(count, count))
        issue = {"options": options}
    valuing = parties + draw(some_of(others))
    curve = st.just({-1: 0.25, 0: 1, 9: 0}) if grid else rows(count, 0, 1)
    issue["value"] = draw(tables(valuing, rows(count, 0, 1) | curve))
    if draw(st.booleans()):
        issue["weight"] = draw(tables(valuing, numbers(0.01, 1)))
    if draw(st.booleans()):
        issue |= {"guards": draw(rows(count, 0, 1)), "guarantor": draw(st.sampled_from(parties + others))}
        issue["protects"] = draw(st.sampled_from(parties) | some_of(parties, least=1))
    return issue | {"consent": draw(tables(draw(some_of(others)), some_of(options)))}


def option_list(issue: Data) -> list[str]:
    """The names of an issue's options."""
    if "options" in issue:
        return list(issue["options"])
    return list(Range.model_validate(issue["range"]).names)


@st.composite
def packages(draw: st.DrawFn, topics: dict[str, Data]) -> Data:
    """An option on every issue."""
    return {name: draw(st.sampled_from(option_list(topic))) for name, topic in topics.items()}


@st.composite
def votes_at_home(draw: st.DrawFn, topics: dict[str, Data]) -> Data:
    """By the party's utility, or by bodies with preferences of their own."""
    on_no = draw(st.sampled_from([{}, {"on_no": "end"}, {"on_no": "reopen"}]))
    if draw(st.booleans()):
        return {"slope": draw(numbers(0, 50)), "mid": draw(numbers(0, 1)), **on_no}
    counts = {name: len(option_list(topic)) for name, topic in topics.items()}
    known = draw(some_of(list(topics)))
    body = {
        "slope": numbers(0, 50),
        "weight": tables(draw(some_of(list(topics))), numbers(0.01, 1)),
        "value": st.fixed_dictionaries({name: rows(counts[name], 0, 1) for name in known}),
    }
    named = {name: {"floor": draw(numbers(0, 1)), **draw(some(body))} for name in draw(names(1, 2))}
    return {"by": named, **on_no}


@st.composite
def camps(draw: st.DrawFn, topics: dict[str, Data]) -> Data:
    """Factions of a party, and how it decides."""
    counts = {name: len(option_list(topic)) for name, topic in topics.items()}
    mind = {
        "say": numbers(0.1, 3),
        "floor": numbers(0, 0.9),
        "weight": tables(draw(some_of(list(topics))), numbers(0.01, 1)),
        "value": st.fixed_dictionaries(
            {name: rows(counts[name], 0, 1) for name in draw(some_of(list(topics)))}
        ),
    }
    named = {name: draw(some(mind)) for name in draw(names(1, 3))}
    return {"factions": named, "decision": draw(st.sampled_from(["weighted", "majority", "veto"]))}


@st.composite
def party_blocks(draw: st.DrawFn, topics: dict[str, Data], side: str | None) -> Data:
    """One party."""
    chosen = {name: draw(some_of(option_list(topics[name]), least=1)) for name in draw(some_of(list(topics)))}
    lines = {name: {"options": kept, "probability": draw(numbers(0, 1))} for name, kept in chosen.items()}
    block = {
        "optimism": numbers(-1, 1),
        "cost_per_day": numbers(0, 0.001),
        "aspiration": numbers(0, 1),
        "concession": numbers(0.02, 10) | st.sampled_from(["boulware", "linear", "conceder", "screening"]),
        "reciprocity": numbers(0, 1),
        "deadline_days": numbers(1, 200),
        "distrust": numbers(0, 1),
        "exposure": numbers(0, 1),
        "audience_cost": numbers(0, 1),
        "pause_worth": numbers(-0.05, 0.05),
        "hope": numbers(0, 1),
        "gesture": numbers(-0.01, 0.02),
        "ceasefire_ask": numbers(0, 0.1),
        "betrayal": numbers(0, 1),
        "unilateral": some({"halts": numbers(0, 1), "gesture": numbers(-0.01, 0.02)}).map(
            lambda said: {"rate": 0.05, "days": 9, **said}
        ),
        "red_lines": st.just(lines),
        "ratify": votes_at_home(topics),
        "credibility": numbers(0, 1),
        "label": NAMES.filter(str.strip),
        "strategy": st.sampled_from(STRATEGIES),
    }
    inside = draw(st.just({}) | camps(topics))
    if side is None:
        return inside | draw(some({**block, "role": st.just("party"), "outside_value": numbers(-1, 1)}))
    return inside | {"side": side, **draw(some(block))}


@st.composite
def mediator_blocks(draw: st.DrawFn, parties: list[str]) -> Data:
    """The mediator."""
    levers = some({"probability": numbers(0, 1), "balance": numbers(-1, 1), "cost": numbers(0, 3)})
    block = {
        "bias": numbers(-1, 1),
        "insight": numbers(0, 1),
        "proposal_rate": numbers(0, 1),
        "cover": numbers(0, 1),
        "patience_days": numbers(1, 200) | st.just(float("inf")),
        "defiance_days": numbers(0, 60),
        "floor": numbers(0, 1),
        "ceasefire_floor": numbers(-0.1, 0.1),
        "credibility": numbers(0, 1),
        "leverage": tables(draw(some_of(parties)), levers),
        "when_leaves": some({"balance": numbers(-1, 1), "cost": tables(parties[:1], numbers(0, 3))}),
    }
    return {"role": "mediator", **draw(some(block))}


@st.composite
def backer_blocks(draw: st.DrawFn, parties: list[str]) -> Data:
    """One backer."""
    block = {
        "floor": numbers(0, 1),
        "ceasefire_floor": numbers(-0.1, 0.1),
        "credibility": numbers(0, 1),
        "backfill": tables(draw(some_of(parties)), numbers(0, 1)),
    }
    return {"role": "backer", **draw(some(block))}


@st.composite
def spoiler_blocks(draw: st.DrawFn) -> Data:
    """One spoiler."""
    block = {
        "floor": numbers(0, 1),
        "ceasefire_floor": numbers(-0.1, 0.1),
        "hazard": numbers(1, 9),
        "distrust": numbers(0, 1),
    }
    return {"role": "spoiler", **draw(some(block))}


@st.composite
def ceasefires(draw: st.DrawFn, actors: list[str], others: list[str]) -> Data:
    """A ceasefire whose first issue halts at least some of the fighting."""
    topics: dict[str, Data] = {}
    for name in draw(names(1, 2, without=("basis", "note"))):
        options = draw(names(1, 3))
        table = {
            "worth": tables(draw(some_of(actors)), rows(len(options), -0.05, 0.05)),
            "hazard": rows(len(options), 0, 3),
            "consent": tables(draw(some_of(others)), some_of(options)),
        }
        topics[name] = {"options": options, **draw(some(table))}
    first = next(iter(topics.values()))
    first["halts"] = [*draw(rows(len(first["options"]) - 1, 0, 1)), 1]
    block = {
        "days": numbers(1, 60),
        "max_extensions": st.integers(0, 3),
        "cooldown_days": numbers(0, 30),
        "temptation": numbers(0, 200),
    }
    lives = {"life": st.fixed_dictionaries({"shape": numbers(0.1, 3), "scale_days": numbers(1, 500)})}
    block |= draw(st.sampled_from([{}, {"hazard_per_day": numbers(0, 0.2)}, lives]))
    proposals = {name: draw(packages(topics)) for name in draw(names(0, 2))}
    opening = {"opening": st.sampled_from(list(proposals))} if proposals else {}
    worth = tables(["worth"], tables(draw(some_of(actors, least=1)), numbers(-0.05, 0.05)))
    together = {"links": draw(links(topics, proposals, worth))}
    return {"issues": topics, "proposals": proposals, **together, **draw(some(block | opening))}


@st.composite
def happenings(
    draw: st.DrawFn, parties: list[str], others: list[str], topics: dict[str, Data], at_war: bool
) -> Data:
    """One event."""
    if draw(st.integers(0, 4)) == 0:
        return draw(tables(["day"], numbers(0, 100))) | {
            "ends_talks": True,
            **draw(some({"if": conditions()})),
        }
    time = tables(["day"], numbers(0, 100)) | tables(["rate"], numbers(0, 0.1))
    effects = {
        "balance": numbers(-1, 1),
        "cost": tables(draw(some_of(parties)), numbers(0, 3)),
        "floor": tables(draw(some_of(others)), numbers(-1, 1)),
        "credibility": tables(draw(some_of(parties + others)), numbers(-1, 1)),
    }
    effects |= {"if": conditions(), "sets": settings(parties, topics, at_war)}
    found = draw(time) | draw(some(effects))
    return found | (draw(some({"until": numbers(0, 120)})) if "day" in found else {})


def conditions() -> st.SearchStrategy[Data]:
    """On the ceasefire."""
    so = tables(["ceasefire"], st.sampled_from(["in_force", "none", "broken"]))
    return so | tables(["not"], so)


@st.composite
def settings(draw: st.DrawFn, parties: list[str], topics: dict[str, Data], at_war: bool) -> Data:
    """What an event sets: of parties, of issues, of the war."""
    topic = draw(st.sampled_from(list(topics)))
    options = option_list(topics[topic])
    keys = {
        "cost_per_day": numbers(0, 0.001),
        "optimism": numbers(-1, 1),
        "aspiration": numbers(0, 1),
        "deadline_days": numbers(1, 200),
        "distrust": numbers(0, 1),
        "credibility": numbers(0, 1),
        "red_lines": tables([topic], some_of(options)),
    } | ({} if at_war else {"outside_value": numbers(-1, 1)})
    tastes = {
        "weight": tables(draw(some_of(parties)), numbers(0.01, 1)),
        "value": tables(draw(some_of(parties)), tables(draw(some_of(options)), numbers(0, 1))),
    }
    block = {"actors": tables(draw(some_of(parties)), some(keys)), "issues": tables([topic], some(tastes))}
    fought = {"war": some({"drift": numbers(-0.01, 0.01), "days_left": numbers(1, 2000)})} if at_war else {}
    return draw(some(block | fought))


@st.composite
def wars(draw: st.DrawFn, proposals: list[str]) -> Data:
    """The war between the two camps."""
    block = {
        "drift": numbers(-0.01, 0.01),
        "noise": numbers(0, 0.1),
        "days_left": numbers(1, 2000),
        "learning_days": numbers(1, 2000),
    }
    odds = some({"balance": numbers(-4, 4)}) | some({"win_probability": numbers(0.1, 0.9)})
    ends = {key: draw(st.sampled_from(proposals)) for key in ("if_attacker_wins", "if_defender_wins")}
    return {**ends, **draw(odds), **draw(some(block))}


def signatures(parties: list[str]) -> st.SearchStrategy[Any]:
    """All, or a quota of some kind."""
    votes = {"weights": st.fixed_dictionaries({parties[0]: st.integers(1, 4)}), "required": some_of(parties)}
    shares = {"quota": st.integers(1, 20).map(lambda n: n / 20), "members": SHARES}
    return st.just("all") | some({**shares, **votes})


@st.composite
def picks(draw: st.DrawFn, topics: dict[str, Data], least: int) -> Data:
    """Some options of some issues."""
    chosen = draw(some_of(list(topics), least=least))
    return {issue: draw(some_of(option_list(topics[issue]), least=1)) for issue in chosen}


@st.composite
def links(
    draw: st.DrawFn, topics: dict[str, Data], proposals: Data, adds: st.SearchStrategy[Data]
) -> list[Data]:
    """Synergies, exclusions and requirements between issues, which leave named packages in place, or some other."""
    found: list[Data] = []
    if len(topics) < 2 or draw(st.integers(0, 2)) == 0:
        return found
    kept = list(proposals.values()) or [draw(packages(topics))]
    for kind in draw(st.lists(st.sampled_from(["adds", "never", "needs"]), min_size=1, max_size=4)):
        chosen = draw(picks(topics, 2))
        said = {"never": chosen} if kind == "never" else {"when": chosen, **draw(adds)}
        if kind == "needs":
            needed = draw(st.sampled_from(list(chosen)))
            said = {"when": chosen.copy(), "needs": {needed: chosen[needed]}}
            del said["when"][needed]
        if not any(breaks(said, terms) for terms in kept):
            found.append(said)
    return found


def breaks(link: Data, terms: Data) -> bool:
    """Does it not allow this package?"""
    held = {key: [terms[issue] in o for issue, o in link.get(key, {}).items()] for key in PICKS}
    return bool(held["never"] and all(held["never"])) or (all(held["when"]) and not all(held["needs"]))


def both_camps(sides: list[str | None]) -> list[str | None]:
    """The sides, changed where all would be on the same."""
    return sides if len(set(sides)) > 1 or None in sides else [*sides[:-1], OTHER_SIDE[str(sides[0])]]


def told_apart(actors: dict[str, Data]) -> dict[str, Data]:
    """The actors without labels that read like another's label or name."""
    seen = [looks(name) for name in actors]
    for block in actors.values():
        if "label" in block and looks(block["label"]) in seen:
            del block["label"]
        seen.append(looks(block.get("label", "")))
    return actors


@st.composite
def scenario_data(draw: st.DrawFn) -> Data:
    """A valid scenario as plain data: 2-4 parties, 0-3 others, 1-4 issues; perhaps a war, and a ceasefire."""
    cast = draw(names(2, 7))
    first = max(2, min(4, len(cast) - draw(st.integers(0, 3))))
    parties, spoilers = cast[:first], draw(some_of(cast[first + 1 :]))
    others = [name for name in cast[first:] if name not in spoilers]
    mediators, cast = draw(st.integers(0, 2)), [*parties, *others, *spoilers]
    topics = {name: draw(issues(parties, others)) for name in draw(names(1, 4, without=("basis", "note")))}
    for topic in topics.values():
        minded = draw(some_of(spoilers))
        topic["value"] |= draw(tables(minded, rows(len(option_list(topic)), 0, 1)))
    proposals = {name: draw(packages(topics)) for name in draw(names(1, 3))}
    at_war = draw(st.booleans())
    sides = draw(st.permutations(["attacker", "defender"] * 2)) if at_war else [None] * 4
    blocks = [party_blocks(topics, side) for side in both_camps(sides[: len(parties)])]
    kinds = [mediator_blocks if i < mediators else backer_blocks for i in range(len(others))]
    blocks += [block(parties) for block in kinds] + [spoiler_blocks() for _ in spoilers]
    truce = at_war and draw(st.booleans())
    extras = {
        "name": st.just("random"),
        "title": NAMES.filter(str.strip),
        "start": st.just("2025-03-16"),
        "sequence": st.sampled_from(["parallel", "peace_first", *["ceasefire_first"] * truce]),
        "drift_guard": numbers(0, 0.01),
        "weight_spread": numbers(1, 100),
        "signatures": signatures(parties),
        "opening": st.sampled_from(list(proposals)),
        "events": st.lists(happenings(parties, others, topics, at_war), max_size=2),
        "basis": st.sampled_from(["source", "calibrated", "assumed"]),
        "sources": st.just({"1": "a book"}),
    }
    chosen = draw(some(extras))
    sequence = chosen.get("sequence")
    if sequence == "ceasefire_first":
        chosen.pop("opening", None)
    pause = {"ceasefire": draw(ceasefires(cast, others))} if truce else {}
    worth = tables(["value"], tables(draw(some_of(cast, least=1)), numbers(-0.5, 0.5)))
    if truce and sequence == "peace_first":
        pause["ceasefire"].pop("opening", None)
    return {
        "horizon_days": draw(st.integers(5, 120)),
        "round_days": draw(st.sampled_from([1, 2.5, 7])),
        **draw(st.sampled_from([{}, {"text_days": 2.5}, {"text_days": 10}])),
        "actors": told_apart(dict(zip(cast, draw(st.tuples(*blocks)), strict=True))),
        "issues": topics,
        "proposals": proposals,
        "links": draw(links(topics, proposals, worth)),
        **({"war": draw(wars(list(proposals)))} if at_war else {}),
        **pause,
        **chosen,
    }


def scenario_texts() -> st.SearchStrategy[str]:
    """Valid scenarios as YAML."""
    return scenario_data().map(dump)


def scenarios() -> st.SearchStrategy[Scenario]:
    """Valid scenarios, ready to be played."""
    return scenario_data().map(scenario_of)
