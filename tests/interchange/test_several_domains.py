"""Several domains in one folder: which files belong together is said, and one can be chosen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from harbour import DOMAIN, LINE, PORT, lay_out

from sim.cli.main import commands
from sim.scenario.reading import read


def typed(*words: str) -> Result:
    return CliRunner().invoke(commands, words, prog_name="python -m sim")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a domain and its profiles, and a smaller one with its own."""
    monkeypatch.chdir(tmp_path)
    folder = lay_out(tmp_path / "harbour")
    for name, text in {"small": DOMAIN, "mayor": PORT, "union": LINE}.items():
        less = re.sub(r'<issue index="4".*?</issue>|<weight index="4"[^>]*>', "", text, flags=re.DOTALL)
        less = re.sub(r'<issue etype="real".*?</issue>', "", less, flags=re.DOTALL)
        (folder / f"{name}.xml").write_text(less, encoding="utf-8")
    return tmp_path


def test_the_domains_are_listed_with_the_files_that_belong_to_them(here: Path) -> None:
    result = typed("import", "harbour", "-o", "x.yaml")
    assert result.exit_code == 2
    assert (
        "there are 2 domains: domain.xml (port.xml, shipping_line.xml); small.xml (mayor.xml, union.xml); "
        "choose one with --domain, or name its files"
    ) in result.stderr
    assert not (here / "x.yaml").exists()


@pytest.mark.parametrize(
    ("domain", "parties"),
    [("small", ["mayor", "union"]), ("small.xml", ["mayor", "union"]), ("domain", ["port", "shipping_line"])],
)
def test_one_is_chosen_by_its_name_and_the_others_are_left_out_and_said(
    domain: str, parties: list[str], here: Path
) -> None:
    result = typed("import", "harbour", "-o", "x.yaml", "--domain", domain)
    assert result.exit_code == 0, result.output
    assert list(read(here / "x.yaml").parties) == parties
    others = {"domain.xml", "small.xml", "mayor.xml", "union.xml", "port.xml", "shipping_line.xml"} - {
        domain.removesuffix(".xml") + ".xml",
        *(f"{party}.xml" for party in parties),
    }
    said = next(line for line in result.stderr.splitlines() if "files left out: " in line)
    assert set(said.partition("left out: ")[2].split(", ")) == others


def test_its_files_may_be_named_instead(here: Path) -> None:
    files = [f"harbour/{name}.xml" for name in ("small", "mayor", "union")]
    assert typed("import", *files, "-o", "x.yaml").exit_code == 0
    assert list(read(here / "x.yaml").issues) == ["Berth", "Fee & dues", "Ships"]


def test_a_domain_that_is_not_there_is_told(here: Path) -> None:
    result = typed("import", "harbour", "-o", "x.yaml", "--domain", "smal")
    assert result.exit_code == 2
    assert "there is no domain smal; did you mean small.xml?" in result.stderr


def test_a_domain_whose_profiles_do_not_fit_says_why(here: Path) -> None:
    union = here / "harbour" / "union.xml"
    union.write_text(union.read_text().replace('evaluation="9"', 'evaluation="nine"'))
    result = typed("import", "harbour", "-o", "x.yaml", "--domain", "small")
    assert result.exit_code == 2
    assert "harbour/union.xml:4:9 " in result.stderr
    assert "`evaluation` of <item> is not a number: nine" in result.stderr
    union.unlink()
    result = typed("import", "harbour", "-o", "x.yaml", "--domain", "small")
    assert "at least two profiles of small.xml are needed, and there are 1" in result.stderr


def test_profiles_that_fit_several_domains_belong_to_the_one_whose_name_is_most_alike(here: Path) -> None:
    """As in the competition of 2012: three domains of the same issues, each with its own two profiles."""
    folder = here / "energy"
    folder.mkdir()
    for letter in "ABC":
        for name, text in {"domain": DOMAIN, "prof1": PORT, "prof2": LINE}.items():
            (folder / f"Energy-{letter}-{name}.xml").write_text(text)
    told = typed("import", "energy", "-o", "x.yaml").stderr
    assert "Energy-B-domain.xml (Energy-B-prof1.xml, Energy-B-prof2.xml); Energy-C" in told
    assert typed("import", "energy", "-o", "x.yaml", "--domain", "Energy-B-domain").exit_code == 0
    assert list(read(here / "x.yaml").parties) == ["Energy-B-prof1", "Energy-B-prof2"]


def test_a_domain_that_cannot_be_read_hinders_no_other(here: Path) -> None:
    small = here / "harbour" / "small.xml"
    small.write_text(small.read_text().replace('value="12:30"', 'value="1e3"'))
    assert "small.xml (no profile)" in typed("import", "harbour", "-o", "x.yaml").stderr
    assert typed("import", "harbour", "-o", "x.yaml", "--domain", "domain").exit_code == 0
    told = typed("import", "harbour", "-o", "y.yaml", "--domain", "small").stderr
    assert "issue Fee & dues has the option 1e3 twice" in told


def test_what_is_in_a_folder_of_folders_is_listed(here: Path) -> None:
    result = typed("import", ".", "-o", "x.yaml")
    assert result.exit_code == 2
    assert "there is no domain: a domain and at least two profiles are needed" in result.stderr
    assert "name one of its folders: harbour" in result.stderr
    two = typed("import", "harbour", "harbour", "-o", "x.yaml")
    assert "harbour is a folder: name one folder, or only files" in two.stderr


def test_files_of_another_kind_in_the_folder_are_left_out_and_said(here: Path) -> None:
    folder = lay_out(here / "mixed")
    (folder / "notes.json").write_text("{}")
    (folder / "Tournament.xml").write_text("<Tournament/>")
    result = typed("import", "mixed", "-o", "x.yaml")
    assert result.exit_code == 0
    assert "note: files left out: Tournament.xml, notes.json" in result.stderr
