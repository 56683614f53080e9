"""What matters, in words."""

from __future__ import annotations

from collections.abc import Iterable

from sim.analysis.sensitivity.answer import INDICES, LUCK, Estimate, Influence, Influences
from sim.report import amounts, wording
from sim.report.naming import Named
from sim.scenario.changing import steps

OUTCOMES = wording.GOALS | {
    "full_ceasefire_or_settlement": "a full ceasefire or a settlement",
    "zone": "a zone of agreement",
    "zone_at_end": "a zone of agreement at the end",
    "missed": "a missed deal",
    "mediator_left": "the mediator leaving the talks",
    "settlement_day": "the day of the settlement",
    "full_ceasefire_day": "the day of the full ceasefire",
    "ceasefire_day": "the day of the first ceasefire",
    "last_day": "the last day of the talks",
    "fighting_days": "the days of fighting",
    "balance": "the balance of the war at the end",
}
INNER = str.maketrans("“”", "‘’")  # quotes within quotes
PARTS = ("first_order", "total")  # parts of the variance, told in percent
NAMES = {
    "first_order": "alone",
    "delta": "delta",
    "total": "with all others",
    "mu_star": "mean effect, μ*",
    "sigma": "spread of effects, σ",
}
SENSE = {
    "given": (
        "Alone: the part of the spread (variance) that is gone once the input is known, its first-order index. "
        "Delta: how far the distribution of the outcome moves on average once the input is known"
    ),
    "sobol": (
        "Alone: the part of the spread (variance) that an input carries by itself, its first-order index. With all "
        "others: what it carries by itself and together with other inputs, its total index"
    ),
    "morris": (
        "One input moves at a time, by half of its luck. μ*: the mean absolute change, per whole range of luck. σ: how "
        "much that change differs from place to place, because of bends or of other inputs"
    ),
}


def outcome(name: str) -> str:
    """An event or a measure as part of a sentence."""
    if name in OUTCOMES:
        return OUTCOMES[name]
    if name in wording.OUTCOMES:
        return f"the outcome “{wording.OUTCOMES[name].lower()}”"
    kind, *who = steps(name)
    if kind == "terms":
        return f"the terms on {wording.readable(who[0])}" if len(who) == 1 else settled_with(*who)
    return f"the {wording.readable(kind)} of {' '.join(map(wording.readable, who))}"


def settled_with(issue: str, option: str) -> str:
    """Of a settlement, one of its terms."""
    return f"a settlement with “{wording.readable(issue)}: {wording.readable(option)}”"


def caution(line: str, names: Iterable[str]) -> str:
    """With the outcome that it begins with in words."""
    for name in names:
        if line.startswith((f"{name}:", f"{name} ")):
            return f"{wording.sentence(outcome(name))}{line.removeprefix(name)}"
    return line


def title(found: Influences) -> str:
    """With what share, or what mean."""
    return f"{wording.sentence(outcome(found.outcome))}: {level(found.level, found.is_share)}"


def level(estimate: Estimate, is_share: bool) -> str:
    """A share, or a mean, with its interval."""
    if is_share:
        return (
            f"{amounts.percent(estimate.value)} ({amounts.interval(max(0.0, estimate.low), estimate.high)})"
        )
    return ranged(estimate)


def apart(estimate: Estimate, is_share: bool) -> str:
    """A difference, in percentage points if it is one of shares."""
    if not is_share:
        return ranged(estimate)
    value, low, high = map(amounts.signed_points, (estimate.value, estimate.low, estimate.high))
    return f"{value} ({low} to {high})"


def index(name: str, estimate: Estimate) -> str:
    """An index with its interval; less than nothing is noise."""
    value, low, high = (max(0.0, part) for part in (estimate.value, estimate.low, estimate.high))
    if name in PARTS:
        return f"{amounts.percent(value)} ({amounts.interval(low, high)})"
    if name == "delta":
        said, *ends = (amounts.number(part, 3) for part in (value, low, high))
        return f"{said} ({'–'.join(ends)})"
    return ranged(Estimate(value, low, high))


