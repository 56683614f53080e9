"""A file that cannot be read at all is refused in words, never with a traceback."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from example import WAR, problems

from sim.scenario import files
from sim.scenario.reading import ScenarioError, read


def refusal(path: Path) -> str:
    with pytest.raises(ScenarioError) as caught:
        read(path)
    (problem,) = caught.value.problems
    return str(problem).replace(str(path.parent), "FOLDER")


def test_a_missing_file_is_missed_with_the_nearest_name_in_its_folder(tmp_path: Path) -> None:
    (tmp_path / "ceasefire30.yaml").write_text(WAR, encoding="utf-8")
    message = "there is no file FOLDER/ceasefire.yaml; did you mean ceasefire30.yaml?"
    assert refusal(tmp_path / "ceasefire.yaml") == message
    assert refusal(tmp_path / "nowhere.d") == "there is no file FOLDER/nowhere.d"


def test_how_files_end_makes_no_name_alike(tmp_path: Path) -> None:
    for name in ("m37_step.yaml", "t9.yaml"):
        (tmp_path / name).write_text(WAR, encoding="utf-8")
    for missed in ("strik.yaml", "nope.yaml"):
        assert refusal(tmp_path / missed) == f"there is no file FOLDER/{missed}"
    assert refusal(tmp_path / "m37_stp.yml").endswith("; did you mean m37_step.yaml?")


def test_a_file_of_targets_is_no_scenario(tmp_path: Path) -> None:
    said = "1:1 this is a file of targets, not a scenario; give it to `calibrate` as --target"
    assert problems(tmp_path, "targets: {peace: {probability: 0.5}}") == [said]


def test_a_missing_folder_is_no_traceback(tmp_path: Path) -> None:
    assert refusal(tmp_path / "nowhere" / "a.yaml") == "there is no file FOLDER/a.yaml"


def test_a_folder_is_no_file_but_may_hold_some(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert refusal(tmp_path / "empty") == "FOLDER/empty is a folder, not a file"
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "war.yaml").write_text(WAR, encoding="utf-8")
    assert refusal(tmp_path / "full") == "FOLDER/full is a folder, not a file; in it are war.yaml"


def test_a_path_that_goes_through_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert refusal(tmp_path / "file" / "a.yaml") == "FOLDER/a.yaml cannot be read: Not a directory"


@pytest.mark.parametrize("text", ["", "\n\n", "# only a remark\n", "---\n", "~\n"])
def test_an_empty_file_says_how_to_begin(text: str, tmp_path: Path) -> None:
    message = "1:1 there is nothing in this file; `python -m sim new` writes a small scenario to start from"
    assert problems(tmp_path, text) == [message]


@pytest.mark.parametrize(("text", "found"), [("hello", "the text hello"), ("[a]", "a list")])
def test_a_scenario_is_a_table(text: str, found: str, tmp_path: Path) -> None:
    message = f"1:1 a scenario is a table (actors: ..., issues: ...), not {found}"
    assert problems(tmp_path, text) == [message]


def test_a_byte_that_is_not_utf_8_is_shown_where_it_is(tmp_path: Path) -> None:
    text = "\ufefftitle: Krieg\ndescription: über Öl\n".encode().replace("Ö".encode(), b"\xd6")
    assert problems(tmp_path, text) == ["2:19 byte 0xd6 is not UTF-8; save the file as UTF-8"]


def test_a_file_in_utf_16_is_recognised(tmp_path: Path) -> None:
    assert problems(tmp_path, WAR.encode("utf-16")) == ["1:1 the file is UTF-16, not UTF-8; save it as UTF-8"]


def test_a_byte_order_mark_is_welcome(tmp_path: Path) -> None:
    file = tmp_path / "war.yaml"
    file.write_bytes(WAR.encode("utf-8-sig"))
    assert read(file).title == "A war"


def test_a_huge_file_is_not_even_parsed(tmp_path: Path) -> None:
    file = tmp_path / "huge.yaml"
    file.write_bytes(b"# " + b"x" * files.LARGEST)
    assert refusal(file) == "FOLDER/huge.yaml is larger than 5 MB"


def test_an_endless_file_is_not_begun(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for file in (Path("/dev/zero"), tmp_path / "pipe"):
        assert refusal(file) == f"FOLDER/{file.name} cannot be read: it is neither a file nor a folder"
