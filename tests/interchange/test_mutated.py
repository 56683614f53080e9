"""Files of other programs with something broken in them are read or refused, and never anything else."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from harbour import FILES as GENIUS
from meal import BUYER, FILES, SELLER

from sim.interchange.as_scenario import as_yaml, notes
from sim.interchange.finding import found_in
from sim.interchange.types import NotImported

HEAD = "<?xml version='1.0' encoding='iso-8859-1'?>\n"
WHOLE = {
    "GENIUS XML": {name: HEAD + text for name, text in GENIUS.items()},
    "GeniusWeb JSON": {f"{name}.json": json.dumps(data, indent=1) for name, data in FILES.items()},
    "NegoLog JSON": {"a.json": json.dumps(BUYER), "b.json": json.dumps(SELLER)},
    "KTAB CSV": {
        "x.csv": "M; 1,Mill,3,1\nActor,Description,Influence,P,S\na,,1,0,5\nb,,2,100,9\nc,x,3,50,60\n"
    },
    "decide input": {
        "x.txt": "#A\ta\tA\n#A\tb\tB\n#P\tp\tP\n#M\tp\t0\tno\n#M\tp\t9\tyes\n#D\ta\tp\t1\t0.5\t1\n#D\tb\tp\t8\t1\t2\n"
    },
    "table of positions": {"x.csv": "Actor,Power,Position,Salience\na,1,2,0.3\nb,4,5,0.6\nc,7,8,0.9\n"},
}
NUMBERS = (
    b"0",
    b"-3",
    b"1e300",
    b"1e-320",
    b"1e999",
    b"999999999",
    b"0.30000000000000004",
    b"NaN",
    b"9" * 400,
    b"",
)
JUNK = (
    *(
        b"\x00",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b'"',
        b"'",
        b"<",
        b">",
        b"&#x0;",
        b"&#xD800;",
        b"<!DOCTYPE x>",
        b"{",
    ),
    *(
        b"}",
        b"[",
        b"]",
        b"\t",
        b"\n",
        b"\r",
        b",",
        b";",
        b"#D",
        b"\x85",
        b"~",
        b"null",
        b"\\ud83d",
        b"*a",
        b"&a",
    ),
    *(
        b"!!python/object:os.system",
        b"--- ",
        b"<<: *a",
        b"encoding='idna'",
        b"encoding='utf-7'",
        b"encoding='hex'",
    ),
)


def mutated(raw: bytes, chance: random.Random) -> bytes:
    """One thing, or a few, put in, taken out, doubled or replaced."""
    for _ in range(chance.choice((1, 1, 1, 2, 5))):
        start = chance.randrange(len(raw) + 1)
        end = min(len(raw), start + chance.choice((0, 1, 2, 9, 99)))
        piece = chance.choice((b"", bytes([chance.randrange(256)]), raw[start:end] * 9, *JUNK, *NUMBERS))
        raw = raw[:start] + piece + raw[end:]
    return raw if chance.random() < 0.95 else raw[: len(raw) // 2]


def refusal(path: Path) -> str:
    """Why it cannot be imported; nothing where it can."""
    try:
        found = found_in([path], 7)
        assert as_yaml(found)
    except NotImported as error:
        return str(error)
    assert all(note.isprintable() for note in notes(found))
    return ""


@pytest.mark.parametrize("kind", WHOLE)
def test_a_mutated_file_is_read_or_refused_in_a_sentence(kind: str, tmp_path: Path) -> None:
    chance = random.Random(kind)
    files = {name: text.encode("utf-8") for name, text in WHOLE[kind].items()}
    told = []
    for _ in range(60):
        broken = chance.choice(list(files))
        for name, raw in files.items():
            (tmp_path / name).write_bytes(mutated(raw, chance) if name == broken else raw)
        told.append(refusal(tmp_path if len(files) > 1 else tmp_path / broken))
    assert any(told)
    assert not all(told)
    assert all("cannot be imported: " in one and one.replace("\n", "").isprintable() for one in told if one)
