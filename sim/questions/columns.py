"""What is compared: scenarios under names that tell them apart, all with the same luck."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sim.options import RunOptions
from sim.questions.asking import Asked, Subject, Unanswerable, asked, played, taken
from sim.questions.commas import between_commas
from sim.results import store
from sim.running import RUNS, SEED
from sim.scenario import reading
from sim.scenario.layers import layered, overlaid
from sim.scenario.overrides import Setting, typed_setting
from sim.scenario.problems import ScenarioError, Unreadable
from sim.scenario.schema import Scenario
from sim.study import Study
from sim.telling import SCENARIO

if TYPE_CHECKING:
    from sim.scenario.places import PlacedTable

MOST = 12


@dataclass(frozen=True)
class Compared:
    """One scenario of a comparison."""

    name: str  # short, and unlike that of any other
    title: str  # likewise
    asked: Asked
    data: PlacedTable | None  # as written, if it was read from a file

    @property
    def scenario(self) -> Scenario:
        return self.asked.scenario


def comparison_columns(
    subjects: Sequence[Subject],
    variants: Sequence[str],
    options: RunOptions,
) -> tuple[Compared, ...]:
    """Every scenario, to be played with the same number of runs and the same seed."""
    _refuse(len(subjects), len(variants))
    if not all(map(str.strip, variants)):
        raise Unanswerable("a variant is empty: say what it changes, for example actors.us.credibility=0.9")
    runs, seed = common(subjects, options)
    seated = [taken(subject, replace(options, runs=runs, seed=seed)) for subject in subjects]
    plain_ones = [_column(subject, how, "") for subject, how in seated]
    varied = [_column(*seated[0], variant) for variant in variants]
    return _apart([*plain_ones, *varied])


def _refuse(subjects: int, variants: int) -> None:
    if not subjects or not 2 <= subjects + variants <= MOST:
        count = subjects + variants
        raise Unanswerable(f"two to {MOST} scenarios can be compared, variants included, not {count}")


def _column(subject: Subject, options: RunOptions, variant: str) -> Compared:
    """A scenario as it is, or as a variant changes it; one that was read already is read again with the change."""
    overrides = tuple(options.overrides)
    if variant:
        subject, settings = _varied(subject, overrides, variant)
        laid = () if isinstance(subject, Scenario) else (*overrides, *split(variant))
        found = asked(subject, replace(options, overrides=laid))
        return Compared(brief(variant), _title(found, overrides), found, _written(subject, settings))
    found = asked(subject, options)
    return Compared(
        _own_name(subject, found), _title(found, found.question.changes), found, _written(subject, overrides)
    )


def _title(found: Asked, changes: Sequence[str]) -> str:
    return ", ".join([found.scenario.title or found.scenario.name, *changes])


def _varied(
    base: Subject, overrides: tuple[str, ...], variant: str
) -> tuple[Subject, tuple[str | Setting, ...]]:
    """What to ask about, and all that is set in it. A mistake is told as one in the variant."""
    said = base if isinstance(base, Scenario) else _file(base)
    settings: list[str | Setting] = [*overrides]
    try:
        settings += (typed_setting(change, "--variant") for change in split(variant))
    except Unreadable as error:
        name = said.name if isinstance(said, Scenario) else str(said)
        raise ScenarioError(name, error.problems) from None
    changed = reading.variants(said).read(settings)
    return changed if isinstance(base, Scenario) else base, tuple(settings)


def _apart(found: Sequence[Compared]) -> tuple[Compared, ...]:
    """With names unlike one another; a title that was there before says by the name which one it is."""
    names, titles = unique([each.name for each in found]), [each.title for each in found]
    return tuple(
        replace(each, name=name, title=f"{each.title} ({name})" if each.title in titles[:k] else each.title)
        for k, (each, name) in enumerate(zip(found, names, strict=True))
    )


def common(subjects: Sequence[Subject], options: RunOptions) -> tuple[int, int]:
    """With how many runs and which seed all are played: as told, else as all studies were played, else as usual."""
    folders = [folder for subject in subjects if (folder := _folder(subject)) is not None]
    known = {folder: played(folder) for folder in folders}
    agreed = (_agreed({each[k] for each in known.values()}, usual) for k, usual in enumerate((RUNS, SEED)))
    chosen = options.sized(*agreed)
    for folder, before in known.items():
        if before != chosen:
            options.watch.notice(
                f"{folder} holds {before[0]:,} runs with seed {before[1]}: played again with {chosen[0]:,} runs "
                f"and seed {chosen[1]}, since only the same luck can be compared"
            )
    return chosen


def _folder(subject: Subject) -> Path | None:
    if isinstance(subject, Scenario):
        return None
    path = subject.folder if isinstance(subject, Study) else Path(subject)
    return path if path.is_dir() else None


def _agreed(said: set[int], usual: int) -> int:
    return said.pop() if len(said) == 1 else usual


def split(variant: str) -> list[str]:
    """The changes of a variant."""
    return between_commas(variant)[0]


def brief(variant: str) -> str:
    """A variant as the name of a column.

    >>> brief("actors.us.credibility=0.9,war.noise=0")
    'us.credibility=0.9, war.noise=0'
    """
    return ", ".join(re.sub(r"^(actors|issues)\.", "", change) for change in split(variant))


def _own_name(subject: Subject, found: Asked) -> str:
    """The name of the scenario; of a study with what was set when it was played."""
    folder = _folder(subject)
    changed = store.read_manifest(folder).get("changed", []) if folder else []
    return " ".join([found.scenario.name, ", ".join(map(brief, changed))]).strip()


def unique(names: Sequence[str]) -> list[str]:
    """The same names, numbered where one occurs again.

    >>> unique(["war", "peace", "war"])
    ['war', 'peace', 'war 2']
    """
    made: list[str] = []
    for name in names:
        tries = (f"{name} {k}" if k > 1 else name for k in range(1, len(names) + 2))
        made.append(next(candidate for candidate in tries if candidate not in made))
    return made


def _file(subject: str | Path | Study) -> Path:
    """The file that says what is played."""
    folder = _folder(subject)
    return folder / SCENARIO if folder else Path(str(subject))


def _written(subject: Subject, overrides: Sequence[str | Setting]) -> PlacedTable | None:
    """What was read, which knows its lines."""
    return None if isinstance(subject, Scenario) else overlaid(layered(_file(subject)), overrides)[0]
