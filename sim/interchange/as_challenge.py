"""Contest -> a scenario's data, played by the challenge model."""

from __future__ import annotations

from sim.interchange.plain_numbers import tidy
from sim.interchange.scales import Scale, scale
from sim.interchange.types import Contest, Dimension, Stakeholder
from sim.scenario.suggestions import shown

ROUNDS = 10
LENGTH = (
    f"{ROUNDS} rounds of a day each: in this model a round has no length, and where one stops is part of the "
    "answer (`horizon_days`)"
)


def as_challenge(contest: Contest) -> dict[str, object]:
    """A scenario in which everybody begins at its position, with its capability and salience."""
    return {
        "title": contest.text or contest.name,
        "description": description(contest),
        "basis": "source",
        "note": f"{contest.kind}: {', '.join(contest.files)}",
        "protocol": "challenge",
        "horizon_days": ROUNDS,
        "round_days": 1,
        "actors": {
            actor.name: {**_said(actor), "capability": tidy(actor.capability)} for actor in contest.actors
        },
        "issues": {one.name: issue(one, scale(one), contest) for one in contest.dimensions},
    }


def description(contest: Contest) -> str:
    """What was read, and what is not as in the file."""
    said = (
        f"Imported from {contest.kind}. From its position an actor's utility falls by 1 over the whole scale"
    )
    return ". ".join([said, *remarks(contest)]) + "."


def remarks(contest: Contest) -> list[str]:
    """What is not as in the file, and what it does not say."""
    scales = {dimension.name: scale(dimension) for dimension in contest.dimensions}
    rounded = [name for name, found in scales.items() if found.rounded]
    near = [f"positions on {shown(name)} are rounded to {scales[name].step:g}" for name in rounded]
    return [*contest.remarks, *near, LENGTH]


def issue(dimension: Dimension, found: Scale, contest: Contest) -> dict[str, object]:
    """A range, and for each actor salience and a curve that is best at its position."""
    stands = dimension.stands
    weights = {name: tidy(stand.salience) if _cares(contest, name) else 1 for name, stand in stands.items()}
    return {
        **_said(dimension),
        "range": {"from": tidy(found.low), "to": tidy(found.high), "step": tidy(found.step)},
        "salience": {name: tidy(stand.salience) for name, stand in stands.items()},
        **({"weight": weights} if len(contest.dimensions) > 1 else {}),
        "value": {name: curve(stand.position, found) for name, stand in stands.items()},
    }


def _cares(contest: Contest, actor: str) -> bool:
    """About anything: somebody who does not has utilities all the same."""
    return any(actor in one.stands and one.stands[actor].salience for one in contest.dimensions)


def _said(about: Stakeholder | Dimension) -> dict[str, object]:
    """Its label and note, if it has them."""
    said = {"label": about.label, "note": about.note}
    return {key: text for key, text in said.items() if text}


def curve(position: float, found: Scale) -> dict[float, float]:
    """Straight lines that fall from the position to both ends, by 1 over the whole scale."""
    best = found.nearest(position)
    span = found.high - found.low
    return {tidy(x): tidy(1.0 - abs(x - best) / span) for x in sorted({found.low, best, found.high})}
