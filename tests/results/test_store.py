"""A study is whole or absent, and found again only if every byte is as it was written."""

import errno
import json
import os
import resource
import shutil
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, suppress
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from sim import disk
from sim.making import clear
from sim.results import store
from sim.results.question import Question, folder_name
from sim.scenario.reading import read

STARTER = Path(str(files("sim") / "new.yaml"))
FILES: dict[str, store.Content] = {"a.txt": "one\n", "b.bin": lambda path: path.write_bytes(b"two")}
ABOUT = {"when": "2026-01-01T00:00:00+00:00"}


@pytest.fixture
def question() -> Question:
    return Question(read(STARTER), runs=100, seed=2**63 + 1)


def everything(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def test_a_kept_study_is_found_again(question: Question, tmp_path: Path) -> None:
    assert store.find(question, tmp_path) is None
    kept = store.keep(question, tmp_path, FILES, ABOUT)
    assert store.find(question, tmp_path) == kept == tmp_path / "new" / question.id
    assert everything(kept) == {"a.txt", "b.bin", "manifest.json"}


def test_a_seed_beyond_what_other_programs_can_count_to_is_kept_as_text(
    question: Question, tmp_path: Path
) -> None:
    manifest = json.loads((store.keep(question, tmp_path, FILES, ABOUT) / "manifest.json").read_text())
    assert manifest["question"]["seed"] == "9223372036854775809"


def test_any_change_of_the_question_is_another_folder(question: Question) -> None:
    scenario = read(STARTER, ["actors.north.concession=0.5"])
    others = [Question(scenario, 100, question.seed), Question(question.scenario, 101, question.seed)]
    others.append(Question(question.scenario, 100, question.seed - 1))
    assert len({question.id, *(other.id for other in others)}) == 4
    assert Question(read(STARTER), 100, question.seed).id == question.id


def test_an_edited_program_gives_another_answer(question: Question, monkeypatch: pytest.MonkeyPatch) -> None:
    before = question.id
    monkeypatch.setattr("sim.results.question.fingerprint", lambda: "edited")
    assert Question(question.scenario, question.runs, question.seed).id != before


@pytest.mark.parametrize("harm", ["change", "remove", "manifest"])
def test_a_damaged_folder_is_noticed_and_mended(harm: str, question: Question, tmp_path: Path) -> None:
    kept = store.keep(question, tmp_path, FILES, ABOUT)
    if harm == "remove":
        (kept / "a.txt").unlink()
    else:
        (kept / {"change": "a.txt", "manifest": "manifest.json"}[harm]).write_text("{")
    with pytest.raises(store.Damaged):
        store.find(question, tmp_path)
    store.keep(question, tmp_path, FILES, ABOUT)
    assert store.find(question, tmp_path) == kept
    assert (kept / "a.txt").read_text() == "one\n"
    assert everything(tmp_path / "new") == {
        question.id,
        *(f"{question.id}/{name}" for name in ("a.txt", "b.bin", "manifest.json")),
    }


def test_a_folder_without_the_file_wanted_does_not_answer(question: Question, tmp_path: Path) -> None:
    kept = store.keep(question, tmp_path, FILES, ABOUT)
    assert store.find(question, tmp_path, wanted=["c.csv"]) is None
    store.keep(question, tmp_path, {**FILES, "c.csv": "three\n"}, ABOUT)
    assert store.find(question, tmp_path, wanted=["c.csv"]) == kept
    store.keep(question, tmp_path, FILES, ABOUT)
    assert (kept / "c.csv").exists(), "a study that holds more already was replaced by one that holds less"


def test_what_is_added_is_kept_under_the_seal(question: Question, tmp_path: Path) -> None:
    kept = store.keep(question, tmp_path, FILES, ABOUT)
    store.add(kept, {"a.txt": "three\n", "c.txt": "four\n"}, {"when": "later"})
    assert store.find(question, tmp_path, wanted=["b.bin", "c.txt"]) == kept
    assert ((kept / "a.txt").read_text(), store.read_manifest(kept)["when"]) == ("three\n", "later")
    assert everything(tmp_path / "new") == {
        question.id,
        *(f"{question.id}/{name}" for name in ("a.txt", "b.bin", "c.txt", "manifest.json")),
    }


def test_what_is_stopped_while_it_is_added_leaves_the_rest_whole(
    question: Question, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = store.keep(question, tmp_path, FILES, ABOUT)
    calls: list[Path] = []
    replaced = disk.replace

    def killed(file: Path, content: str | bytes) -> None:
        """Before the manifest that knows the new file; the first says that the old one is gone."""
        calls.append(file)
        if len(calls) > 1:
            raise KeyboardInterrupt
        replaced(file, content)

    monkeypatch.setattr(disk, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        store.add(kept, {"a.txt": "three\n"}, ABOUT)
    assert store.find(question, tmp_path, wanted=["b.bin"]) == kept
    assert store.find(question, tmp_path, wanted=["a.txt"]) is None


def test_an_interruption_while_writing_leaves_nothing(question: Question, tmp_path: Path) -> None:
    def interrupted(path: Path) -> None:
        path.write_text("half", encoding="utf-8")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.keep(question, tmp_path, {**FILES, "c.txt": interrupted}, ABOUT)
    assert everything(tmp_path) == set()


@contextmanager
def small_disk(size: int) -> Iterator[None]:
    """No file may grow beyond so many bytes: the system refuses the write as a full disk does."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_leaves_nothing(question: Question, tmp_path: Path) -> None:
    with small_disk(1000), pytest.raises(OSError, match="large") as refused:
        store.keep(question, tmp_path, {**FILES, "c.txt": "x" * 2000}, ABOUT)
    assert refused.value.errno == errno.EFBIG
    assert everything(tmp_path) == set()


def _keep(results: Path) -> Path:
    return store.keep(Question(read(STARTER), 100, 1), results, {"a.txt": "one\n" * 100_000}, ABOUT)


def test_two_runs_at_once_do_not_clash(tmp_path: Path) -> None:
    with ProcessPoolExecutor(2) as pool:
        folders = set(pool.map(_keep, [tmp_path] * 12))
    assert len(folders) == 1
    assert store.find(Question(read(STARTER), 100, 1), tmp_path) in folders
    assert not list(tmp_path.rglob(".*"))


def test_a_manifest_edited_by_hand_is_damaged_and_mended(question: Question, tmp_path: Path) -> None:
    kept = store.keep(question, tmp_path, FILES, ABOUT)
    manifest = json.loads((kept / "manifest.json").read_text())
    for edited in ({"files": {}}, {"when": "today"}, {"question": {}}, {"seal": None}, {"id": 1}):
        (kept / "manifest.json").write_text(json.dumps({**manifest, **edited}))
        (kept / "a.txt").write_text("two\n")
        with pytest.raises(store.Damaged, match="not as it was written"):
            store.find(question, tmp_path)
        store.keep(question, tmp_path, FILES, ABOUT)
        assert store.find(question, tmp_path) == kept


def test_a_folder_copied_over_another_is_mended(question: Question, tmp_path: Path) -> None:
    kept = store.keep(question, tmp_path, FILES, ABOUT)
    other = Question(question.scenario, 100, 1)
    shutil.copytree(kept, other.folder(tmp_path))
    with pytest.raises(store.Damaged, match="about another question"):
        store.find(other, tmp_path)
    store.keep(other, tmp_path, FILES, ABOUT)
    assert store.find(other, tmp_path) == other.folder(tmp_path)


@pytest.mark.parametrize("in_the_way", ["file", "link", "empty", "pipe"])
def test_what_is_no_study_gives_way_to_one(in_the_way: str, question: Question, tmp_path: Path) -> None:
    target = question.folder(tmp_path)
    target.parent.mkdir()
    if in_the_way == "file":
        target.write_text("")
    elif in_the_way == "link":
        target.symlink_to(tmp_path / "nowhere")
    else:
        target.mkdir()
    if in_the_way == "pipe":
        os.mkfifo(target / "manifest.json")
    assert store.keep(question, tmp_path, FILES, ABOUT) == store.find(question, tmp_path)
    assert everything(target) == {"a.txt", "b.bin", "manifest.json"}


def test_what_is_kept_is_on_the_disk_before_it_has_its_name(
    question: Question, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    sync, rename = os.fsync, os.rename

    def named(place: str) -> str:
        return "folder" if Path(place).name.startswith(f".{question.id}") else Path(place).name

    def synced(number: int) -> None:
        done.append(named(os.readlink(f"/proc/self/fd/{number}")))
        sync(number)

    def renamed(old: Path, new: Path) -> None:
        done.append("rename")
        rename(old, new)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "rename", renamed)
    store.keep(question, tmp_path, FILES, ABOUT)
    assert done == ["a.txt", "b.bin", "manifest.json", "folder", "rename", "new", tmp_path.name]


def test_a_listing_that_cannot_be_written_is_said_and_costs_nothing(tmp_path: Path) -> None:
    said: list[str] = []
    with store.whole_without(tmp_path / "mine" / "1", said.append):
        raise OSError(errno.ENOSPC, "No space left on device", str(tmp_path / "index.html"))
    assert said == [
        f"{tmp_path}/index.html cannot be written (No space left on device); {tmp_path}/mine/1 is whole all the same"
    ]


def test_a_moved_results_folder_still_answers(question: Question, tmp_path: Path) -> None:
    store.keep(question, tmp_path / "here", FILES, ABOUT)
    shutil.move(tmp_path / "here", tmp_path / "there")
    assert store.find(question, tmp_path / "there") is not None


def _in_turn(results: Path) -> int:
    """Write one study again and again, damage it at times, look at it as a reader would."""
    question = Question(read(STARTER), 100, 1)
    for turn in range(8):
        files = {**FILES, "c.csv": "three\n"} if turn % 3 else FILES
        kept = store.keep(question, results, files, ABOUT)
        store.point_to(kept)
        clear(results)
        if turn % 5 == os.getpid() % 5:
            with suppress(FileNotFoundError):
                (kept / "manifest.json").write_text("{")
        with suppress(store.Damaged):
            store.find(question, results)
    return 8


def test_four_programs_at_once_in_one_folder_do_not_clash(tmp_path: Path) -> None:
    with ProcessPoolExecutor(4) as pool:
        assert sum(pool.map(_in_turn, [tmp_path] * 4)) == 32
    kept = _keep(tmp_path)
    clear(tmp_path)
    assert everything(tmp_path / "new") >= {kept.name, "latest"}
    assert not list(tmp_path.rglob(".*"))


@pytest.mark.parametrize("when", ["copy", "replace"])
def test_a_folder_taken_away_while_it_is_completed_is_written_anew(
    when: str, question: Question, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = store.keep(question, tmp_path, FILES, ABOUT)
    done = getattr(disk, when)

    def taken(*args: Any) -> None:
        if target.exists():
            shutil.rmtree(target)
        done(*args)

    monkeypatch.setattr(disk, when, taken)
    more = {**FILES, "c.csv": "three\n", "d.csv": "four\n"}
    assert store.find(question, store.keep(question, tmp_path, more, ABOUT).parents[1], more) == target
    assert everything(target) == {*more, "manifest.json"}


NAMES = (
    "../../etc",
    "/",
    "..",
    "",
    "a\0b",
    "x" * 300,
    ".hidden",
    "con\n",
    "trailing.",
    "a" * 79 + ".b",
    "𐌰" * 90,
)


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("index.html", "index.html_"),
        ("Index.HTML", "Index.HTML_"),
        ("validation", "validation_"),
        ("sweep", "sweep_"),
        ("CON", "CON_"),
        ("nul.txt", "nul.txt_"),
        ("Cafe\u0301", "Café"),
        ("latest", "latest"),
    ],
)
def test_no_name_of_a_scenario_stands_in_the_way(name: str, folder: str) -> None:
    assert folder_name(name) == folder


@pytest.mark.parametrize("name", NAMES)
def test_no_name_of_a_scenario_leads_out_of_the_results(name: str, tmp_path: Path) -> None:
    folder = tmp_path / folder_name(name)
    folder.mkdir()
    assert folder.parent == tmp_path
    assert not folder.name.startswith(".")
