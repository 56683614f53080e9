"""What was kept, from its folder."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path
from typing import Any

from sim.questions.asking import NotAStudy, changed_before, played, read_study
from sim.questions.finding import Finding
from sim.results import store
from sim.results.question import Question
from sim.study import Study

# By kind of question: where its answer is defined.
ANSWERS = {
    "calibrate": "sim.analysis.calibration.answer:Calibration",
    "compare": "sim.analysis.comparison:Comparison",
    "dealbreakers": "sim.analysis.dealbreakers:DealBreakers",
    "discover": "sim.analysis.discovery.types:Discovery",
    "explain": "sim.analysis.explanation:Explanation",
    "forecasts": "sim.ledger.grades:Grades",
    "sensitivity": "sim.analysis.sensitivity.answer:Sensitivity",
    "stream": "sim.analysis.tally:Streamed",
    "sweep": "sim.analysis.sweep:Sweep",
    "tournament": "sim.analysis.tournament.answer:Tournament",
}


def load(folder: str | Path) -> Study | Finding[Any]:
    """A study or an answer that was kept, as it was when it was made.

    Parameters
    ----------
    folder : path
        Of a study or of a finding (`study.folder`), or of all studies of a scenario: then the newest is meant.

    Returns
    -------
    Study or Finding
        With its absolute folder.

    Raises
    ------
    NotAStudy
        For a folder that holds neither.
    Damaged
        For one in which something is not as it was written.

    See Also
    --------
    run : keeps a study.

    Examples
    --------
    >>> import sim
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as results:
    ...     study = sim.run("scenarios/minimal.yaml", runs=10, results=results)
    ...     sim.load(study.folder).summary == study.summary
    True
    """
    found = _newest(Path(os.path.abspath(folder)))
    if not (found / store.MANIFEST).is_file():
        raise NotAStudy(f"{folder} holds no study and no finding: there is no {store.MANIFEST} in it")
    answer = store.verified(found).get("answer", {})
    if (kind := answer.get("kind")) in ANSWERS:
        module, _, name = ANSWERS[kind].partition(":")
        return Finding(kind, getattr(import_module(module), name), found, recalled=True)
    question = Question(read_study(found, ()), *played(found), changed_before(found))
    return Study(question, found, recalled=True)


def _newest(folder: Path) -> Path:
    """The study that a folder of studies calls the newest; else the folder itself."""
    latest = folder / store.LATEST
    return folder / latest.read_text("utf-8").strip() if latest.is_file() else folder
