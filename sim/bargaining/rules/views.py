"""What a final package is worth in a party's eyes. Formula 7."""

from sim.bargaining.compiled import compiled, inner
from sim.bargaining.records import Actor, Judged, Records, Records2, Talks
from sim.bargaining.rules.rules import on_grid, perceived


@inner
def audience(talks: Talks, me: Actor) -> float:
    """Cost to me per unit given up in public; a mediator's text gives cover. Formula 7."""
    mediated = talks.proposer == talks.mediator_seat
    return me.audience_cost * (1.0 - talks.cover) if mediated else me.audience_cost


@inner
def value_to(me: Actor, utility: float, unguarded: float, audience_cost: float) -> float:
    """Perceived value of a package to me, were its protection and audience cost so. Formula 7."""
    return on_grid(
        perceived(
            utility, unguarded, me.war_value, me.distrust_now, me.exposure, audience_cost, me.aspiration
        )
    )


@inner
def judge_package(talks: Talks, actor: Records[Actor], judged: Records2[Judged], m: int) -> None:
    """Every party's perceived value of a package."""
    for i in range(talks.parties):
        judge(talks, actor[i], judged[m, i])


@compiled
def judge_all(talks: Talks, actor: Records[Actor], judged: Records2[Judged]) -> None:
    """Every party's perceived value of every package: for who wants to see it, since those who decide need but few."""
    for m in range(talks.packages):
        judge_package(talks, actor, judged, m)


@inner
def judge(talks: Talks, me: Actor, eyes: Judged) -> None:
    """My perceived value of a package. Formula 7."""
    eyes.value = value_to(me, eyes.utility, eyes.unguarded, audience(talks, me))
