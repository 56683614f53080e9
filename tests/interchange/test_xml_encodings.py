"""XML is read in the encoding that it declares or that its first bytes show, and in none that is dangerous."""

from __future__ import annotations

import codecs
import time
from pathlib import Path

import pytest
from harbour import PORT, lay_out

from sim.interchange.finding import found_in
from sim.interchange.types import Bargain, NotImported

NAMED = PORT.replace('"no"', '"{}"')
HARBOUR = {"nö": "iso-8859-1", "n€": "iso-8859-15", "нет": "koi8-r", "いいえ": "shift_jis", "否": "gb18030"}


def with_option(option: str, folder: Path) -> Path:
    """The harbour's files with another name of an option, to be written in another encoding."""
    from harbour import FILES

    folder.mkdir(exist_ok=True)
    for name, text in FILES.items():
        (folder / name).write_text(text.replace('"no"', f'"{option}"'), encoding="utf-8")
    return folder


def encoded(file: Path, declared: str | None, encoding: str, mark: bytes = b"") -> None:
    """Written anew in an encoding, perhaps under a declaration of one."""
    text = file.read_text(encoding="utf-8")
    prologue = f"<?xml version='1.0' encoding=\"{declared}\" standalone='yes'?>\n" if declared else ""
    file.write_bytes(mark + (prologue + text).encode(encoding))


def options(folder: Path) -> tuple[str, ...]:
    found = found_in([folder], 7)
    assert isinstance(found, Bargain)
    return found.topics[0].options


def refused(folder: Path) -> str:
    with pytest.raises(NotImported) as caught:
        found_in([folder])
    return str(caught.value)


@pytest.mark.parametrize(("option", "encoding"), HARBOUR.items())
def test_a_declared_encoding_is_read(option: str, encoding: str, tmp_path: Path) -> None:
    folder = with_option(option, tmp_path / "x")
    for file in folder.iterdir():
        encoded(file, encoding.upper(), encoding)
    assert options(folder)[2] == option


@pytest.mark.parametrize("declared", [None, "UTF-16", "utf-8", "iso-8859-1"])
@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-32-le", codecs.BOM_UTF32_LE),
        ("utf-8", codecs.BOM_UTF8),
    ],
)
def test_the_mark_at_the_beginning_counts_more_than_what_is_declared(
    declared: str | None, encoding: str, mark: bytes, tmp_path: Path
) -> None:
    folder = with_option("нет", tmp_path / "x")
    encoded(folder / "port.xml", declared, encoding, mark)
    assert options(folder)[2] == "нет"


@pytest.mark.parametrize(
    "name",
    [
        *(
            "utf-7",
            "unicode_escape",
            "raw_unicode_escape",
            "idna",
            "punycode",
            "undefined",
            "zlib",
            "hex",
            "rot13",
        ),
        *("utf-16", "cp037", "klingon", "x" * 100, "../../etc/passwd", "utf_8.utf_8", "__init__", "\x00"),
    ],
)
def test_an_encoding_that_is_unknown_or_dangerous_is_refused_where_it_stands(
    name: str, tmp_path: Path
) -> None:
    folder = lay_out(tmp_path / "x")
    encoded(folder / "port.xml", name, "utf-8")
    told = refused(folder)
    assert "port.xml:1:31  the encoding" in told
    assert "is not known here; save it as UTF-8" in told


def test_bytes_that_are_not_what_is_declared_are_refused(tmp_path: Path) -> None:
    folder = with_option("nö", tmp_path / "x")
    encoded(folder / "port.xml", "us-ascii", "utf-8")
    assert "this is not US-ASCII: ordinal not in range" in refused(folder)
    (folder / "port.xml").write_bytes(codecs.BOM_UTF16_LE + b"<\x00a")
    assert "this is not UTF-16: truncated data" in refused(folder)
    (folder / "port.xml").write_bytes(codecs.BOM_UTF32_LE + b"\xff" * 8)
    assert "this is not UTF-32" in refused(folder)


def test_another_encoding_hides_no_dtd(tmp_path: Path) -> None:
    folder = lay_out(tmp_path / "x", port='<!DOCTYPE x [<!ENTITY a "b">]>' + PORT)
    encoded(folder / "port.xml", "utf-16", "utf-16")
    assert "a DTD or an entity" in refused(folder)


def test_a_declaration_that_does_not_stand_first_is_read_and_places_are_as_in_the_file(
    tmp_path: Path,
) -> None:
    """Many public files begin with an empty line."""
    folder = with_option("nö", tmp_path / "x")
    for name in ("domain", "port", "shipping_line"):
        file = folder / f"{name}.xml"
        prologue = b"\r\n<!-- a > b -->\n<?xml version='1.0' encoding='iso-8859-1'?>"
        file.write_bytes(prologue + file.read_text(encoding="utf-8").encode("iso-8859-1"))
    assert options(folder)[2] == "nö"
    port = folder / "port.xml"
    port.write_bytes(port.read_bytes().replace(b'evaluation="20"', b'evaluation="x"'))
    assert "port.xml:7:9 " in refused(folder)


def test_a_declaration_without_end_costs_no_time(tmp_path: Path) -> None:
    folder = lay_out(tmp_path / "x")
    for endless in (b"<?xml " + b"encoding= " * 100_000, b"<!-- - > " * 100_000, b" \n" * 500_000):
        (folder / "port.xml").write_bytes(endless)
        started = time.perf_counter()
        assert "not XML" in refused(folder)
        assert time.perf_counter() - started < 2.0
