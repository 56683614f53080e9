"""What another program says is asked for where it is there, and what it says otherwise is not hidden."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.validation import negmas_peer, peers
from sim.validation.negmas_peer import Agreement, Domain

SCENARIOS = Path(__file__).parents[2] / "scenarios"


def late_in_the_third(domain: Domain) -> Agreement:
    """As ours, but for one domain."""
    found = negmas_peer.ours(domain)
    odd = domain == negmas_peer.random_domain(3 * peers.DOMAINS + 2)
    return Agreement(found.package, found.step + odd)


@pytest.fixture
def with_a_peer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peers, "missing", lambda: "")


@pytest.mark.usefixtures("with_a_peer")
def test_one_domain_in_which_they_part_is_a_failure_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peers, "theirs", late_in_the_third)
    (row,) = peers.random_domains(seed=3)
    assert (row.verdict, row.expected, row.computed) == ("differs", "50 of 50", "49 of 50")
    assert row.note.endswith("not the same: 152")


@pytest.mark.usefixtures("with_a_peer")
def test_another_step_is_another_agreement_and_another_package_of_the_same_worth_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    alike = Domain(5, [[[1.0, 1.0]], [[0.5, 0.5]]], [[1.0], [1.0]], [0.0, 0.0], ["LinearTBNegotiator"] * 2)
    said = peers.ours(alike)
    assert said.package is not None
    other = (1 - said.package[0],)
    monkeypatch.setattr(peers, "theirs", lambda domain: Agreement(other, said.step))
    assert peers.alike(alike)
    monkeypatch.setattr(peers, "theirs", lambda domain: Agreement(said.package, said.step + 1))
    assert not peers.alike(alike)


@pytest.mark.parametrize("found", [None, "0.15.2"])
def test_without_the_version_that_is_compared_with_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, found: str | None
) -> None:
    def version(name: str) -> str:
        if found is None:
            raise negmas_peer.PackageNotFoundError(name)
        return found

    monkeypatch.setattr(negmas_peer, "version", version)
    rows = [*peers.random_domains(1), *peers.known_domain(SCENARIOS, "laptop_2011")]
    assert {row.verdict for row in rows} == {"skipped"}
    assert all("pip install '.[peers]'" in row.note for row in rows)
