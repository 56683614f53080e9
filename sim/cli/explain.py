"""The command that tells one replication."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim.cli.answers import Typed, told
from sim.cli.options import PROTOCOLS, asking
from sim.cli.types import Mistake, SubjectFile, Whole

if TYPE_CHECKING:
    from sim.analysis.chapters import Chapters
    from sim.analysis.explanation import Explanation
    from sim.questions.finding import Finding


@click.command()
@click.argument("subject", type=SubjectFile())
@click.option("--run", type=Whole(0, 2**63 - 2), help="This replication, whatever --runs says.")
@click.option("--outcome", metavar="NAME", help="An ordinary one that ended so: settlement, no_agreement ...")
@click.option("--typical", is_flag=True, help="An ordinary one of the most frequent outcome (the default).")
@click.option("--closest-miss", is_flag=True, help="The failure that came nearest to a settlement.")
@click.option("--protocol", type=click.Choice(PROTOCOLS), help="By which rules.")
@click.option("--full", is_flag=True, help="Print every round, not only the turning points.")
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON instead.")
@asking()
def explain(
    subject: Path,
    run: int | None,
    outcome: str | None,
    typical: bool,
    closest_miss: bool,
    protocol: str | None,
    full: bool,
    as_json: bool,
    how: Typed,
) -> None:
    """Tell one replication of SUBJECT, a scenario file or the folder of a study: its turning points, or every round.

    With --set it is played again on the same luck, changed, and you are told where the two paths part.
    """
    from sim.progress import Silent
    from sim.questions import explain as inquiry

    if (run is not None) + (outcome is not None) + typical + closest_miss > 1:
        raise Mistake(
            "--run, --outcome, --typical and --closest-miss each choose the replication: give one of them"
        )
    base = (f"protocol={protocol}",) if protocol else ()
    options = how.options | {"overrides": base} | ({"watch": Silent()} if as_json else {})
    found = inquiry.explain(
        subject,
        run,
        outcome=outcome,
        typical=typical,
        closest_miss=closest_miss,
        changes=how.overrides,
        **options,
    )
    if as_json:
        click.echo((found.folder / "explain.json").read_text(encoding="utf-8"), nl=False)
        return
    told(found, how, lambda files, lost: tell(found, subject, base, how.overrides, full, files, lost))


def tell(
    found: Finding[Explanation],
    subject: Path,
    base: tuple[str, ...],
    changes: tuple[str, ...],
    full: bool,
    files: dict[str, str],
    lost: Chapters,
) -> None:
    """The story on the terminal, on one screen or in full, and where the page is."""
    from sim.questions.asking import resolved_subject
    from sim.report import terminal
    from sim.report.screen.story import on_one_screen, story

    scenario, changed = (resolved_subject(subject, more)[0] for more in (base, (*base, *changes)))
    terminal.show_told(
        lambda width: [
            story(scenario, found.answer, changed)
            if full
            else on_one_screen(scenario, found.answer, changed, width)
        ],
        files | ({} if full else {"every round": "--full, and the page"}),
        chapters=lost,
        scenarios=(scenario, changed),
    )
