"""The command that looks a scenario over, and plays nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim.cli.doubting import STRICT
from sim.cli.options import OVERRIDES
from sim.cli.types import MISTAKE, ScenarioFile

if TYPE_CHECKING:
    from sim.scenario.schema import Scenario


@click.command()
@click.argument("files", type=ScenarioFile(), nargs=-1, required=True)
@OVERRIDES
@STRICT
def check(files: tuple[Path, ...], overrides: tuple[str, ...], strict: bool) -> None:
    """Say whether FILES can be simulated, and every mistake in them with its place.

    What can be simulated but is probably a mistake is a warning.
    """
    fine = [checked(file, overrides, strict) for file in files]
    if not all(fine):
        raise SystemExit(MISTAKE)


def checked(file: Path, overrides: tuple[str, ...], strict: bool) -> bool:
    """Print one file's verdict."""
    from sim import doubts
    from sim.bargaining.setup.unheeded import unheeded
    from sim.report import people
    from sim.scenario.bundles import bundle_in_words
    from sim.scenario.problems import ScenarioError

    try:
        found = doubts.read(file, overrides)
    except ScenarioError as error:
        click.echo(error, err=True)
        return False
    if not (strict and found.doubts):
        click.echo(f"{file}: fine, {sizes(found.scenario)}")
        for bundle in found.scenario.together:
            click.echo(f"  drawn together: {bundle_in_words(bundle)}")
        for said in (
            *linked(found.scenario),
            *minds(found.scenario),
            *happening(found.scenario),
            *found.scenario.compared,
            *people.told(found.scenario),
            *unheeded(found.scenario),
        ):
            click.echo(f"  {said}")
    if found.doubts:
        click.echo(doubts.Doubtful(str(file), found.doubts), err=True)
    return not (strict and found.doubts)


def sizes(scenario: Scenario) -> str:
    """How much there is in a scenario."""
    from sim.scenario.reading import numbers

    found = numbers(scenario)
    uncertain = sum(not number.quantity.fixed for number in found)
    each = {"actor": len(scenario.actors), "issue": len(scenario.issues), "number": len(found)}
    counted = ", ".join(f"{count} {noun}{'s' * (count != 1)}" for noun, count in each.items())
    return f"{counted} ({uncertain} uncertain)"


def linked(scenario: Scenario) -> Iterator[str]:
    """What its links say, if it has any."""
    if scenario.links or (scenario.truce and scenario.truce.links):
        from sim.report.links import links_told

        yield from links_told(scenario)


def happening(scenario: Scenario) -> Iterator[str]:
    """What its events do that no number says, if it has any."""
    if scenario.events:
        from sim.report.happenings import events_told

        yield from events_told(scenario)


def minds(scenario: Scenario) -> Iterator[str]:
    """What binds whom from within, and who attacks what."""
    if scenario.spoilers or any(party.factions for party in scenario.parties.values()):
        from sim.report import factions, spoilers

        yield from (*factions.told(scenario), *spoilers.told(scenario))
