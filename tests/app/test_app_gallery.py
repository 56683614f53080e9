"""What is kept is listed, opened and compared."""

from __future__ import annotations

from pathlib import Path

import pytest
from asgi import MINIMAL, Site

import sim
from sim.app import keeping
from sim.report.bundle import whole

FEW = 400_000  # letters of a report beside a script that many share


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.setattr(keeping, "RUNS", 60)
    return Site([MINIMAL], tmp_path)


def test_nothing_is_there_at_first(site: Site) -> None:
    assert "Nothing is kept" in site.get("/gallery").text


@pytest.mark.slow
def test_two_that_were_kept_are_compared(site: Site, tmp_path: Path) -> None:
    site.post("/keep")
    site.post("/keep", ("actors.union.deadline_days", "20"))
    page = site.get("/gallery").text
    assert page.count('name="_study"') == 2
    assert "actors.union.deadline_days=20" in page
    assert "./?_in=minimal&amp;actors.union.deadline_days=20" in page
    studies = [
        ("_study", f"minimal/{folder.name}") for folder in (tmp_path / "minimal").iterdir() if folder.is_dir()
    ]
    found = site.get("/beside", *studies)
    assert found.status == 200
    assert "What is different" in found.text
    assert "sandbox" in found.headers["content-security-policy"]
    assert "allow-same-origin" not in found.headers["content-security-policy"]
    small = (tmp_path / studies[0][1] / "report.html").read_text("utf-8")
    assert len(small) < FEW
    assert site.get("/kept", studies[0]).text == whole(small)
    (compared,) = tmp_path.glob("compare/*/report.html")
    assert found.text == whole(compared.read_text("utf-8")) != compared.read_text("utf-8")


def test_only_what_is_listed_is_opened(site: Site, tmp_path: Path) -> None:
    file = tmp_path / "another.yaml"
    file.write_text(f"extends: {MINIMAL}\n")
    sim.run(file, runs=20, results=tmp_path)
    (other,) = [folder for folder in (tmp_path / "another").iterdir() if folder.is_dir()]
    assert "another" not in site.get("/gallery").text
    for name in (f"another/{other.name}", "../../etc", "minimal/..", ""):
        assert site.get("/kept", ("_study", name)).status == 400
    assert site.get("/beside").status == 400


def test_one_alone_is_no_comparison(site: Site, tmp_path: Path) -> None:
    site.post("/keep")
    (only,) = [folder.name for folder in (tmp_path / "minimal").iterdir() if folder.is_dir()]
    answer = site.get("/beside", ("_study", f"minimal/{only}"))
    assert (answer.status, "two to 12" in answer.text) == (400, True)


def test_what_is_damaged_says_so(site: Site, tmp_path: Path) -> None:
    site.post("/keep")
    (only,) = [folder for folder in (tmp_path / "minimal").iterdir() if folder.is_dir()]
    (only / "report.html").write_text("<script>alert(1)</script>")
    answer = site.get("/kept", ("_study", f"minimal/{only.name}"))
    assert (answer.status, "not whole" in answer.text) == (400, True)
