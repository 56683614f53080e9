"""XML from strangers does no harm, and what is wrong with it is said."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from harbour import DOMAIN, LINE, PORT, lay_out

from sim.interchange.finding import found_in
from sim.interchange.types import NotImported

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def refused(folder: Path) -> str:
    with pytest.raises(NotImported) as caught:
        found_in([folder])
    return str(caught.value)


@pytest.mark.parametrize(
    "prologue",
    [
        f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>',
        f'<!DOCTYPE x [<!ENTITY l0 "{"ha" * 10_000}">]>',
        '<!DOCTYPE x [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x [<!ENTITY l9 SYSTEM "http://127.0.0.1:9/x">]>',
        '<!DOCTYPE x [<!ENTITY % l9 SYSTEM "http://127.0.0.1:9/x"> %l9;]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
        "<!DOCTYPE x>",
    ],
)
def test_a_dtd_is_refused_before_anything_in_it_is_looked_at(prologue: str, tmp_path: Path) -> None:
    started = time.perf_counter()
    told = refused(lay_out(tmp_path / "x", port=prologue + PORT.replace('"no"', '"&l9;"')))
    assert re.search(r"port\.xml:1:\d+ ", told)
    assert "a DTD or an entity" in told
    assert time.perf_counter() - started < 2.0


def test_a_scheme_that_xml_knows_no_entity_for_is_refused(tmp_path: Path) -> None:
    line = PORT[: PORT.index('"no"')].count("\n") + 1
    told = refused(lay_out(tmp_path / "x", port=PORT.replace('"no"', '"&l9;"')))
    assert f"port.xml:{line}:" in told
    assert "not XML: " in told


def test_a_file_of_100_mb_is_refused_without_being_read(tmp_path: Path) -> None:
    folder = lay_out(tmp_path / "x")
    with (folder / "port.xml").open("wb") as file:
        file.truncate(100_000_000)
    assert "port.xml is larger than 5 MB" in refused(folder)


def test_a_file_that_ends_too_early_is_refused_where_it_ends(tmp_path: Path) -> None:
    told = refused(lay_out(tmp_path / "x", port=PORT[: PORT.index("<weight")]))
    assert "port.xml:19:5 " in told
    assert "not XML: " in told


@pytest.mark.parametrize("text", ["", "  \n", "weights: [1]", "<a", "<a></b>", "\x00", "<a>\x01</a>"])
def test_what_is_not_xml_is_refused(text: str, tmp_path: Path) -> None:
    told = refused(lay_out(tmp_path / "x", port=text))
    assert "not XML: " in told
    assert "port.xml:" in told


def test_a_bare_ampersand_is_refused_with_what_to_write(tmp_path: Path) -> None:
    told = refused(lay_out(tmp_path / "x", port=PORT.replace('"no"', '"tea & cake"')))
    assert "port.xml:6:37  not XML: not well-formed (invalid token); write &amp; for & in a text" in told


def test_deep_nesting_is_refused(tmp_path: Path) -> None:
    assert "nested more than 40 levels deep" in refused(lay_out(tmp_path / "x", port="<objective>" * 100_000))


@pytest.mark.slow
def test_elements_without_number_are_refused(tmp_path: Path) -> None:
    crowd = f"<utility_space>{'<a/>' * 200_000}</utility_space>"
    assert "there are more than 100,000 elements" in refused(lay_out(tmp_path / "x", port=crowd))


def test_another_encoding_that_is_not_declared_is_named(tmp_path: Path) -> None:
    folder = lay_out(tmp_path / "x")
    (folder / "port.xml").write_bytes(PORT.replace('"no"', '"nö"').encode("latin-1"))
    assert "byte 0xf6 is not UTF-8" in refused(folder)


def test_a_root_of_something_else_is_no_profile(tmp_path: Path) -> None:
    folder = lay_out(tmp_path / "x", port="<Tournament/>")
    assert "at least two profiles are needed, and there are 1" in refused(folder)
    with pytest.raises(NotImported, match="<Tournament> is neither a domain nor a profile"):
        found_in([folder / "domain.xml", folder / "port.xml"])


def test_a_folder_without_a_domain_says_what_is_needed(tmp_path: Path) -> None:
    folder = lay_out(tmp_path / "x", domain=LINE)
    assert "there is no domain: a domain and at least two profiles" in refused(folder)
    (tmp_path / "empty").mkdir()
    assert "there is no domain" in refused(tmp_path / "empty")


def test_two_domains_are_one_too_many(tmp_path: Path) -> None:
    told = refused(lay_out(tmp_path / "x", port=DOMAIN))
    assert "there are 2 domains: domain.xml (shipping_line.xml); port.xml (shipping_line.xml)" in told
    assert "choose one with --domain, or name its files" in told


def test_names_may_be_anything_that_xml_can_say(tmp_path: Path) -> None:
    from sim.interchange.as_scenario import as_yaml
    from sim.scenario.reading import read

    odd = "&#x85;&#x2028;é😀 &lt;b&gt; ': {}[]#&amp;*!|%@`"
    changed = {
        name: text.replace('"no"', f'"{odd}"') for name, text in {"domain": DOMAIN, "port": PORT}.items()
    }
    folder = lay_out(tmp_path / "x", **changed, shipping_line=LINE.replace('"no"', f'"{odd}"'))
    file = tmp_path / "odd.yaml"
    file.write_text(as_yaml(found_in([folder])), encoding="utf-8")
    assert read(file).issues["Berth"].options[2] == "\x85\u2028é😀 <b> ': {}[]#&*!|%@`"
