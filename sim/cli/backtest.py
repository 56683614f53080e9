"""The command that scores what the program says against what happened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sim import __version__, disk
from sim.cli.answers import typed
from sim.cli.mistakes import refuse_others
from sim.cli.options import LINKED, OPEN, RESULTS
from sim.cli.types import Mistake, Whole

if TYPE_CHECKING:
    from sim.backtest.score import Findings
    from sim.progress import Watch

PAGE = "report.html"
UP = "../"  # from the page to the folder of all results
NAMES = ("backtest.md", "backtest.json", "backtest.csv", PAGE)


@click.command()
@click.option(
    "--data",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    required=True,
    envvar="PARLEYSIM_DATA",
    show_envvar=True,
    help="Folder with data of others; sim/backtest/README.md says which, and where they are.",
)
@click.option("--seed", type=Whole(0, 2**32), default=1, show_default=True, help="Of all chance.")
@RESULTS
@LINKED
@OPEN
def backtest(data: Path, seed: int, results: Path, linked: bool, show: bool) -> None:
    """Score the program, simple guesses and base rates on what happened, and say what has skill and what has none.

    Sets whose data are not in the folder are left out, and said to be.
    """
    from sim.backtest import screen
    from sim.progress import OnTerminal
    from sim.results.writable import Unwritable, room
    from sim.validation.tables import BadData

    folder = results / "backtest"
    try:
        refuse(data, folder)
        with room(folder):
            found = judged(data, seed, OnTerminal())
            keep(folder, found, seed, linked)
    except (BadData, Unwritable) as error:
        raise Mistake(str(error)) from error
    screen.show(found, f"table  {folder / NAMES[0]}\npage   {folder / PAGE}")
    if show:
        click.launch(str(folder / PAGE))


def refuse(data: Path, folder: Path) -> None:
    """Mistakes that can be seen before anything is played."""
    from sim.backtest.groups import SETS, lacking

    if lacking(data):
        raise Mistake(f"{data} holds none of {', '.join(one.file for one in SETS.values())}")
    refuse_others(folder, NAMES)


def judged(data: Path, seed: int, watch: Watch) -> Findings:
    """Every set."""
    from sim.backtest.groups import pieces
    from sim.backtest.score import Findings

    parts, found = pieces(data, seed), Findings()
    with watch.bar(len(parts), "scoring") as tick:
        for part in parts.values():
            found += part()
            if tick is not None:
                tick(1)
    return found


def keep(folder: Path, found: Findings, seed: int, linked: bool = False) -> None:
    """Write the table in three forms and the page, or nothing."""
    from sim.analysis.chapters import Chapters
    from sim.backtest import table, values
    from sim.backtest.page import TITLE, page
    from sim.report.finding_page import made_page
    from sim.results import store
    from sim.sending import as_asked

    about = {"version": __version__, "seed": seed}
    told = made_page(TITLE, lambda chapters: page(found, chapters), typed(), Chapters())
    texts = (
        table.as_markdown(found, about),
        store.as_json({**about, **values.as_values(found)}),
        values.as_csv(found),
        as_asked(told, linked, folder.parent, UP),
    )
    with store.aside(folder) as fresh:
        for name, text in zip(NAMES, texts, strict=True):
            disk.write(fresh / name, text)
