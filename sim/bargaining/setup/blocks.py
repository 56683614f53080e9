"""Issues that links tie together, as one: what its options are worth, and whom they cross. See types.Blocks."""

from sim.bargaining.compiled import inlined
from sim.bargaining.types import Array, Blocks


@inlined
def worth_in_block(blocks: Blocks, gain: Array, synergy: Array, a: int, b: int, c: int) -> float:
    """What actor a gets from option c of block b. gain [actor, issue, option], synergy [link, actor]."""
    total = 0.0
    for place in range(blocks.member.shape[1]):
        k = blocks.member[b, place]
        if k >= 0:
            total += gain[a, k, blocks.terms[b, c, place]]
    for n in range(blocks.holds.shape[2]):
        if blocks.holds[b, c, n]:
            total += synergy[n, a]
    return total


@inlined
def is_barred(blocks: Blocks, genuine: Array, lines: Array, a: int, b: int, c: int) -> bool:
    """Does option c of block b cross a genuine red line of actor a? genuine [actor, issue], lines with options."""
    for place in range(blocks.member.shape[1]):
        k = blocks.member[b, place]
        if k >= 0 and genuine[a, k] and lines[a, k, blocks.terms[b, c, place]]:
            return True
    return False
