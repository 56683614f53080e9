"""The same negotiation in NegMAS and in ours. It imports NegMAS only when it is asked to play."""

from __future__ import annotations

import math
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import numpy as np

from sim.bargaining.run.batch import play
from sim.scenario.reading import scenario_of
from sim.scenario.schema import Scenario

KNOWN = "0.16"  # the version whose rules are ours
# NegMAS's names of concession, and Faratin's exponents: hers is the inverse.
CONCESSION = {"BoulwareTBNegotiator": 0.25, "LinearTBNegotiator": 1.0, "ConcederTBNegotiator": 4.0}
TOLERANCE = 0.0001  # of those three: utilbased.py, `eps`
MOST_PACKAGES = 4000


@dataclass(frozen=True)
class Domain:
    """Additive preferences of some parties; every number plain."""

    steps: int
    values: list[list[list[float]]]  # [party][issue][option]
    weights: list[list[float]]  # [party][issue]
    reserved: list[float]  # [party]
    kinds: list[str]  # [party] class of NegMAS


@dataclass(frozen=True)
class Agreement:
    """What was agreed, by position of the option on each issue; None if nothing was."""

    package: tuple[int, ...] | None
    step: int


def missing() -> str:
    """Why nothing can be compared with; empty if it can."""
    try:
        found = version("negmas")
    except PackageNotFoundError:
        return "NegMAS is not installed: pip install '.[peers]'"
    same = found.split(".")[:2] == KNOWN.split(".")
    return "" if same else f"NegMAS {found} is installed, and {KNOWN} compared with: pip install '.[peers]'"


def random_domain(seed: int) -> Domain:
    """2 to 5 parties, 1 to 6 issues; some reservation values so high that nothing can be agreed.

    Everybody has some package better than none: where a party has not, NegMAS's negotiators turn their range of
    aspirations upside down and sign below their reserved value, and ours sign nothing.
    """
    chance = np.random.default_rng(seed)
    parties, issues = int(chance.integers(2, 6)), int(chance.integers(1, 7))
    sizes = chance.integers(2, 8, issues)
    while math.prod(sizes.tolist()) > MOST_PACKAGES:
        sizes = np.maximum(2, sizes - 1)
    weights = chance.dirichlet(np.ones(issues), parties)
    values = [[chance.random(size).tolist() for size in sizes] for _ in range(parties)]
    best = [w @ [max(row) for row in rows] for w, rows in zip(weights, values, strict=True)]
    return Domain(
        steps=int(chance.integers(2, 61)),
        values=values,
        weights=weights.tolist(),
        reserved=(best * chance.random(parties) * chance.choice([0.0, 0.5, 0.99])).tolist(),
        kinds=[str(kind) for kind in chance.choice(list(CONCESSION), parties)],
    )


def domain_of(scenario: Scenario, kinds: Sequence[str], steps: int) -> Domain:
    """The issues of a scenario without uncertainty, negotiated for so many steps."""
    issues, parties = list(scenario.issues.values()), list(scenario.parties.items())
    return Domain(
        steps=steps,
        values=[[[q.typical for q in issue.value[name]] for issue in issues] for name, _ in parties],
        weights=[[issue.weight[name].typical for issue in issues] for name, _ in parties],
        reserved=[party.outside_value.typical for _, party in parties],
        kinds=list(kinds),
    )


def as_scenario(domain: Domain) -> Scenario:
    """The same as a scenario. NegMAS's clock never strikes: t = (step + 1) / (steps + 1)."""
    parties = [f"p{i}" for i in range(len(domain.values))]
    return scenario_of(
        {
            "protocol": "alternating_offers",
            "alternating_offers": {"order": parties, "tolerance": TOLERANCE},
            "horizon_days": domain.steps,
            "round_days": 1,
            "actors": {
                name: {
                    "outside_value": domain.reserved[i],
                    "aspiration": 1,
                    "concession": CONCESSION[domain.kinds[i]],
                    "deadline_days": domain.steps + 1,
                }
                for i, name in enumerate(parties)
            },
            "issues": {
                f"k{k}": {
                    "options": [f"o{o}" for o in range(len(values))],
                    "weight": {name: domain.weights[i][k] for i, name in enumerate(parties)},
                    "value": {name: domain.values[i][k] for i, name in enumerate(parties)},
                }
                for k, values in enumerate(domain.values[0])
            },
        }
    )


def ours(domain: Domain) -> Agreement:
    """What our engine makes of it."""
    outcomes = play(as_scenario(domain), 1, seed=1, workers=1)
    if not outcomes.settled[0]:
        return Agreement(None, domain.steps)
    return Agreement(tuple(outcomes.terms[0].tolist()), int(outcomes.settlement_day[0]) - 1)


def theirs(domain: Domain) -> Agreement:
    """What NegMAS makes of it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about what it imports itself
        state = as_mechanism(domain).run()
    if state.agreement is None:
        return Agreement(None, domain.steps)
    return Agreement(tuple(int(option[1:]) for option in state.agreement), int(state.step) - 1)


def utilities(domain: Domain, agreement: Agreement) -> tuple[float, ...] | None:
    """[party] what an agreement is worth, to nine digits, at which equal ones are equal; None without one."""
    if agreement.package is None:
        return None
    picked = [
        [row[option] for row, option in zip(rows, agreement.package, strict=True)] for rows in domain.values
    ]
    worth = [np.dot(weights, row) for weights, row in zip(domain.weights, picked, strict=True)]
    return tuple(round(float(value), 9) for value in worth)


def as_mechanism(domain: Domain) -> Any:
    """The same in NegMAS."""
    from negmas import sao
    from negmas.outcomes import make_issue
    from negmas.preferences import LinearAdditiveUtilityFunction

    issues = [
        make_issue([f"o{o}" for o in range(len(values))], name=f"k{k}")
        for k, values in enumerate(domain.values[0])
    ]
    mechanism = sao.SAOMechanism(issues=issues, n_steps=domain.steps)
    for i, kind in enumerate(domain.kinds):
        tables = [{f"o{o}": value for o, value in enumerate(row)} for row in domain.values[i]]
        utility = LinearAdditiveUtilityFunction(
            values=tables, weights=domain.weights[i], issues=issues, reserved_value=domain.reserved[i]
        )
        mechanism.add(getattr(sao, kind)(name=f"p{i}"), ufun=utility)
    return mechanism
