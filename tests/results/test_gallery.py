"""The page of what has been run."""

import json
from pathlib import Path

from sim.results.gallery import write_gallery


def put(results: Path, scenario: str, number: int, changed: tuple[str, ...] = ()) -> None:
    folder = results / "some" / f"id{number}"
    folder.mkdir(parents=True)
    numbers = {"share": 0.52, "settled": 0.25, "zone": 0.5}
    manifest = {
        "id": f"id{number}",
        "question": {"runs": 10_000, "seed": "7"},
        "files": {},
        "answer": {"scenario": scenario, "most_often": "no_agreement", **numbers},
        "changed": changed,
        "when": f"2026-01-0{number}T10:00:00+00:00",
    }
    (folder / "manifest.json").write_text(json.dumps(manifest))


def test_the_newest_study_stands_first_and_every_name_is_text(tmp_path: Path) -> None:
    put(tmp_path, "older", 1)
    put(tmp_path, "<script>alert(1)</script>", 2)
    write_gallery(tmp_path)
    page = (tmp_path / "index.html").read_text()
    assert page.index("id2") < page.index("id1")
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert 'href="some/id1/report.html"' in page
    assert "no agreement 52%" in page
    assert '<td class="number" data-name="settled">25%</td>' in page  # a phone has no room for heads


def test_what_was_changed_on_the_command_line_tells_two_studies_apart(tmp_path: Path) -> None:
    put(tmp_path, "as_written", 1)
    put(tmp_path, "doubted", 2, ("actors.us.credibility=0.9", "horizon_days=90"))
    write_gallery(tmp_path)
    page = (tmp_path / "index.html").read_text()
    assert page.count('<td data-name="changed">actors.us.credibility=0.9, horizon_days=90</td>') == 1


def test_a_damaged_neighbour_does_not_spoil_the_page(tmp_path: Path) -> None:
    put(tmp_path, "fine", 1)
    put(tmp_path, "broken", 2)
    (tmp_path / "some" / "id2" / "manifest.json").write_text('{"files": {}}')
    (tmp_path / "stray.txt").write_text("x")
    write_gallery(tmp_path)
    page = (tmp_path / "index.html").read_text()
    assert "fine" in page
    assert "id2" not in page
