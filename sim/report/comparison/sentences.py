"""What a comparison says, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sim.analysis.comparison import Beside, Comparison, Contrast, Side
from sim.analysis.intervals import Share
from sim.report import amounts, wording

NAMED = 3  # scenarios that a sentence names one by one
EVENTS = {
    "settlement": "Settlement",
    "full_ceasefire": "Full ceasefire",
    "any_ceasefire": "Any ceasefire",
    "zone": "Zone of agreement",
}


def event(name: str) -> str:
    """What happens, as a label; an event before the category of the same name."""
    return EVENTS.get(name) or f"Ends: {wording.OUTCOMES[name].lower()}"


def brief_end(outcome: str) -> str:
    """An outcome in so few letters that two of them fit a line on a phone."""
    return wording.OUTCOMES[outcome].replace("Full ceasefire,", "Ceasefire").removesuffix(" only")


def headline(found: Comparison) -> str:
    """What changed, by how much, and whether that can be told from chance."""
    lead = f"{wording.counted(found.runs, 'replication')} each, with the same luck. "
    if len(found.others) == 1:
        side, beside = found.others[0]
        return lead + _pair(found, side, beside)
    return lead + _many(found)


def _pair(found: Comparison, side: Side, beside: Beside) -> str:
    both = f"“{side.title}” beside “{found.base.title}”:"
    if not beside.changes:
        return f"{both} the two are the same in every replication; no line that is played differs."
    settled, paused = beside.contrast("settlement"), beside.contrast("full_ceasefire")
    if settled is None:
        return f"{both} how often they settle cannot be compared{_deciding(found)}; what they agree on can."
    said = [f"{both} {_moved(settled, found.runs)}"]
    said += [f"{event(paused.event)}: {_briefly(paused)}"] if paused else []
    return ". ".join([*said, _saved(found.base, side, beside)]) + "."


def _deciding(found: Comparison) -> str:
    return f", since a decision always comes in {wording.listed([s.name for s in found.sides if not s.can_fail])}"


def _saved(base: Side, side: Side, beside: Beside) -> str:
    saved, lost = beside.flow.saved.hits, beside.flow.lost.hits
    if not saved and not lost:
        return "No replication settles in one of them only"
    return f"Replications that settle only in {side.name}: {saved:,}; only in {base.name}: {lost:,}"


def _moved(contrast: Contrast, runs: int) -> str:
    shares = f"a settlement comes in {amounts.told(contrast.share)} instead of {amounts.told(contrast.base)}"
    return f"{shares}, {amounts.points(contrast.difference)} points{_unclear(contrast, runs)}"


def _unclear(contrast: Contrast, runs: int) -> str:
    return "" if contrast.clear else f"; {verdict(contrast, runs)}"


def _briefly(contrast: Contrast) -> str:
    if same(contrast):
        return "the same in every replication"
    doubt = "" if contrast.clear else ", not distinguishable from chance"
    return f"{amounts.points(contrast.difference)} points{doubt}"


def _many(found: Comparison) -> str:
    moved = [(side, c) for side, beside in found.others if (c := beside.contrast("settlement"))]
    if not moved:
        return f"How often they settle cannot be compared{_deciding(found)}."
    clear = sorted((m for m in moved if m[1].clear), key=lambda m: -abs(m[1].difference.difference))
    base = f"“{found.base.title}” ends in a settlement in {amounts.told(found.base.outcomes['settlement'])}"
    if not clear:
        return f"{base}; beside it none of {len(moved)} scenarios can be distinguished from chance by that."
    parts = [_direction(clear, 1, "more often"), _direction(clear, -1, "less often")]
    rest = len(moved) - len(clear)
    doubt = f" {rest} of {len(moved)} cannot be distinguished from chance by that." if rest else ""
    return f"{base}. {wording.sentence('; '.join(filter(None, parts)))}.{doubt}"


def _direction(clear: Sequence[tuple[Side, Contrast]], sign: int, how: str) -> str:
    those = [(side, c) for side, c in clear if c.difference.difference * sign > 0.0]
    named = [f"{side.name} {amounts.points(c.difference)}" for side, c in those[:NAMED]]
    more = [f"{len(those) - NAMED} more"] if len(those) > NAMED else []
    return f"{how}, in points: {wording.listed([*named, *more])}" if those else ""


def verdict(contrast: Contrast, runs: int) -> str:
    """Clear, or not distinguishable from chance and what would tell."""
    if contrast.clear:
        return "clear"
    if same(contrast):
        return "the same in every replication"
    return f"not distinguishable from chance at {runs:,} runs; {_would_tell(contrast)}"


def same(contrast: Contrast) -> bool:
    """Does no replication differ?"""
    return contrast.difference.difference == 0.0 and contrast.gain is None


def _would_tell(contrast: Contrast) -> str:
    if contrast.would_tell is not None:
        return f"about {rounded(contrast.would_tell):,} would tell"
    most = max(abs(contrast.difference.low), abs(contrast.difference.high))
    return f"more than {amounts.signed_points(most).lstrip('+')} points either way is unlikely"


def rounded(count: int) -> int:
    """Up to two digits: it hangs on how often replications happened to part.

    >>> rounded(123_456)
    130000
    """
    scale: int = 10 ** max(0, len(str(count)) - 2)
    return -(-count // scale) * scale


def cautions(found: Comparison) -> tuple[str, ...]:
    """How to read differences, and where the comparison is a doubtful one."""
    said = [
        "Replication 31 has the same luck in every scenario, so what parts them is the change. Intervals are 95%: one "
        f"in twenty misses by luck alone.{_clear(found.tried)}",
        *_unlike(found.sides),
    ]
    if found.runs < 1000:
        few = wording.counted(found.runs, "replication")
        said.append(f"Only {few}: every difference is rough. Run at least 1,000.")
    horizons = {side.horizon_days for side in found.sides}
    if len(horizons) > 1:
        said.append("The talks last differently long: shares are of what happens within each one’s own days.")
    return tuple(said)


def _clear(tried: int) -> str:
    said = f" “Clear” is what stays clear of zero with all {tried} differences on this page allowed for (Bonferroni)."
    return said if tried else ""


def _unlike(sides: Sequence[Side]) -> Iterator[str]:
    """Where rules differ so much that how often something happens says nothing."""
    if decided := [side.name for side in sides if not side.can_fail]:
        yield (
            f"A decision always comes in {wording.listed(decided)}, by the rules of the challenge model: how often "
            "says nothing and is not compared."
        )
    without = [side.name for side in sides if side.can_fail and not side.truce]
    if without and any(side.truce for side in sides):
        yield (
            f"No ceasefire can come in {wording.listed(without)}: how often one does, and what ends without a "
            "settlement then end in, are compared only among those that know one."
        )


def nothing(runs: int) -> Share:
    """The share of what a scenario does not know."""
    from sim.analysis.intervals import share

    return share(0, runs)
