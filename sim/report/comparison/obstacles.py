"""Why not: was there anything to find, who refused, and who would sign what."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sim.analysis.agreements import Signing
from sim.analysis.comparison import Comparison, Side
from sim.analysis.failures import Blocker
from sim.analysis.intervals import Share, share
from sim.report import amounts, theme, wording
from sim.report.blocks import Chart, DataTable, HeatMap
from sim.report.comparison.cast import Cast
from sim.report.figures.rows import stacked_rows

UNKNOWN = share(0, 0)
MOST_BLOCKERS = 12


def zone(found: Comparison) -> Chart | None:
    """All replications: settled, rejected at home, missed, nothing to find. Only where talks may fail."""
    sides = [side for side in found.sides if side.can_fail]
    if len(sides) < 2:
        return None
    parts = [
        ("Settlement", theme.OUTCOME_COLOURS["settlement"], [side.outcomes["settlement"] for side in sides]),
        ("Agreed, then rejected at home", theme.OUTCOME_COLOURS["not_ratified"], _of_all(sides, "rejected")),
        ("Missed deal", theme.ORANGE, _of_all(sides, "missed_deal")),
        ("No zone of agreement", theme.GREY, _of_all(sides, "no_zone")),
    ]
    parts = [part for part in parts if any(each.hits for each in part[2])]
    rows = [(name, *map(amounts.estimate, shares)) for name, _, shares in parts]
    rows.append(("A zone on some day", *(amounts.estimate(side.zone) for side in sides)))
    return Chart(
        id="zone",
        title="Nothing to find, or not found",
        caption=(
            f"All {found.runs:,} replications. In a missed deal a package that all whose signature it needs would have "
            "taken was there on some day, and nobody signed it; without a zone there was none to find."
        ),
        table=DataTable(("Share of all (95% interval)", *(side.name for side in sides)), tuple(rows)),
        **stacked_rows(parts, [side.name for side in sides], "share of replications"),
    )


def _of_all(sides: list[Side], part: str) -> list[Share]:
    return [share(getattr(side.failures, part).hits, side.failures.of_all.of) for side in sides]


def blockers(cast: Cast, found: Comparison) -> Iterator[HeatMap]:
    """Who refused the last package, and the last ceasefire, and why."""
    of_deals = [side.blockers for side in found.sides]
    of_truces = [side.ceasefire_blockers for side in found.sides]
    if any(of_deals):
        caption = _caption("the last package", "replications without a settlement")
        yield _refusals(cast, found, of_deals, "blockers", "Who refused the last package, and why", caption)
    if any(of_truces):
        caption = _caption("the last ceasefire tabled", "replications without a full ceasefire")
        title = "Who refused the last ceasefire, and why"
        yield _refusals(cast, found, of_truces, "ceasefire-blockers", title, caption)


def _caption(text: str, of: str) -> str:
    return (
        f"How often an actor refused {text}, of the {of} of each scenario (95% interval); the most frequent first. "
        "Several actors may refuse the same text. Those who fail are not the same replications everywhere: where "
        "more settle, the harder cases are left."
    )


def _refusals(
    cast: Cast, found: Comparison, every: list[tuple[Blocker, ...]], key: str, title: str, caption: str
) -> HeatMap:
    rows = [
        (refusal(cast, *pair), tuple(_share(blockers, pair) for blockers in every)) for pair in ranked(every)
    ]
    return HeatMap(key, title, caption, tuple(side.name for side in found.sides), tuple(rows))


def refusal(cast: Cast, actor: str, reason: str) -> str:
    """Russia: a red line is crossed."""
    return f"{cast.actor(actor)}: {cast.reason(reason)}"


def ranked(every: list[tuple[Blocker, ...]], most: int = MOST_BLOCKERS) -> list[tuple[str, str]]:
    """The most frequent (actor, reason) of all scenarios."""
    highest: dict[tuple[str, str], float] = {}
    for blocker in (blocker for blockers in every for blocker in blockers):
        pair = blocker.actor, blocker.reason
        highest[pair] = max(highest.get(pair, 0.0), blocker.share.share)
    return sorted(highest, key=lambda pair: -highest[pair])[:most]


def _share(blockers: tuple[Blocker, ...], pair: tuple[str, str]) -> Share:
    of = blockers[0].share.of if blockers else 0
    return next((b.share for b in blockers if (b.actor, b.reason) == pair), share(0, of))


def signatures(cast: Cast, found: Comparison) -> Iterator[HeatMap]:
    """A small table for all together, then for each actor: proposals down, scenarios across."""
    kinds: tuple[tuple[str, str, Callable[[Side], tuple[Signing, ...]]], ...] = (
        ("sign", "at the end of the talks, rather than go on without a deal", lambda side: side.proposals),
        ("sign-ceasefire", "at the first text", lambda side: side.ceasefire_proposals),
    )
    for key, when, of in kinds:
        names = list(dict.fromkeys(signing.proposal for side in found.sides for signing in of(side)))
        for number, actor in enumerate([None, *cast.actors] if names else []):
            who = "All" if actor is None else cast.actor(actor)
            rows = [
                (
                    cast.proposal(n, truce=key == "sign-ceasefire"),
                    tuple(_signed(of(side), n, actor) for side in found.sides),
                )
                for n in names
            ]
            what = "ceasefire proposal" if key == "sign-ceasefire" else "proposal"
            if any(each.of for _, shares in rows for each in shares):
                yield HeatMap(
                    f"{key}-{number}",
                    f"{who} would sign: {what}s",
                    f"Share of replications in which {wording.listed([who.lower() if actor is None else who])} would "
                    f"sign a {what} {when} (95% interval).",
                    tuple(side.name for side in found.sides),
                    tuple(rows),
                )  # fmt: skip


def _signed(signings: tuple[Signing, ...], proposal: str, actor: str | None) -> Share:
    signing = next((each for each in signings if each.proposal == proposal), None)
    if signing is None:
        return UNKNOWN
    return signing.everyone if actor is None else signing.by.get(actor, UNKNOWN)
