"""A report as one file that can be sent, or with the script that draws kept once for a whole folder of results."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sim import disk
from sim.results import store

LINKED = "linked"  # said by the manifest


def as_asked(page: str, linked: bool, results: Path, up: str = "../../") -> str:
    """A fresh page in the form that is wanted; `up` leads from it to the results. The script that it reads is there
    once this returns.
    """
    if not linked:
        return page
    from sim.report import bundle

    put_script(results)
    return bundle.linked(page, up)


def again(folder: Path, report: str, linked: bool, results: Path) -> None:
    """A page that was kept, in a form that does: whoever asks for a small one can do with one that is whole."""
    if linked:
        put_script(results)
    else:
        make_whole(folder, report)


def put_script(results: Path) -> None:
    """Once for all reports, under a name that tells versions apart."""
    from sim.report.bundle import plotly_name, plotly_script

    if not (results / plotly_name()).exists():
        disk.replace(results / plotly_name(), plotly_script())


def is_lean(manifest: Mapping[str, object]) -> bool:
    """Does a report of that folder need the script beside it?"""
    return bool(manifest.get(LINKED))


def make_whole(folder: Path, report: str) -> None:
    """One file that can be sent, where it was not: nothing is told anew for it."""
    from sim.report.bundle import whole

    if is_lean(store.read_manifest(folder)):
        page = (folder / report).read_text(encoding="utf-8")
        store.add(folder, {report: whole(page)}, {LINKED: False})
