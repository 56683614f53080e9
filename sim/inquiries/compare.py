"""What changes from one scenario to another, on the same luck?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sim.analysis.plain import plain
from sim.inquiries.asking import RUNS, SEED, Asked, Subject, Unanswerable, asked, played
from sim.inquiries.finding import Finding, Inquiry, Made, find_out
from sim.results import shelf
from sim.scenario import reading
from sim.scenario.differing import Change, changes
from sim.scenario.layers import layered, overlaid
from sim.scenario.schema import Scenario
from sim.study import NOBODY, SCENARIO, Study
from sim.waiting import Watch

if TYPE_CHECKING:
    from sim.analysis.comparison import Comparison
    from sim.analysis.contrasts import Played
    from sim.scenario.places import Table

MOST = 12


@dataclass(frozen=True)
class Column:
    """One scenario of a comparison."""

    name: str  # short, and unlike that of any other
    title: str  # likewise
    asked: Asked
    data: Table | None  # as written, if it was read from a file

    @property
    def scenario(self) -> Scenario:
        return self.asked.scenario


def compare(
    *subjects: Subject,
    variants: Sequence[str] = (),
    runs: int | None = None,
    seed: int | None = None,
    overrides: Sequence[str] = (),
    results: str | Path = "results",
    allow_code: bool = False,
    threads: int | None = None,
    watch: Watch = NOBODY,
    command: str | None = None,
) -> Finding[Comparison]:
    """The first scenario is the base. A variant, "actors.us.credibility=0.9", is one more: the base with that change.

    Raises Unanswerable for fewer than two or more than twelve, and what `asked` raises.
    """
    found = columns(
        subjects, variants, runs, seed, overrides,
        results=results, allow_code=allow_code, threads=threads, watch=watch,
    )  # fmt: skip
    return comparison(found, results=results, watch=watch, command=command)


def columns(
    subjects: Sequence[Subject],
    variants: Sequence[str],
    runs: int | None,
    seed: int | None,
    overrides: Sequence[str],
    *,
    results: str | Path = "results",
    allow_code: bool = False,
    threads: int | None = None,
    watch: Watch = NOBODY,
) -> tuple[Column, ...]:
    """Every scenario, to be played with the same number of runs and the same seed."""
    count = len(subjects) + len(variants)
    if not subjects or not 2 <= count <= MOST:
        raise Unanswerable(f"two to {MOST} scenarios can be compared, variants included, not {count}")
    runs, seed = common(subjects, runs, seed, watch)
    pairs = [(subject, (*overrides,)) for subject in subjects]
    pairs += [_varied(subjects[0], overrides, variant) for variant in variants]
    found = [
        asked(
            subject, runs=runs, seed=seed, overrides=laid,
            results=results, allow_code=allow_code, threads=threads, watch=watch,
        )
        for subject, laid in pairs
    ]  # fmt: skip
    own = [_own_name(subject, each) for subject, each in zip(subjects, found, strict=False)]
    names = unique([*own, *map(brief, variants)])
    data = [_written(subject, laid) for subject, laid in pairs]
    return tuple(Column(*parts) for parts in zip(names, _titles(names, found), found, data, strict=True))


def common(subjects: Sequence[Subject], runs: int | None, seed: int | None, watch: Watch) -> tuple[int, int]:
    """With how many runs and which seed all are played: as told, else as all studies were played, else as usual."""
    folders = [folder for subject in subjects if (folder := _folder(subject)) is not None]
    known = {folder: played(folder) for folder in folders}
    chosen = (
        runs or _agreed({each[0] for each in known.values()}, RUNS),
        _agreed({each[1] for each in known.values()}, SEED) if seed is None else seed,
    )
    for folder, before in known.items():
        if before != chosen:
            watch.notice(
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
    """The changes of a variant: commas within brackets or quotes belong to a value.

    >>> split("actors.us.credibility=0.9, war.noise={uniform: [0, 1]}")
    ['actors.us.credibility=0.9', 'war.noise={uniform: [0, 1]}']
    """
    depth, quoted, parts = 0, False, [""]
    for letter in variant:
        quoted ^= letter == '"'
        depth += 0 if quoted else (letter in "[{") - (letter in "]}")
        if letter == "," and depth == 0 and not quoted:
            parts.append("")
        else:
            parts[-1] += letter
    return [part.strip() for part in parts]


def brief(variant: str) -> str:
    """A variant as the name of a column.

    >>> brief("actors.us.credibility=0.9,war.noise=0")
    'us.credibility=0.9, war.noise=0'
    """
    return ", ".join(re.sub(r"^(actors|issues)\.", "", change) for change in split(variant))


def _own_name(subject: Subject, found: Asked) -> str:
    """The name of the scenario; of a study with what was set when it was played."""
    folder = _folder(subject)
    changed = shelf.read_manifest(folder).get("changed", []) if folder else []
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


def _titles(names: Sequence[str], found: Sequence[Asked]) -> list[str]:
    """A title that was there before says by its name which one it is."""
    own = [each.scenario.title or each.scenario.name for each in found]
    return [
        f"{title} ({name})" if title in own[:k] else title
        for k, (name, title) in enumerate(zip(names, own, strict=True))
    ]


def _varied(base: Subject, overrides: Sequence[str], variant: str) -> tuple[Subject, tuple[str, ...]]:
    """The base with what a variant changes: a scenario that was read already is read again with it."""
    changed = (*overrides, *split(variant))
    return (reading.variants(base).read(changed), ()) if isinstance(base, Scenario) else (base, changed)


def _written(subject: Subject, overrides: Sequence[str]) -> Table | None:
    """What was read, which knows its lines."""
    if isinstance(subject, Scenario):
        return None
    folder = _folder(subject)
    data, _ = overlaid(layered(folder / SCENARIO if folder else Path(str(subject))), overrides)
    return data


def comparison(
    found: Sequence[Column],
    *,
    results: str | Path = "results",
    watch: Watch = NOBODY,
    command: str | None = None,
) -> Finding[Comparison]:
    """The answer from disk if the same was compared before, else made and kept."""
    from sim.analysis.comparison import Comparison

    differ = tuple(changes(found[0].scenario, each.scenario, each.data) for each in found[1:])
    inquiry = Inquiry("compare", inquiry_names(found), _asked(found, differ))
    return find_out(
        inquiry, Comparison, lambda: _made(found, differ, command),
        results=results, watch=watch, command=command,
    )  # fmt: skip


def inquiry_names(found: Sequence[Column]) -> str:
    """The scenarios, for lists."""
    return " · ".join(each.name for each in found)


def _asked(found: Sequence[Column], differ: Sequence[tuple[Change, ...]]) -> dict[str, object]:
    return {
        "names": [each.name for each in found],
        "titles": [each.title for each in found],
        "questions": [each.asked.question.parts for each in found],
        "changes": plain(differ),
    }


def _made(
    found: Sequence[Column], differ: Sequence[tuple[Change, ...]], command: str | None
) -> Made[Comparison]:
    from sim.analysis.contrasts import compared
    from sim.report.comparison.page import page
    from sim.report.comparison.words import headline

    question = found[0].asked.question
    answer = compared(list(_played(found)), differ, question.seed)
    scenarios = tuple(each.scenario for each in found)
    again = command or f"sim.compare(...)  # {inquiry_names(found)}"
    return Made(answer, headline(answer), {"report.html": page(scenarios, answer, again)})


def _played(found: Sequence[Column]) -> Iterator[Played]:
    """Each in turn. The question is copied, so that its replications are let go once they are counted."""
    from sim.analysis.contrasts import played
    from sim.report import wording

    for each in found:
        outcomes = replace(each.asked).outcomes
        yield played(wording.clean(each.name), wording.clean(each.title), each.scenario, outcomes)
