"""YAML without its surprises: names stay names, places are kept, and no text is too wild."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from sim.scenario import plain_yaml
from sim.scenario.places import Items, PlacedTable, Source, Text
from sim.scenario.plain_yaml import dump, parse
from sim.scenario.problems import Unreadable

SURPRISING = [
    *("no", "on", "off", "yes", "NO", "y", "true", "null", "~", "010", "12:30", "1.10", "2025-03-16", "1e3")
]


def objections(text: str) -> list[str]:
    """line:column and words of everything that is wrong."""
    with pytest.raises(Unreadable) as caught:
        parse(Source("test.yaml", text))
    return [f"{problem.line}:{problem.column} {problem}" for problem in caught.value.problems]


def table(text: str) -> PlacedTable:
    node = parse(Source("test.yaml", text))
    assert isinstance(node, PlacedTable)
    return node


@pytest.mark.parametrize("name", SURPRISING)
def test_a_name_is_what_was_written(name: str) -> None:
    assert list(table(f"{name}: [{name}]").items()) == [(name, [name])]


@pytest.mark.parametrize("name", SURPRISING)
def test_a_name_that_is_written_out_reads_back_as_itself(name: str) -> None:
    assert table(dump({name: [name]})) == {name: [name]}


def test_quotes_are_remembered() -> None:
    node: Any = table("plain: 1\nsingle: '1'\ndouble: \"1\"\nblock: |\n  1\n")
    assert [text.plain for text in node.values()] == [True, False, False, False]


def test_everything_knows_where_it_was_written() -> None:
    node: Any = table("actors:\n  us: {bias: 0.25}\n  eu: [a,\n       bb]\n")
    us, eu = node["actors"]["us"], node["actors"]["eu"]
    nodes = [us["bias"], eu[1], node["actors"].key("eu"), us]
    assert [(at.place.line, at.place.column, at.place.width) for at in nodes] == [
        (2, 14, 4),
        (4, 8, 2),
        (3, 3, 2),
        (2, 7, 12),
    ]


def test_what_goes_on_below_is_marked_where_it_begins() -> None:
    node: Any = table("a: {b: 1,\n         c: 2222222222}\n")
    assert (node["a"].place.line, node["a"].place.column, node["a"].place.width) == (1, 4, 1)


def test_an_alias_stands_for_what_it_names_at_the_place_where_that_is_written() -> None:
    node: Any = table("a: &it [1]\nb: *it\n")
    assert node["b"] == ["1"]
    assert node["b"][0].place.line == 1


def test_the_kinds_of_nodes() -> None:
    node = table("a: [b]")
    assert (type(node.key("a")), type(node["a"])) == (Text, Items)


def test_lines_are_counted_as_the_parser_counts_them() -> None:
    text = "a: 1\r\nb: 2\rc: 3\u2028d: 4\x85a: 5\n"
    assert objections(text) == ["5:1 duplicate key: a is on line 1 already"]
    assert Source("test.yaml", text).lines == ["a: 1", "b: 2", "c: 3", "d: 4", "a: 5", ""]


def test_a_byte_order_mark_is_no_part_of_the_first_key() -> None:
    assert table("\ufeffa: 1") == {"a": "1"}


@pytest.mark.parametrize("text", ["", " \n", "# nothing here\n", "---\n...\n"])
def test_nothing_is_nothing(text: str) -> None:
    assert not parse(Source("test.yaml", text))


def test_aliases_cannot_multiply_without_end() -> None:
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    bomb += "".join(f"a{i + 1}: &a{i + 1} [{', '.join([f'*a{i}'] * 9)}]\n" for i in range(9))
    assert objections(bomb) == ["6:15 more than 200,000 values, with all aliases (*) written out"]


def test_nesting_has_an_end() -> None:
    assert objections("a: " + "[" * 3000) == ["1:43 nested more than 40 levels deep"]
    assert objections("- " * 100_000) == ["1:81 nested more than 40 levels deep"]
    assert objections("{" * 3000 + "}" * 3000) == ["1:41 nested more than 40 levels deep"]
    assert objections("é: 'ü'\r\nb: " + "[" * 1200) == ["2:43 nested more than 40 levels deep"]
    assert objections("a: " + "[" * 900 + "'x") == ["1:43 nested more than 40 levels deep"]


def test_what_stands_before_too_deep_a_nesting_is_told_too() -> None:
    """A parser that looks ahead has met its own limit by then."""
    deep = "[" * 3000
    assert objections(f"[*nope, {deep}") == ["1:2 *nope: there is no &nope before it"]
    assert objections(f"x: !t {deep}") == [
        "1:4 tags are not used here; remove !t",
        "1:46 nested more than 40 levels deep",
    ]


def test_no_parser_tells_of_its_own_limit() -> None:
    """Here some parsers miss a colon first."""
    assert "nest" not in objections("a: 1\n" + "[" * 900)[0]
    said = objections("a: 1\n" + "[" * 3000)[0]
    assert said.startswith(("2:1 a key without a colon", "2:1000 nested more than 40 levels deep"))


def test_what_follows_the_whole_document_is_told_plainly() -> None:
    assert objections("{a: 1}\nb: 2") == ["2:1 the document ends before this: a scenario is one table"]
    assert objections("a: - b") == ["1:4 a list's item (-) needs a line of its own here"]
    assert objections("a: ? b") == ["1:4 a text that starts with ? needs quotes"]


def test_aliases_cannot_nest_deeper_than_brackets() -> None:
    chain = "a0: &a0 [x]\n" + "".join(f"a{i + 1}: &a{i + 1} [*a{i}]\n" for i in range(3000))
    assert objections(chain) == ["40:12 *a38 nests more than 40 levels deep"]


def test_the_parser_written_in_python_agrees(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "a: &x [1, '2']\nno: *x\n'q': {k: v}\n"
    expected = table(text)
    monkeypatch.setattr(plain_yaml, "_Loader", yaml.SafeLoader)
    assert table(text) == expected


SLIPS = ["a: 'x", 'a: "\\q"', "a: @b", "a: [1, 2", "a: {b: 1", "a: b: c", "a: !x y", "*"]


@pytest.mark.parametrize("text", SLIPS)
def test_both_parsers_place_a_slip_on_the_same_line(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = objections(text)[0].split(":")[0]
    monkeypatch.setattr(plain_yaml, "_Loader", yaml.SafeLoader)
    assert objections(text)[0].split(":")[0] == ours


def test_what_the_printer_cannot_take_is_said_where_it_stands() -> None:
    assert objections("a: 1\nb: \x00\n") == ["2:4 the character U+0000 is not allowed in YAML"]
