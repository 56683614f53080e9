"""results/index.html: what has been run, newest first, every name as text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sim.results.shelf import MANIFEST, Damaged, read_manifest, write_whole

INDEX = "index.html"


def write_gallery(results: Path) -> None:
    """Rewrite the page from the manifests that are there."""
    studies = sorted(_studies(results), key=lambda study: (study["when"], study["id"]), reverse=True)
    write_whole(results / INDEX, _page(studies))


def _studies(results: Path) -> Iterator[dict[str, Any]]:
    for manifest in results.glob(f"[!.]*/[!.]*/{MANIFEST}"):
        folder = manifest.parent
        try:
            yield _row(read_manifest(folder), quote(f"{folder.parent.name}/{folder.name}/report.html"))
        except (Damaged, KeyError, TypeError, ValueError):
            continue  # not ours, or damaged: the next run of that question mends it


def _row(manifest: dict[str, Any], link: str) -> dict[str, Any]:
    """One line of the page."""
    question, answer = manifest["question"], manifest["answer"]
    return {
        "link": link,
        "scenario": answer["scenario"],
        "changed": ", ".join(manifest.get("changed", [])),
        "most_often": f"{answer['most_often'].replace('_', ' ')} {answer['share']:.0%}",
        "settled": f"{answer['settled']:.0%}",
        "zone": f"{answer['zone']:.0%}",
        "runs": int(question["runs"]),
        "seed": question["seed"],
        "when": manifest["when"][:16].replace("T", " "),
        "id": manifest["id"],
        "command": manifest.get("command") or "",
    }


def _page(studies: list[dict[str, Any]]) -> str:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("sim.results", "."), autoescape=True, undefined=StrictUndefined
    )
    return environment.get_template("gallery.html").render(studies=studies)
