"""Links between options: that they say something, about options that exist, and leave something to agree on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import prod

from sim.scenario.draft import Draft, Spot, option_names, repeated
from sim.scenario.links import (
    MOST_CELLS,
    MOST_COMBINATIONS,
    CeasefireLink,
    Link,
    Rule,
    Tie,
    blocks,
    combinations,
    excluding,
    rules,
)
from sim.scenario.paths import dotted
from sim.scenario.places import Text
from sim.scenario.problems import Problem
from sim.scenario.suggestions import listed, remedy, shown

PICKS = ("when", "needs", "never")
ADDS = ("value", "worth")  # of a link, of a ceasefire's


def links_say_something(draft: Draft) -> Iterator[Problem]:
    """What goes together, and what then; or what never does."""
    for link in draft.every_link:
        then = [key for key in (*ADDS, "needs") if link[key].entries]
        when, never = link["when"].entries, link["never"].entries
        if never and (when or then):
            yield link["never"].key_problem("`never` stands alone; give another link for the rest")
        elif link.is_table and not never and not when:
            yield link.problem("what goes together? give `when: {issue: option, ...}`, or `never`")
        elif when and not then:
            adds = ADDS["ceasefire" in link.path]
            yield link["when"].key_problem(
                f"what then? give `{adds}` by actor, or `needs: {{issue: option}}`"
            )


def links_join_issues(draft: Draft) -> Iterator[Problem]:
    """Of one issue alone everything can be said without them."""
    for link in draft.every_link:
        for key in ("never", "when"):
            alone = len(link[key].entries) == 1
            if alone and not (key == "when" and link["needs"].entries and not _adds(link)):
                yield link[key].key_problem("a link joins at least two issues")
        for issue, spot in link["needs"].entries.items():
            if issue in link["when"].entries:
                yield spot.key_problem(f"`when` says already which options of {shown(issue)} it is about")


def _adds(link: Spot) -> bool:
    return any(link[key].entries for key in ADDS)


def linked_options_exist(draft: Draft) -> Iterator[Problem]:
    """Of final issues, and of those of the ceasefire."""
    for links, issues in ((draft.links, draft.issues), (draft.truce_links, draft.truce_issues)):
        for link in links:
            for key in PICKS:
                yield from _unknown(link[key], issues)


def _unknown(picks: Spot, issues: Mapping[Text, Spot]) -> Iterator[Problem]:
    for issue, spot in picks.entries.items():
        if issue not in issues:
            yield spot.key_problem(f"there is no issue {shown(issue)}", remedy(issue, issues))
            continue
        options = option_names(issues[issue].node)
        for single in spot.singles:
            if options and single.name is not None and single.name not in options:
                yield single.problem(f"there is no option {shown(single.name)}", remedy(single.name, options))


def links_have_names_of_their_own(draft: Draft) -> Iterator[Problem]:
    """They are told apart by their names, in paths and in results."""
    for links in (draft.links, draft.truce_links):
        for name in repeated(link["name"] for link in links):
            yield name.problem(f"there is a link {name} already")


def links_leave_something(draft: Draft) -> Iterator[Problem]:
    """Some package, few enough combinations of linked issues, and every named package."""
    if any(links_say_something(draft)) or any(links_join_issues(draft)):
        return
    root, truce = draft.root, draft.root["ceasefire"]
    yield from _left(root["links"], draft.links, Link, draft.issues, root["proposals"])
    yield from _left(truce["links"], draft.truce_links, CeasefireLink, draft.truce_issues, truce["proposals"])


def block_sizes(draft: Draft) -> list[int]:
    """How many combinations of options each block of linked issues has, in the order in which packages are numbered."""
    options = {str(name): option_names(issue.node) or ("",) for name, issue in draft.issues.items()}
    found = said(draft.links, Link, options)
    return [_count(block, found, options) for block in blocks(sorted(options), found)]


def _count(block: tuple[str, ...], found: tuple[Rule, ...], options: Mapping[str, tuple[str, ...]]) -> int:
    """Combinations of issues that are tied together; with those that are excluded if these are too many to look at."""
    cells = prod(len(options[issue]) for issue in block)
    return cells if len(block) == 1 or cells > MOST_CELLS else len(combinations(block, found, options))


def _left(
    where: Spot, links: list[Spot], kind: type[Tie], issues: Mapping[Text, Spot], proposals: Spot
) -> Iterator[Problem]:
    options = {str(name): option_names(issue.node) for name, issue in issues.items()}
    found = said(links, kind, options)
    for block in blocks(list(options), found):
        yield from _flaws(where, block, found, options)
    for proposal in proposals.entries.values():
        terms = {str(issue): str(option.name) for issue, option in proposal.entries.items()}
        broken = excluding(found, terms)
        if broken:
            pair = " and ".join(f"{issue}: {shown(terms[issue])}" for issue in broken.when)
            yield proposal.key_problem(f"`{dotted(*links[broken.link].path)}` does not allow {pair} together")


def _flaws(
    where: Spot, block: tuple[str, ...], found: tuple[Rule, ...], options: Mapping[str, tuple[str, ...]]
) -> Iterator[Problem]:
    """What is wrong with issues that are tied together."""
    count = _count(block, found, options)
    if len(block) == 1:
        return
    if count > MOST_COMBINATIONS:
        message = f"{listed(block)} are linked, with {count:,} combinations; at most {MOST_COMBINATIONS:,}"
        yield where.key_problem(message, "link fewer issues, or give them fewer options")
    elif not count:
        yield where.key_problem(f"nothing can be agreed: every combination of {listed(block)} is excluded")


def said(links: list[Spot], kind: type[Tie], options: Mapping[str, tuple[str, ...]]) -> tuple[Rule, ...]:
    """What those links say that can be understood; if any cannot, that is told already."""
    try:
        read = [kind.model_validate(link.node) for link in links]
    except ValueError:  # pydantic's ValidationError is one
        return ()
    named = all(
        issue in options and set(chosen) <= set(options[issue])
        for link in read
        for picks in (link.when, link.needs, link.never)
        for issue, chosen in picks.items()
    )
    return rules(read, options) if named and all(options.values()) else ()


CHECKS = (
    links_say_something,
    links_join_issues,
    linked_options_exist,
    links_have_names_of_their_own,
    links_leave_something,
)