def ranged(estimate: Estimate) -> str:
    """A number with its interval, three digits of each."""
    value, low, high = (
        amounts.plain_number(part, 3) for part in (estimate.value, estimate.low, estimate.high)
    )
    return f"{value} ({low} to {high})"


def rank(influence: Influence) -> str:
    """The ranks that intervals leave open."""
    first, last = influence.first_rank, influence.last_rank
    return f"{first}" if first == last else f"{first}–{last}"


def lead(found: Influences, method: str, named: Named) -> str:
    """The answer in a few sentences."""
    return f"{leading(found, method, named)} {rest(found, method)}".strip()


def rest(found: Influences, method: str) -> str:
    """What there is to say after the first sentence."""
    return f"{_counted(found)} {together(found, method)}".strip() if found.influences else ""


def nothing(found: Influences) -> str:
    """Why no input is told of, where the scenario has some that are uncertain."""
    about = wording.sentence(outcome(found.outcome))
    if not found.of:
        return f"{about} has no value in any replication: there is no spread to divide among inputs."
    same = found.level.value in (0.0, 1.0) if found.is_share else found.level.low == found.level.high
    differs = "is the same in every replication" if same else "differs in too few replications"
    return f"{about} {differs}: there is no spread to divide among inputs."


def leading(found: Influences, method: str, named: Named) -> str:
    """What it hangs most on, in a sentence."""
    if not found.influences:
        return nothing(found)
    first = found.influences[0]
    about = wording.sentence(outcome(found.outcome))
    if not first.clear:
        return f"No input moves {outcome(found.outcome)} by more than chance would."
    if first.first_rank == first.last_rank:
        name = INDICES[method][0] if method == "given" else INDICES[method][1]
        how = {"first_order": "alone it carries", "total": "with all others it carries"}.get(name)
        said = index(name, first.indices[name])
        tail = f"{how} {said} of the spread" if how else f"μ* is {said}"
        return f"{about} hangs most on {quoted(named, first.path)}: {tail}."
    level = [quoted(named, each.path) for each in found.influences if each.clear and each.first_rank == 1]
    if len(level) < 2:
        return (
            f"{about} may hang most on {quoted(named, first.path)}: it comes first, but intervals leave its rank open "
            f"({rank(first)})."
        )
    more = [f"{len(level) - 4} more"] if len(level) > 4 else []
    some = wording.listed([*level[:4], *more])
    return f"{about} hangs most on one of these, whose order is not known: {some}."


def quoted(named: Named, path: str) -> str:
    """An input in a sentence."""
    inside = named(path).translate(INNER)
    return f"“{inside}”"


def _counted(found: Influences) -> str:
    clear = sum(each.clear for each in found.influences)
    return f"{clear} of {wording.counted(len(found.influences), 'input')} can be told from chance."


def together(found: Influences, method: str) -> str:
    """What inputs carry one by one, and what is left."""
    if found.together is None:
        return ""
    total = min(1.0, max(0.0, found.together.value))
    one_by_one = (
        f"One by one they carry {index('first_order', _within(found.together))} of the spread in all; "
        f"the other {amounts.percent(1.0 - total)}"
    )
    if method == "given":
        return f"{one_by_one} is what they do together, and luck during the talks."
    return f"{one_by_one} is what they do together. Luck during the talks is one of them (“{LUCK}”)."


def _within(estimate: Estimate) -> Estimate:
    return Estimate(*(min(1.0, max(0.0, part)) for part in (estimate.value, estimate.low, estimate.high)))


def tied_note(found: Influences, named: Named) -> str:
    """What one input carries is not its own where others move with it."""
    if not found.tied:
        return ""
    return (
        f" Drawn together with others: {wording.listed([quoted(named, path) for path in found.tied])}. What such an "
        "input carries here is also what moves with it, so their parts overlap and are not added up; the swings move "
        "one input by itself."
    )


def weights_note(found: Influences) -> str:
    """Weights of an actor sum to one, so that they are not independent of one another."""
    if not any(".weight." in each.path for each in found.influences):
        return ""
    return (
        " The weights of one actor sum to 1, so each also tells of the others, and their parts may overlap."
    )
