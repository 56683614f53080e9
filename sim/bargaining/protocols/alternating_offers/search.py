"""Is there a zone of possible agreement among all packages? Depth first, leaving out what cannot get there."""

from sim.bargaining.compiled import inner
from sim.bargaining.nouns import Array, Record
from sim.bargaining.protocols.alternating_offers.packages import consented, weigh_options

SEARCHED = 200_000  # parts of packages looked at before a zone is given up as not found


@inner
def zone_is_there(
    game: Record,
    talks: Record,
    actor: Array,
    speaker: Array,
    topic: Array,
    worth: Array,
    needs: Array,
    outlook: Array,
) -> bool:
    """Is there any package that all would rather sign than fight on?"""
    measure_reach(outlook, topic, worth, talks.parties)
    last = topic.shape[0] - 1
    k, looked = 0, 0
    topic[0].tried = -1
    while k >= 0 and looked < SEARCHED:
        looked += 1
        topic[k].tried += 1
        if topic[k].tried >= topic[k].options:
            k -= 1
        elif promises(outlook, worth, actor, talks.parties, k, topic[k].tried):
            if k < last:
                k += 1
                topic[k].tried = -1
            else:
                for each in range(last + 1):
                    topic[each].chosen = topic[each].tried
                weigh_options(game, speaker, topic, worth)
                if consented(game, talks, actor, speaker, topic, needs):
                    return True
    return False


@inner
def measure_reach(outlook: Array, topic: Array, worth: Array, parties: int) -> None:
    """The most that each party could still get from the issues after each one."""
    issues = topic.shape[0]
    for i in range(parties):
        outlook[i, 0].partial, outlook[i, issues].reach = 0.0, 0.0
        for k in range(issues - 1, -1, -1):
            best = 0.0
            for o in range(topic[k].options):
                best = max(best, worth[i, k, o])
            outlook[i, k].reach = outlook[i, k + 1].reach + best


@inner
def promises(outlook: Array, worth: Array, actor: Array, parties: int, k: int, o: int) -> bool:
    """Can a package that goes on with option o of issue k still be better than war for everybody?"""
    for i in range(parties):
        outlook[i, k + 1].partial = outlook[i, k].partial + worth[i, k, o]
        if outlook[i, k + 1].partial + outlook[i, k + 1].reach < actor[i].reservation:
            return False
    return True
