"""A ledger says what was entered, or that it was changed; nothing in between, and nothing is lost."""

from __future__ import annotations

import json
import os
import resource
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from sim.ledger import book
from sim.ledger.chain import FIRST, Broken, ledger, line
from sim.ledger.entries import LONGEST, Entry, Forecast, Resolution, StudyRef

NOVEMBER, DECEMBER, JANUARY = date(2026, 11, 28), date(2026, 12, 31), date(2027, 1, 1)
PLAYED = StudyRef(
    "talks", "settlement", 17, 100, str(2**64 - 1), ("war.noise=0",), "ab" * 32, "cd" * 32, "0.1.0"
)
ENTRIES: tuple[Entry, ...] = (
    Forecast(
        "Does it end?", NOVEMBER, DECEMBER, 0.17327, PLAYED, 0.1, {"A market, 24 September": 0.13}, "Київ"
    ),
    Forecast('A "quoted" <b>question</b>', NOVEMBER, DECEMBER, 0.5),
    Resolution(1, JANUARY, "no", "AP, 1 January 2027"),
)


def written(*entries: Entry) -> bytes:
    text, before = "", FIRST
    for number, entry in enumerate(entries, 1):
        text += line(number, entry, before)
        before = ledger(text.encode()).head
    return text.encode()


WHOLE = written(*ENTRIES)


def test_what_is_entered_is_read_again() -> None:
    found = ledger(WHOLE)
    assert found.entries == ENTRIES
    assert (list(found.forecasts), list(found.resolutions)) == ([1, 2], [1])


def test_each_line_can_be_checked_by_hand() -> None:
    """As head, sed and sha256sum do it, and as any reader of JSON reads it."""
    before = FIRST
    for text in WHOLE.decode().splitlines():
        body, _, _ = text.partition(', "hash"')
        data = json.loads(text)
        assert sha256(body.encode()).hexdigest() == data["hash"]
        assert data["before"] == before
        before = data["hash"]


def test_of_several_resolutions_the_last_one_counts() -> None:
    corrected = ledger(written(*ENTRIES, Resolution(1, JANUARY, "yes", "AP, corrected")))
    assert corrected.resolutions[1].outcome == "yes"


def test_any_byte_that_is_changed_is_found_out() -> None:
    for at in range(0, len(WHOLE), 7):
        spoilt = WHOLE[:at] + bytes([WHOLE[at] ^ 1]) + WHOLE[at + 1 :]
        with pytest.raises(Broken, match=r"line \d|UTF-8"):
            ledger(spoilt)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda lines: [lines[0], lines[2]], "line 2 does not follow line 1"),
        (lambda lines: [lines[1], lines[0], lines[2]], "line 1 does not follow line 0"),
        (lambda lines: [*lines, lines[2]], "line 4 does not follow line 3"),
        (lambda lines: [lines[0], b"\n", lines[1]], "line 2 is not as it was written"),
        (lambda lines: [lines[0], lines[1][:40]], "line 2 has no end"),
        (
            lambda lines: [lines[0].replace(b"0.17327", b"0.07327"), *lines[1:]],
            "line 1 is not as it was written",
        ),
        (lambda lines: [b"\xff\n"], "it is not UTF-8"),
    ],
)
def test_the_first_line_that_is_wrong_is_named(
    change: Callable[[list[bytes]], list[bytes]], said: str
) -> None:
    with pytest.raises(Broken, match=said):
        ledger(b"".join(change(WHOLE.splitlines(keepends=True))))


def forged(**changes: object) -> bytes:
    """A first line with a right hash, by somebody who knows how."""
    data = json.loads(line(1, ENTRIES[0], FIRST))
    del data["hash"], data["before"]
    body = json.dumps({**data, **changes, "before": FIRST}, ensure_ascii=False)[:-1]
    return f'{body}, "hash": "{sha256(body.encode()).hexdigest()}"}}\n'.encode()


def test_the_forgery_itself_would_pass() -> None:
    assert ledger(forged()).entries == ENTRIES[:1]


@pytest.mark.parametrize(
    "changes",
    [
        {"probability": 1},
        {"probability": True},
        {"probability": "0.5"},
        {"probability": float("nan")},
        {"kind": "guess"},
        {"question": ""},
        {"question": "x" * (LONGEST + 1)},
        {"question": "two\nlines"},
        {"question": "\x1b[2J"},
        {"question": None},
        {"made": "yesterday"},
        {"by": 5},
        {"by": "2026-01-01"},
        {"beside": [1]},
        {"beside": {"": 0.5}},
        {"played": {}},
        {"played": 3},
        {"base": 2},
        {"entry": 2},
        {"kind": "resolution", "of": 0, "outcome": "no", "source": "me"},
        {"kind": "resolution", "of": True, "outcome": "no", "source": "me"},
        {"kind": "resolution", "of": 9, "outcome": "perhaps", "source": "me"},
        {"beside": json.loads("[" * 500 + "]" * 500)},
    ],
    ids=lambda changes: str(changes)[:40],
)
def test_what_is_no_entry_is_refused_though_its_hash_is_right(changes: dict[str, object]) -> None:
    with pytest.raises(Broken, match="line 1 "):
        ledger(forged(**changes))


def test_a_resolution_is_of_a_forecast_and_days_go_on() -> None:
    for wrong in (Resolution(3, JANUARY, "no", "me"), Forecast("Late?", NOVEMBER, DECEMBER, 0.5)):
        with pytest.raises(Broken, match="line 4 does not fit"):
            ledger(written(*ENTRIES, wrong))


def test_a_ledger_begins_with_its_first_entry(tmp_path: Path) -> None:
    file = tmp_path / "ledger.jsonl"
    number, known = book.append(file, lambda known: ENTRIES[0])
    assert (number, book.read(file)) == (1, known)
    assert file.read_bytes() == written(ENTRIES[0])
    assert os.listdir(tmp_path) == [file.name]


def _enter(file: Path) -> list[int]:
    return [book.append(file, lambda _: ENTRIES[1])[0] for _ in range(10)]


def test_two_programs_at_once_lose_nothing(tmp_path: Path) -> None:
    file = tmp_path / "ledger.jsonl"
    with ProcessPoolExecutor(2) as pool:
        numbers = [number for part in pool.map(_enter, [file] * 3) for number in part]
    assert sorted(numbers) == list(range(1, 31))
    assert len(book.read(file).entries) == 30


def test_a_full_disk_leaves_the_ledger_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "ledger.jsonl"
    file.write_bytes(WHOLE)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(WHOLE) + 20, before[1]))
    try:
        with pytest.raises(OSError, match="large"):
            book.append(file, lambda _: Resolution(2, JANUARY, "no", "me"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert file.read_bytes() == WHOLE
    assert os.listdir(tmp_path) == [file.name]


def test_a_broken_ledger_is_not_added_to(tmp_path: Path) -> None:
    file = tmp_path / "ledger.jsonl"
    file.write_bytes(WHOLE[:-1])
    with pytest.raises(Broken):
        book.append(file, lambda _: ENTRIES[1])
    assert file.read_bytes() == WHOLE[:-1]


def test_a_link_to_a_ledger_stays_one(tmp_path: Path) -> None:
    file, link = tmp_path / "ledger.jsonl", tmp_path / "link.jsonl"
    file.write_bytes(WHOLE)
    link.symlink_to(file)
    book.append(link, lambda _: Resolution(2, JANUARY, "void", "me"))
    assert link.is_symlink()
    assert len(book.read(file).entries) == 4
