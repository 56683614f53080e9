"""Replications, traces and the like made up in the shape of a scenario, so that a page needs no engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np

from sim.analysis.changes import Removal, settings
from sim.analysis.chapters import Chapters
from sim.analysis.dealbreakers import DealBreakers, Effect, Tried
from sim.analysis.inputs import Carrier
from sim.analysis.intervals import Difference, Mean, Quantile, share
from sim.analysis.references import Benchmarks, Concept, Pick, Plane, Power
from sim.analysis.reweighting.slides import slides
from sim.analysis.sensitivity.answer import Estimate, Influences, Swing
from sim.analysis.sensitivity.given import influences
from sim.analysis.statistics import summarise
from sim.bargaining.outcomes import OUTCOMES, Names, Outcomes
from sim.bargaining.setup.streams import Streams, tied
from sim.report.moving import Moving, moving
from sim.report.page import Provenance, render
from sim.report.wording import CONCEPTS
from sim.scenario.bundles import copulas
from sim.scenario.reading import numbers, read
from sim.scenario.schema import Scenario

SCENARIOS = Path(__file__).parents[2] / "scenarios"
PROVENANCE = Provenance(
    seed=1,
    runs=2000,
    version="0.0",
    engine="0123abcd",
    command="python -m sim x.yaml",
    scenario_file="x.yaml",
)
SHARES = (0.02, 0.55, 0.18, 0.03, 0.18, 0.0, 0.04)  # of OUTCOMES


def ceasefire30() -> Scenario:
    """The founding scenario."""
    return read(SCENARIOS / "ceasefire30.yaml")


def names(scenario: Scenario) -> Names:
    """Every axis of the scenario, and three made-up inputs."""
    truce = scenario.ceasefire
    return Names(
        actors=tuple(scenario.actors),
        parties=tuple(scenario.parties),
        issues=tuple(scenario.issues),
        options=tuple(issue.options for issue in scenario.issues.values()),
        proposals=tuple(scenario.proposals),
        ceasefire_issues=tuple(truce.issues) if truce else (),
        ceasefire_options=tuple(issue.options for issue in truce.issues.values()) if truce else (),
        ceasefire_proposals=tuple(truce.proposals) if truce else (),
        declarers=tuple(scenario.declarers),
        inputs=("war.balance", "war.drift", "actors.russia.cost_per_day"),
    )


def outcomes(scenario: Scenario, runs: int = 2000, seed: int = 1) -> Outcomes:
    """Replications whose columns agree with each other."""
    luck = np.random.default_rng(seed)
    axes = names(scenario)
    possible = np.array(SHARES) if scenario.ceasefire else np.array([0.4, 0, 0, 0, 0, 0, 0.6])
    inputs = luck.random((runs, len(axes.inputs)))
    outcome = luck.choice(len(OUTCOMES), runs, p=possible / possible.sum()).astype(np.int8)
    horizon = scenario.horizon_days
    settled = outcome == OUTCOMES.index("settlement")
    full = np.isin(outcome, [2, 3, 4]) | (
        settled & (luck.random(runs) < 0.3) & (scenario.ceasefire is not None)
    )
    partial = full | (outcome == 1)
    full_day = np.where(full, luck.uniform(0, 0.8 * horizon, runs), np.nan)
    end = full_day + luck.exponential(60, runs)
    end = np.where(np.isin(outcome, [2, 3]), np.minimum(end, horizon), np.nan)
    day = np.where(partial, np.fmin(luck.uniform(0, 0.5 * horizon, runs), full_day), np.nan)
    reservation = luck.normal(0.45, 0.06, (runs, len(axes.parties)))
    failed = np.where(settled[:, None], 0, _reasons(luck, runs, axes)).astype(np.int8)
    return Outcomes(
        names=axes,
        horizon_days=horizon,
        outcome=outcome,
        ceasefire_day=day,
        full_ceasefire_day=full_day,
        full_ceasefire_end=end,
        settlement_day=np.where(settled, luck.uniform(0.7 * horizon, horizon, runs), np.nan),
        last_day=np.full(runs, horizon),
        mediator_left_day=np.full(runs, np.nan),
        zone_day=np.where(settled | (luck.random(runs) < 0.45), 7.0, np.nan),
        zone_at_end=settled,
        votes_lost=np.zeros(runs, np.int16),
        first_vote_lost_day=np.full(runs, np.nan),
        first_vote_lost_by=np.full(runs, -1, np.int16),
        ended_by=np.full(runs, -1, np.int16),
        balance=luck.normal(0.7, 0.3, runs),
        fighting_days=np.linspace(0.0, horizon, runs),
        peace_days=np.where(settled, np.ceil(luck.weibull(0.42, runs) * 12_500), np.nan),
        slack=np.zeros(runs),
        ceasefire_terms=_terms(luck, partial, axes.ceasefire_options),
        terms=_terms(luck, settled, axes.options),
        signed=np.repeat(settled[:, None], len(axes.parties), axis=1),
        utility=np.where(settled[:, None], luck.normal(0.55, 0.05, (runs, len(axes.actors))), np.nan),
        war_value=reservation - 0.02,
        reservation=reservation,
        reason=failed,
        ceasefire_reason=failed,
        unilateral_day=np.full((runs, len(axes.declarers)), np.nan),
        unilateral_days=np.zeros((runs, len(axes.declarers))),
        collapses=np.zeros((runs, 0), np.int16),
        below_floor=np.zeros((runs, 0), np.bool_),
        would_sign=_would(luck, runs, len(axes.proposals), len(axes.actors)),
        would_sign_ceasefire=_would(luck, runs, len(axes.ceasefire_proposals), len(axes.actors)),
        inputs=np.where(full[:, None], inputs ** np.array([0.3, 1, 1]), inputs).astype(np.float32),
    )


def _terms(luck: np.random.Generator, kept: Any, options: tuple[tuple[str, ...], ...]) -> Any:
    drawn = [luck.binomial(len(each) - 1, 0.5, len(kept)) for each in options]
    table = np.stack(drawn, axis=1) if drawn else np.zeros((len(kept), 0))
    return np.where(kept[:, None], table, -1).astype(np.int8)


def _reasons(luck: np.random.Generator, runs: int, axes: Names) -> Any:
    shares = np.array([0.2, 0.0, 0.1, 0.45, 0.05, 0.03, 0.17])
    drawn = luck.choice(len(shares), (runs, len(axes.actors)), p=shares)
    is_party = np.array([actor in axes.parties for actor in axes.actors])
    return np.where(is_party, drawn, np.where(luck.random((runs, len(axes.actors))) < 0.05, 1, 0))


def _would(luck: np.random.Generator, runs: int, proposals: int, actors: int) -> Any:
    return luck.random((runs, proposals, actors)) < luck.random((proposals, actors))


def typical(scenario: Scenario) -> Any:
    """Packages in a plane, the named ones first. Shaped like sim.bargaining.inspect.typical.Typical."""
    luck = np.random.default_rng(3)
    named = (*scenario.proposals, *[None] * 60)
    good = luck.random(len(named))
    value = np.stack(
        [good, *[1 - good**2 + luck.normal(0, 0.05, len(named)) for _ in range(len(scenario.parties) - 1)]]
    )
    options = [luck.integers(0, len(issue.options), len(named)) for issue in scenario.issues.values()]
    return SimpleNamespace(
        terms=np.stack(options, axis=1),
        utility=luck.random((len(named), len(scenario.actors))),
        value=value.T,
        reservation=np.full(len(scenario.parties), 0.48),
        named=named,
    )


def broken(scenario: Scenario) -> DealBreakers | None:
    """One change for each red line, the effect shrinking."""
    lines = [(name, issue) for name, party in scenario.parties.items() for issue in party.red_lines]
    tried = []
    for k, (name, issue) in enumerate(lines):
        apart = 0.2 - 0.025 * k
        gained = Difference(apart, apart - 0.02, apart + 0.02)
        effect = Effect(share(int(1500 * apart), 1500), share(k, 500), gained, k < 3, k + 1, k + 2)
        change = Removal("red_line", name, issue)
        tried.append(Tried(change, settings(scenario, change), effect, effect))
    return DealBreakers(2000, share(900, 2000), share(500, 2000), 20, 200, tuple(tried)) if tried else None


@dataclass(frozen=True)
class Thing:
    """Any noun of a trace: attributes and nothing else."""

    about: dict[str, Any]

    def __getattr__(self, name: str) -> Any:
        try:
            return self.about[name]
        except KeyError:
            raise AttributeError(name) from None


def thing(**about: Any) -> Any:
    """A noun of a trace. The real ones come with the engine, which takes seconds to load."""
    return Thing(about)


def answer(actor: str, reason: str = "none", value: float | None = 0.5, demand: float | None = 0.6) -> Any:
    """Yes without a reason."""
    return thing(actor=actor, yes=reason == "none", reason=reason, value=value, demand=demand, factions=())


def tabled(by: str, terms: dict[str, str], answers: tuple[Any, ...], named: str | None = None) -> Any:
    """A package with its answers."""
    signed = all(answer.yes for answer in answers)
    return thing(by=by, terms=terms, named=named, answers=answers, signed=signed, choice=None)


MORE = {"supposed": (0.4, 0.5), "aspiration": 0.95, "win": 0.6}


def round_(number: int, scenario: Scenario, final: Any = None, ceasefire: Any = None, **more: Any) -> Any:
    """A week."""
    standing = thing(war_value=0.45, reservation=0.47, demand=0.6, believed=(0.4, 0.5), threats={}, **MORE)
    usual: dict[str, Any] = {"balance": 0.7, "halted": 0.0, "happenings": ()}
    usual |= {"turn": next(iter(scenario.actors)), "in_force": None, "until": None, "positions": {}}
    return thing(
        number=number,
        day=7.0 * number,
        parties=dict.fromkeys(scenario.parties, standing),
        final=final,
        ceasefire=ceasefire,
        **(usual | more),
    )


def happening(what: str, who: str = "", day: float = 0.0, whom: str = "", days: float = 0.0) -> Any:
    """Something that befell the talks."""
    return thing(what=what, who=who, day=day, whom=whom, days=days, sets=())


def trace(scenario: Scenario) -> Any:
    """Five refusals, a ceasefire, its collapse."""
    party, other = list(scenario.parties)[:2]
    by = next(iter(scenario.mediators), party)
    terms = {name: issue.options[0] for name, issue in scenario.issues.items()}
    refused = tabled(by, terms, (answer(party, "war_pays", 0.41, 0.55), answer(other, value=0.7)))
    rounds = [round_(n, scenario, final=refused) for n in range(1, 6)]
    if scenario.ceasefire:
        pause = {name: issue.options[0] for name, issue in scenario.ceasefire.issues.items()}
        signed = tabled(
            by, pause, (answer(party, value=0.02, demand=0.01), answer(other, value=0.03, demand=0.0))
        )
        rounds.append(round_(6, scenario, ceasefire=signed, halted=1.0))
        rounds.append(round_(7, scenario, happenings=(happening("collapsed", day=47.0),)))
    outcome = "ceasefire_collapsed" if scenario.ceasefire else "no_agreement"
    return thing(replication=31, outcome=outcome, rounds=tuple(rounds), inputs={}, start={})


def renamed(scenario: Scenario, old: str, label: str) -> Scenario:
    """The same scenario, one actor displayed under another name."""
    actor = scenario.actors[old].replaced(label=label)
    return scenario.replaced(actors={**scenario.actors, old: actor})


def benchmarks(scenario: Scenario, settled: int = 40, kept: int = 1000, short: int = 0) -> Benchmarks:
    """Concepts that gain the parties a little more each; the last picks nothing. `short`: so many are bounds only."""
    parties, names = list(scenario.parties), list(CONCEPTS)
    gains = [
        {
            party: Mean(0.02 * (k + i), 0.02 * (k + i) - 0.01, 0.02 * (k + i) + 0.01, 800)
            for i, party in enumerate(parties)
        }
        for k in range(len(names))
    ]
    nothing = Mean(np.nan, np.nan, np.nan, 0)
    good = [0.1 * k for k in range(11)]
    return Benchmarks(
        runs=1000,
        settled=settled,
        disagreement={party: Mean(0.4, 0.39, 0.41, 1000) for party in parties},
        frontier=Quantile(0.5, 12.0, 11.0, 13.0, 800),
        whole=share(kept, 1000),
        ideals=share(1000, 1000),
        concepts=tuple(
            Concept(
                name=name,
                exists=share(800 - 100 * k, 1000),
                proven=share(800 - 100 * k - short, 800 - 100 * k),
                reached=Mean(0.25, 0.24, 0.26, 800),
                at_most=Mean(0.25 + 0.01 * (short > 0), 0.24, 0.27, 800),
                gains=gains[k] if name != "rubinstein" else dict.fromkeys(parties, nothing),
                terms=tuple(_choice(scenario, issue, k) for issue in scenario.issues),
                distance=Mean(0.3 + 0.1 * k, 0.2 + 0.1 * k, 0.4 + 0.1 * k, settled) if settled else nothing,
            )
            for k, name in enumerate(names)
        ),
        rubinstein={party: Mean(0.5, 0.49, 0.51, 800) for party in parties} if len(parties) == 2 else None,
        efficient=share(settled // 2, settled),
        powers=tuple(
            Power(a, Mean(0.3, 0.3, 0.3, 800), Mean(0.1, 0.09, 0.11, 800))
            if a in parties
            else Power(a, Mean(0.0, 0.0, 0.0, 800), Mean(0.0, 0.0, 0.0, 800))
            for a in scenario.actors
        ),
        plane=Plane(
            frontier={p: tuple(good if i % 2 else good[::-1]) for i, p in enumerate(parties)},
            whole=kept == 1000,
            disagreement=dict.fromkeys(parties, 0.3),
            concepts={name: dict.fromkeys(parties, 0.5 + 0.02 * k) for k, name in enumerate(names[:3])},
        ),
    )


def _choice(scenario: Scenario, issue: str, picked: int) -> Pick:
    topic = scenario.issues[issue]
    shares = [share(700 if o == picked % len(topic.options) else 0, 700) for o in range(len(topic.options))]
    return Pick(issue, topic.options, tuple(shares), Mean(0.5, 0.4, 0.6, 700) if topic.range else None)


def matters(scenario: Scenario, runs: int = 2000) -> Influences:
    """What inputs do to made-up replications, with made-up swings."""
    found = influences(outcomes(scenario, runs), "settlement")
    ends = {"low": Estimate(0.2, 0.15, 0.25), "high": Estimate(0.5, 0.45, 0.55)}
    swings = tuple(
        Swing(each.path, 0.1, 0.9, **ends, apart=Estimate(0.3, 0.25, 0.35)) for each in found.influences[:3]
    )
    return replace(found, swings=swings, unheld=Estimate(0.4, 0.35, 0.45))


MOVED = (
    "actors.russia.cost_per_day",
    "war.drift",
    "actors.ukraine.deadline_days",
    "actors.us.leverage.russia.meant",
)


def drawn(scenario: Scenario, played: Outcomes, paths: Sequence[str] = MOVED) -> Outcomes:
    """The same with these inputs, drawn as they are drawn, and a settlement wherever luck has it for the first."""
    luck = tied(Streams(1, 0, len(played)), copulas(scenario))
    known = {number.path: number.quantity for number in numbers(scenario)}
    shares = [luck.uniform(path)[:, 0] for path in paths]
    values = [
        known[path].at(share) if path in known else share < 0.5
        for path, share in zip(paths, shares, strict=True)
    ]
    ends = np.where(shares[0] < 0.3, OUTCOMES.index("settlement"), played.outcome).astype(np.int8)
    settled = ends == OUTCOMES.index("settlement")
    sizes = np.array([len(options) for options in played.names.options])
    chosen = (shares[1][:, None] * sizes).astype(np.int8)  # what is agreed goes with the luck of the second
    return replace(
        played,
        names=replace(played.names, inputs=tuple(paths)),
        inputs=np.stack(values, axis=1).astype(np.float32),
        outcome=ends,
        settlement_day=np.where(settled, np.float32(10.0) + 200.0 * shares[0], np.nan),
        terms=np.where(settled[:, None], chosen, np.int8(-1)),
    )


def sliders(scenario: Scenario, played: Outcomes) -> Moving:
    """Over what was drawn."""
    found = slides(scenario, played, 1, played.names.inputs)
    made = moving(scenario, played, found, PROVENANCE.command)
    assert made is not None
    return made


def page(scenario: Scenario, runs: int = 2000, played: Outcomes | None = None) -> str:
    """The report on made-up replications. `played`: with sliders over what was drawn for these."""
    moved = sliders(scenario, played) if played is not None else None
    played = outcomes(scenario, runs)
    summary = replace(
        summarise(scenario, played, benchmarks(scenario)),
        carriers=(Carrier("actors.russia.cost_per_day", 0.4),),
    )
    made = replace(PROVENANCE, runs=runs)
    return render(
        scenario,
        summary,
        typical(scenario),
        (trace(scenario),),
        broken(scenario),
        matters(scenario, runs),
        made,
        Chapters(),
        moved,
    )
