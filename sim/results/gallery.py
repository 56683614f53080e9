"""results/index.html: what has been run, newest first, every name as text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sim import disk
from sim.results.store import MANIFEST, Damaged, read_manifest

INDEX = "index.html"


def write_gallery(results: Path) -> None:
    """Rewrite the page from the manifests that are there."""
    found = rows(results)
    findings = [row for row in found if "kind" in row]
    disk.replace(results / INDEX, _page([row for row in found if "kind" not in row], findings))


def rows(results: Path) -> list[dict[str, Any]]:
    """What a folder of results holds, newest first."""
    return sorted(_rows(results), key=lambda row: (row["when"], row["id"]), reverse=True)


def _rows(results: Path) -> Iterator[dict[str, Any]]:
    for manifest in results.glob(f"[!.]*/[!.]*/{MANIFEST}"):
        folder = manifest.parent
        try:
            found = read_manifest(folder)
            link = quote(f"{folder.parent.name}/{folder.name}/report.html")
            yield _about(found, link) | (_finding if "kind" in found["answer"] else _study)(found)
        except (Damaged, KeyError, TypeError, ValueError):
            continue  # not ours, or damaged: the next run of that question mends it


def _about(manifest: dict[str, Any], link: str) -> dict[str, Any]:
    """What every line has."""
    when = manifest["when"][:16].replace("T", " ")
    return {"link": link, "when": when, "id": manifest["id"], "command": manifest.get("command") or ""}


def _finding(manifest: dict[str, Any]) -> dict[str, Any]:
    """What was asked of studies, and what came of it."""
    return {key: str(manifest["answer"][key]) for key in ("kind", "about", "said")}


def _study(manifest: dict[str, Any]) -> dict[str, Any]:
    """What came of a scenario."""
    question, answer = manifest["question"], manifest["answer"]
    return {
        "scenario": answer["scenario"],
        "changes": [str(change) for change in manifest.get("changed", [])],
        "changed": ", ".join(manifest.get("changed", [])),
        "most_often": f"{answer['most_often'].replace('_', ' ')} {_percent(answer['share'])}",
        "settled": _percent(answer["settled"]),
        "zone": _percent(answer["zone"]),
        "runs": int(question["runs"]),
        "seed": question["seed"],
    }


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.0%}"


def _page(studies: list[dict[str, Any]], findings: list[dict[str, Any]]) -> str:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("sim.results", "."), autoescape=True, undefined=StrictUndefined
    )
    return environment.get_template("gallery.html").render(studies=studies, findings=findings)
