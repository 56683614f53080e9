"""A report as one file that can be sent, or with the script that draws kept once for a whole folder of results."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sim import disk
from sim.results import store

LINKED = "linked"  # said by the manifest


def lean(results: Path, page: str) -> str:
    """A page that reads the script from the folder of results. The script is there once this returns."""
    from sim.report.bundle import linked

    put_script(results)
    return linked(page)


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
