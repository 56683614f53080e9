"""What is agreed, how far it lies from what each party wants, and what the simplest rule would say."""

from __future__ import annotations

import numpy as np

from sim.analysis.agreements import Terms, WeightedMean
from sim.analysis.intervals import mean_of, share
from sim.bargaining.outcomes import Floats, Options, Outcomes
from sim.scenario.schema import Scenario


def settlement_terms(scenario: Scenario, outcomes: Outcomes) -> tuple[Terms, ...]:
    """Each issue, among settlements."""
    agreed = outcomes.terms[outcomes.settled]
    return tuple(
        _terms(issue, options, agreed[:, k], _party_values(scenario, issue))
        for k, (issue, options) in enumerate(zip(outcomes.names.issues, outcomes.names.options, strict=True))
    )


def ceasefire_terms(outcomes: Outcomes) -> tuple[Terms, ...]:
    """Each ceasefire issue, among replications with any ceasefire."""
    names = outcomes.names
    if not names.ceasefire_issues:
        return ()
    agreed = outcomes.ceasefire_terms[(outcomes.ceasefire_terms >= 0).all(axis=1)]
    pairs = zip(names.ceasefire_issues, names.ceasefire_options, strict=True)
    return tuple(_terms(issue, options, agreed[:, k], {}) for k, (issue, options) in enumerate(pairs))


def _terms(issue: str, options: tuple[str, ...], agreed: Options, values: dict[str, Floats]) -> Terms:
    counts = np.bincount(agreed.astype(np.int64), minlength=len(options))
    return Terms(
        issue=issue,
        options=options,
        shares=tuple(share(int(count), len(agreed)) for count in counts),
        ideal={party: options[int(np.argmax(value))] for party, value in values.items()},
        reached={party: mean_of(value[agreed]) for party, value in values.items()},
    )


def _party_values(scenario: Scenario, issue: str) -> dict[str, Floats]:
    """party: [option] 0 for its worst and 1 for its best; parties to whom all is the same are left out."""
    rows = ((party, typical_values(scenario, issue, party)) for party in scenario.parties)
    return {party: (row - row.min()) / np.ptp(row) for party, row in rows if row is not None and np.ptp(row)}


def typical_values(scenario: Scenario, issue: str, actor: str) -> Floats | None:
    """[option] median values of an actor, or None if the issue is nothing to it."""
    row = scenario.issues[issue].value.get(actor)
    return None if row is None else np.array([quantity.typical for quantity in row], dtype=np.float64)


def weighted_means(scenario: Scenario) -> tuple[WeightedMean, ...]:
    """What all want, each counted by capability times salience. Thomson, Stokman, Achen & Koenig (2006).

    Capability is 1 where a file says nothing. Salience is as stated, and else relative to the actor's greatest weight,
    as the challenge protocol has it; where nobody's is stated it is the weight as a share of all the actor's weights.
    """
    said = any(issue.salience for issue in scenario.issues.values())
    unit = {actor: _unit(scenario, actor, said) for actor in scenario.actors}
    return tuple(_weighted_mean(scenario, issue, unit) for issue in scenario.issues)


def _unit(scenario: Scenario, actor: str, said: bool) -> float:
    """The weight at which an actor's salience is 1; 0 for who cares for nothing."""
    weights = [_weight(scenario, issue, actor) for issue in scenario.issues]
    return max(weights) if said else sum(weights)


def _weight(scenario: Scenario, issue: str, actor: str) -> float:
    weight = scenario.issues[issue].weight.get(actor)
    return 0.0 if weight is None else float(weight.typical)


def _weighted_mean(scenario: Scenario, issue: str, unit: dict[str, float]) -> WeightedMean:
    options = scenario.issues[issue].options
    wanted = votes = 0.0
    for actor in scenario.actors:
        values = typical_values(scenario, issue, actor)
        if values is not None:
            counted = _votes(scenario, issue, actor, unit[actor])
            wanted += counted * _ideal_position(values)
            votes += counted
    position = wanted / votes if votes else 0.5
    return WeightedMean(issue, position, options[round(position * max(1, len(options) - 1))])


def _votes(scenario: Scenario, issue: str, actor: str, unit: float) -> float:
    """Capability times salience."""
    stated = scenario.issues[issue].salience.get(actor)
    derived = _weight(scenario, issue, actor) / unit if unit > 0.0 else 0.0
    salience = derived if stated is None else stated.typical
    return float(scenario.actors[actor].capability.typical) * salience


def _ideal_position(values: Floats) -> float:
    """0..1 on the scale of options; the middle of several equally good ones."""
    best = np.flatnonzero(values == values.max())
    return float(best.mean()) / max(1, len(values) - 1)
