"""A package by its number: its options, and what it is worth to everybody. Utility alone counts here. Formula 1."""

from sim.bargaining.compiled import compiled, inlined, inner
from sim.bargaining.records import Actor, OfferedBlock, OffersGame, Records, Speaker, Talks
from sim.bargaining.rules.rules import at_least
from sim.bargaining.types import Array, Blocks

BARRED = -64.0  # worth of an option across a genuine red line: no sum with it reaches a demand


@inner
def unfold(game: OffersGame, topic: Records[OfferedBlock], terms: Array, number: int) -> None:
    """Choose the options of package `number`. terms [row of the menu, issue]."""
    if game.listed:
        for k in range(topic.shape[0]):
            topic[k].chosen = terms[number, k]
    else:
        for k in range(topic.shape[0] - 1, -1, -1):
            rest = number // topic[k].options
            topic[k].chosen = number - rest * topic[k].options
            number = rest


@compiled
def fold(topic: Records[OfferedBlock]) -> int:
    """The number of the package of the options chosen."""
    number = 0
    for k in range(topic.shape[0]):
        number = number * topic[k].options + topic[k].chosen
    return number


@inner
def add_up(sums: Array, topic: Records[OfferedBlock], worth: Array, first: int, last: int) -> None:
    """What each half of a package is worth, by its number: sums of some issues. worth [issue, option]."""
    size, sums[0] = 1, 0.0
    for k in range(first, last):
        options = topic[k].options
        for number in range(size - 1, -1, -1):
            before = sums[number]
            for o in range(options):
                sums[number * options + o] = before + worth[k, o]
        size *= options


@inner
def list_worths(sums: Array, topic: Records[OfferedBlock], worth: Array) -> None:
    """What each option is worth, one after the other. sums [place], worth [issue, option]."""
    for k in range(topic.shape[0]):
        for o in range(topic[k].options):
            sums[topic[k].first + o] = worth[k, o]


@inner
def weigh_options(
    game: OffersGame, speaker: Records[Speaker], topic: Records[OfferedBlock], sums: Array, number: int
) -> None:
    """See weigh: where halves are too many to be listed, option by option."""
    for a in range(game.weighed):
        speaker[a].value = 0.0
    for k in range(topic.shape[0] - 1, -1, -1):
        rest = number // topic[k].options
        place = topic[k].first + number - rest * topic[k].options
        for a in range(game.weighed):
            speaker[a].value += sums[a, 0, place]
        number = rest


@inlined
def weigh(
    game: OffersGame, speaker: Records[Speaker], topic: Records[OfferedBlock], sums: Array, number: int
) -> None:
    """What package `number` is worth to everybody whose opinion counts."""
    if game.thinned:
        weigh_options(game, speaker, topic, sums, number)
        return
    upper = number // game.lower_count
    lower = number - upper * game.lower_count
    for a in range(game.weighed):
        speaker[a].value = sums[a, 0, upper] + sums[a, 1, lower]


@inner
def is_asked(needs: Array, topic: Records[OfferedBlock], a: int) -> bool:
    """Do the options chosen need actor a's consent?"""
    for k in range(topic.shape[0]):
        if needs[k, topic[k].chosen, a]:
            return True
    return False


@inner
def consented(
    game: OffersGame,
    talks: Talks,
    actor: Records[Actor],
    speaker: Records[Speaker],
    topic: Records[OfferedBlock],
    needs: Array,
) -> bool:
    """Would everybody consent whose consent the options chosen need? Formula 9."""
    if game.consulted:
        for a in range(talks.parties, actor.shape[0]):
            if is_asked(needs, topic, a) and not at_least(speaker[a].value, actor[a].floor_now):
                return False
    return True


@inner
def lay_down(topic: Records[OfferedBlock], blocks: Blocks, terms: Array, row: int) -> None:
    """Write the options chosen into a row of the menu."""
    for b in range(topic.shape[0]):
        for place in range(blocks.member.shape[1]):
            k = blocks.member[b, place]
            if k >= 0:
                terms[row, k] = blocks.terms[b, topic[b].chosen, place]


@compiled
def take_up(topic: Records[OfferedBlock], blocks: Blocks, terms: Array, row: int) -> None:
    """Choose the options in a row of the menu, which no link excludes."""
    for b in range(topic.shape[0]):
        for c in range(topic[b].options):
            if is_in_row(blocks, terms, row, b, c):
                topic[b].chosen = c
                break


@inner
def is_in_row(blocks: Blocks, terms: Array, row: int, b: int, c: int) -> bool:
    """Is it option c of block b that a row of the menu holds?"""
    for place in range(blocks.member.shape[1]):
        k = blocks.member[b, place]
        if k >= 0 and terms[row, k] != blocks.terms[b, c, place]:
            return False
    return True
