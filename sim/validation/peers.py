"""Alternating offers beside NegMAS's: random domains, and three of the negotiating agents' competition."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import product
from pathlib import Path

from sim.scenario.reading import read
from sim.validation import check
from sim.validation.check import Check
from sim.validation.negmas_peer import (
    CONCESSION,
    Domain,
    domain_of,
    missing,
    ours,
    random_domain,
    theirs,
    utilities,
)

GROUP = "peers"
SOURCE = "NegMAS 0.16 (Mohammad et al. 2021)"
DOMAINS = 50
LENGTHS = (10, 30, 100)  # steps
NAMES = {"laptop_2011": "Laptop", "itex_cypress_2010": "Itex-Cypress", "nice_or_die_2011": "Nice or Die"}
same = partial(check.same, group=GROUP)


def random_domains(seed: int) -> Iterator[Check]:
    """Domains without ties, so that the same package can be asked for."""
    told = "agreements on random domains: the same package and step"
    if why := missing():
        yield check.skipped(told, SOURCE, why, group=GROUP)
        return
    seeds = range(seed * DOMAINS, (seed + 1) * DOMAINS)
    played = [(ours(domain), theirs(domain)) for domain in map(random_domain, seeds)]
    others = [number for number, (mine, other) in zip(seeds, played, strict=True) if mine != other]
    agreed = sum(mine.package is not None for mine, _ in played)
    note = f"2 to 5 parties, 1 to 6 issues, all clocks mixed; agreement in {agreed}, none in the others"
    yield same(told, SOURCE, in_all(DOMAINS), counted(others, DOMAINS), note=differing(note, others))


def known_domain(scenarios: Path, file: str) -> Iterator[Check]:
    """Every pair of clocks, in short talks and long ones."""
    told = f"{NAMES[file]}: what agreements are worth to both, and their step"
    if why := missing():
        yield check.skipped(told, SOURCE, why, group=GROUP)
        return
    scenario = read(scenarios / "anac" / f"{file}.yaml")
    pairs = list(product(CONCESSION, CONCESSION, LENGTHS))
    others = [kinds for kinds in pairs if not alike(domain_of(scenario, kinds[:2], kinds[2]))]
    note = (
        "every pair of three clocks, 10, 30 and 100 steps; packages are not compared, since of those that are worth "
        "the same to a party NegMAS picks one by an unstable sort, which depends on the processor"
    )
    yield same(told, SOURCE, in_all(len(pairs)), counted(others, len(pairs)), note=differing(note, others))


def alike(domain: Domain) -> bool:
    """The same step, and packages worth the same to all."""
    mine, other = ours(domain), theirs(domain)
    return mine.step == other.step and utilities(domain, mine) == utilities(domain, other)


def in_all(of: int) -> str:
    """As it should be."""
    return f"{of} of {of}"


def counted(others: list[int] | list[tuple[str, str, int]], of: int) -> str:
    """How many are as they should be."""
    return f"{of - len(others)} of {of}"


def differing(note: str, others: list[int] | list[tuple[str, str, int]]) -> str:
    """Which ones to look at."""
    return f"{note}; not the same: {', '.join(map(str, others))}" if others else note
