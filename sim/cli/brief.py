"""The command that puts a study on one page of paper, or one of its figures into a picture."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

import click

from sim import disk
from sim.cli.answers import Typed
from sim.cli.mistakes import refuse_unfit, writing
from sim.cli.options import FORCE, asking, to_file
from sim.cli.types import Mistake, SubjectFile

if TYPE_CHECKING:
    from sim.options import RunKeywords
    from sim.report.blocks import Chart
    from sim.study import Study

PDF = "brief.pdf"
PAGE = "page.html"


@click.command()
@click.argument("subject", type=SubjectFile())
@click.option("--figure", metavar="NAME", help="One figure of the report instead: outcomes, incidence ...")
@to_file("Default: beside the report. A figure: .svg or .png.")
@FORCE
@asking()
def brief(subject: Path, figure: str | None, output: Path | None, force: bool, how: Typed) -> None:
    """Put the answer of SUBJECT, a scenario file or the folder of a study, on one page: a PDF that can be handed out.

    With --figure one figure of its report is written as a picture. Both are drawn by a Chromium, Chrome or Edge of this
    machine.
    """
    from sim import browsing

    kind = _kind(figure, output)
    if output:
        with writing(output):
            refuse_unfit(output, force)
    try:
        browsing.found()  # before anything is played
        study = studied(subject, how.options)
        content = printed(study) if figure is None else picture(study, figure, kind)
    except browsing.NoBrowser as error:
        raise Mistake(str(error)) from error
    target = output or study.folder / (PDF if figure is None else f"{figure}.{kind}")
    with writing(target):
        disk.replace(target, content)
    click.echo(target)
    if how.show:
        click.launch(str(target))


def _kind(figure: str | None, output: Path | None) -> str:
    """What the end of the name asks for."""
    from sim.report.pictures import FORMATS

    allowed = FORMATS if figure is not None else ("pdf",)
    kind = output.suffix.lower().removeprefix(".") if output else allowed[0]
    if kind not in allowed:
        what = "a figure is written as" if figure is not None else "the page is written as"
        raise Mistake(f"{what} {' or '.join(f'.{each}' for each in allowed)}, not {output}")
    return kind


def studied(subject: Path, options: RunKeywords) -> Study:
    """The study, played or found on disk."""
    from sim.options import RunOptions
    from sim.questions.asking import changed_before, resolved_subject
    from sim.running import run
    from sim.telling import SCENARIO

    if not subject.is_dir():
        return run(subject, **options)
    overrides = options["overrides"]
    _, known, (shelf,) = resolved_subject(subject, overrides)
    runs, seed = RunOptions(**options).sized(*known)
    its: RunKeywords = options | {
        "runs": runs,
        "seed": seed,
        "overrides": (*changed_before(subject), *overrides),
        "results": shelf,
    }
    return run(subject / SCENARIO, **its)


def charts_of(study: Study) -> dict[str, Chart]:
    """The figures of its report."""
    from sim.report.pictures import charts
    from sim.telling import REPORT

    return charts((study.folder / REPORT).read_text(encoding="utf-8"))


def printed(study: Study) -> bytes:
    """The page as PDF."""
    from sim import browsing
    from sim.report.bundle import plotly_name, plotly_script
    from sim.report.one_page import brief
    from sim.telling import provenance

    page = brief(study.question.told, study.summary, provenance(study.question), charts_of(study))
    return browsing.printed({PAGE: page, plotly_name(): plotly_script()}, PAGE)


def picture(study: Study, name: str, kind: str) -> bytes:
    """One figure as a picture."""
    from sim import browsing
    from sim.report import pictures, wording
    from sim.report.bundle import plotly_name, plotly_script
    from sim.scenario.suggestions import remedy

    drawn = charts_of(study)
    if name not in drawn:
        raise Mistake(f"the report of {study.folder} has no figure {name!r}; {remedy(name, drawn)}")
    page = pictures.picture_page(drawn[name], wording.title(study.question.told), kind)
    url = pictures.said(browsing.said({PAGE: page, plotly_name(): plotly_script()}, PAGE))
    head, _, data = url.partition(",")
    if not data:
        raise browsing.NoBrowser(f"{browsing.found()} could not draw {name}")
    return base64.b64decode(data) if head.endswith("base64") else unquote_to_bytes(data)
