"""Kernels written by hand in C, compiled; that of alternating offers is called here, the other by choice.py."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

import numpy as np

from sim.bargaining.protocols.alternating_offers.workspace import even_cut
from sim.bargaining.rules.rules import share_conceded
from sim.bargaining.types import Array, Draw, Frame

SOURCE = Path(__file__).with_name("alternating_offers.c")
NO_COMPILER = "not measured: there is no C compiler here"
FLAGS = ("-O3", "-march=native", "-ffp-contract=off", "-shared", "-fPIC")


class Agreements(NamedTuple):
    """What the kernel says of each replication."""

    number: Array  # [replication] of the package; -1 for none
    step: Array  # [replication]
    utility: Array  # [replication, party]


def build(folder: Path, source: Path = SOURCE) -> ctypes.CDLL | None:
    """The compiled kernel; None where there is no C compiler."""
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if compiler is None:
        return None
    library = folder / f"{source.stem}.so"
    subprocess.run([compiler, *FLAGS, "-o", str(library), str(source), "-lm"], check=True)
    return ctypes.CDLL(str(library))


def play(kernel: ctypes.CDLL, frame: Frame, drawn: Draw, reservation: Array) -> Agreements:
    """Play what was drawn. reservation [replication, party]; everybody's clock must be the same in all."""
    runs, parties, issues, widest = drawn.gain.shape
    curve = np.array([clock(drawn, i, frame.rounds) for i in range(parties)])
    number, step = np.zeros(runs, np.int64), np.zeros(runs, np.int64)
    utility = np.zeros((runs, parties))
    pointers = [
        np.ascontiguousarray(array).ctypes.data_as(ctypes.c_void_p)
        for array in (drawn.gain, reservation, curve, number, step, utility)
    ]
    sizes = [runs, parties, issues, widest, frame.rounds, even_cut(frame.options.tolist())]
    options = frame.options.ctypes.data_as(ctypes.c_void_p)
    kernel.play(*map(ctypes.c_int, sizes), options, ctypes.c_double(frame.tolerance), *pointers)
    return Agreements(number, step, utility)


def clock(drawn: Draw, i: int, rounds: int) -> list[float]:
    """Share that party i has conceded by each round."""
    me, days = drawn.actor[0, i], drawn.talks[0]["round_days"]
    pairs = [((n + 1) * days, me["deadline_days"]) for n in range(rounds)]
    return [share_conceded(day, deadline, me["concession"]) for day, deadline in pairs]
