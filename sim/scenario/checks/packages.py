"""Named packages: an option on every issue, and names that refer to packages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import prod

from sim.scenario.checks.links import block_sizes
from sim.scenario.draft import Draft, Spot, option_names
from sim.scenario.places import Text
from sim.scenario.problems import Problem
from sim.scenario.proposals import OWN
from sim.scenario.suggestions import did_you_mean, listed, remedy, shown

LONGEST_HALF = 2**17  # that is sorted whole, as where somebody may be asked for consent
MOST_PACKAGES = 2**62  # where halves are thinned out
WIDEST = 2**8  # and how many options an issue may have then, or issues that links tie together


def proposals_are_packages(draft: Draft) -> Iterator[Problem]:
    """Final ones over the issues, ceasefires over the ceasefire's issues."""
    for proposal in draft.root["proposals"].entries.values():
        yield from _flaws(proposal, draft.issues)
    for proposal in draft.root["ceasefire"]["proposals"].entries.values():
        yield from _flaws(proposal, draft.truce_issues)


def _flaws(proposal: Spot, issues: Mapping[Text, Spot]) -> Iterator[Problem]:
    terms = {issue: option for issue, option in proposal.entries.items() if issue not in OWN}
    missing = [issue for issue in issues if issue not in terms]
    if missing and proposal.is_table:
        hint = "a package has an option for every issue"
        yield proposal.key_problem(f"says nothing about {listed(missing)}", hint)
    for issue, option in terms.items():
        if issue not in issues:
            meant = did_you_mean(issue, (*issues, *OWN)) or remedy(issue, issues)
            yield option.key_problem(f"there is no issue {shown(issue)}", meant)
            continue
        options = option_names(issues[issue].node)
        if options and option.name is not None and option.name not in options:
            yield option.problem(f"there is no option {shown(option.name)}", remedy(option.name, options))


def named_proposals_exist(draft: Draft) -> Iterator[Problem]:
    """What is opened with, and what the winner of the war would impose."""
    root, war, truce = draft.root, draft.root["war"], draft.root["ceasefire"]
    for spot in (root["opening"], war["if_attacker_wins"], war["if_defender_wins"]):
        yield from _no_proposal(spot, root["proposals"])
    yield from _no_proposal(truce["opening"], truce["proposals"])


def _no_proposal(spot: Spot, proposals: Spot) -> Iterator[Problem]:
    if spot.name is not None and spot.name not in proposals.entries:
        yield spot.problem(f"there is no proposal {shown(spot.name)}", remedy(spot.name, proposals.entries))


def packages_can_be_sorted(draft: Draft) -> Iterator[Problem]:
    """Alternating offers sort two halves of all packages for each party, or what is left of them."""
    root = draft.root
    if (
        root["protocol"].name == "alternating_offers"
        and root["alternating_offers"]["packages"].name != "menu"
    ):
        sizes = block_sizes(draft)
        halves = (max(prod(sizes[:cut]), prod(sizes[cut:])) for cut in range(1, len(sizes) + 1))
        consulted = any(issue["consent"].entries for issue in draft.issues.values())
        thinned = not consulted and prod(sizes) <= MOST_PACKAGES and max(sizes, default=0) <= WIDEST
        if not thinned and min(halves, default=0) > LONGEST_HALF:
            message = f"there are {prod(sizes):.2g} packages, too many to be sorted"
            hint = "`alternating_offers: {packages: menu}` offers those that a mediator would draw up"
            yield root["protocol"].problem(message, hint)


CHECKS = (proposals_are_packages, named_proposals_exist, packages_can_be_sorted)
