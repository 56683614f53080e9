"""Links between options as arrays, and the issues that they tie together as blocks.

A package is searched for issue by issue. A link is settled right behind the last of its issues, like an issue of two
options (it does not hold, it holds) of which each part of a package has just one: see shortlist.py. Where packages are
numbered or bounded and not searched for, issues that are tied together are one: a block.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from sim.bargaining.types import Array, Blocks, Links
from sim.scenario.issues import CeasefireIssue, Issue
from sim.scenario.links import Rule, Tie, blocks, combinations, places, rules


def linked(links: Sequence[Tie], issues: Mapping[str, Issue | CeasefireIssue]) -> tuple[Rule, ...]:
    """What links say of issues, in the order of the arrays."""
    return rules(links, {name: issue.options for name, issue in issues.items()})


def links_of(found: Sequence[Rule], options: Mapping[str, Sequence[str]]) -> Links:
    """What is said of issues in the order of `options`."""
    widest = max(map(len, options.values()), default=0)
    when = np.zeros((len(found), len(options), widest), np.bool_)
    for n, rule in enumerate(found):
        for k, issue in enumerate(options):
            when[n, k, places(rule, issue, options)] = True
    return Links(when, np.array([rule.never for rule in found], np.bool_))


def blocks_of(found: Sequence[Rule], options: Mapping[str, Sequence[str]], needs: Array) -> Blocks:
    """Every issue that nothing ties is a block of its own. needs [issue, option, actor]."""
    names = list(options)
    members = [[names.index(issue) for issue in block] for block in blocks(names, found)]
    terms = [combinations([names[k] for k in block], found, options) for block in members]
    shape = (len(members), max(map(len, terms)), max(map(len, members)))
    made = Blocks(
        options=np.array([len(each) for each in terms], np.int64),
        member=np.full((shape[0], shape[2]), -1),
        terms=np.zeros(shape, np.int64),
        needs=np.zeros((*shape[:2], needs.shape[2]), np.bool_),
        holds=np.zeros((*shape[:2], len(found)), np.bool_),
    )
    links = links_of(found, options)
    for b, block in enumerate(members):
        size, chosen = len(terms[b]), terms[b]
        made.member[b, : len(block)] = block
        made.terms[b, :size, : len(block)] = chosen
        made.needs[b, :size] = needs[block, chosen].any(axis=1)
        for n, rule in enumerate(found):
            if not rule.never and set(rule.when) <= {names[k] for k in block}:
                made.holds[b, :size, n] = links.when[n, block, chosen].all(axis=1)
    return made


def separate(options: Array, needs: Array) -> Blocks:
    """Every issue as a block of its own, whatever is linked."""
    return Blocks(
        options=options,
        member=np.arange(len(options))[:, None],
        terms=np.tile(np.arange(needs.shape[1])[:, None], (len(options), 1, 1)),
        needs=needs,
        holds=np.zeros((*needs.shape[:2], 0), np.bool_),
    )


def in_order(features: Sequence[tuple[bool, bool]], found: Sequence[Rule], names: Sequence[str]) -> Array:
    """[place] issues, those that protect or halt fighting last, and before them those that need consents.

    The later something must be told apart, the fewer parts of packages have to be kept. So what is tied together stands
    together too, and a link behind the last of its issues, under the number of issues and its own.
    """
    tied = [[names.index(issue) for issue in block] for block in blocks(names, found)]
    tied.sort(key=lambda block: (max(features[k] for k in block), block))
    issues = [k for block in tied for k in sorted(block, key=lambda k: (features[k], k))]
    last = [max(issues.index(names.index(issue)) for issue in rule.when) for rule in found]
    order: list[int] = []
    for place, k in enumerate(issues):
        order += [k, *(len(names) + n for n, at in enumerate(last) if at == place)]
    return np.array(order, np.int64)
