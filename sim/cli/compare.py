"""The command that lays scenarios beside one another."""

from __future__ import annotations

from pathlib import Path

import click

from sim.cli.options import Subject, asking, mistakes, told, typed


@click.command()
@click.argument("subjects", type=Subject(), nargs=-1, required=True, metavar="BASE OTHER...")
@click.option(
    "--variant",
    "variants",
    multiple=True,
    metavar="PATH=VALUE",
    help="One more: BASE with this change (several with commas); repeatable.",
)
@asking()
def compare(
    subjects: tuple[Path, ...],
    variants: tuple[str, ...],
    runs: int | None,
    seed: int | None,
    overrides: tuple[str, ...],
    threads: int | None,
    results: Path,
    show: bool,
    allow_code: bool,
    quiet: bool,
) -> None:
    """Play up to twelve scenarios on the same luck and say what changes from BASE to each OTHER.

    Each is a scenario file or the folder of a study. `--set` changes all of them.
    """
    from sim import progress
    from sim.questions.columns import columns
    from sim.questions.compare import comparison
    from sim.report.comparison import screen

    watch = progress.Silent() if quiet else progress.OnTerminal()
    with mistakes():
        found = columns(
            subjects, variants, runs, seed, overrides,
            results=results, allow_code=allow_code, threads=threads, watch=watch,
        )  # fmt: skip
        finding = comparison(found, results=results, watch=watch, command=typed())
    scenarios = tuple(each.scenario for each in found)
    told(
        finding,
        quiet,
        show,
        lambda files, lost: screen.show(scenarios, finding.answer, files, chapters=lost),
        overrides,
    )
