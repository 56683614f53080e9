"""The scenarios that come with the program: in the wheel beside its code, in a checkout at its top."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from sim.scenario.frozen import Frozen

PACKAGE = Path(__file__).parents[1]
OTHERS = "targets"  # a folder of files that are no scenarios


@cache
def shipped() -> Path:
    """The folder that holds them."""
    packed = PACKAGE / "scenarios"
    return packed if packed.is_dir() else PACKAGE.parent / "scenarios"


def scenarios() -> Mapping[str, Path]:
    """The scenarios that come with the program.

    Returns
    -------
    mapping of str to pathlib.Path
        By name, those of a folder under it (`theory/fearon_1995`), in the order of names.

    See Also
    --------
    read : the scenario in one of them.

    Examples
    --------
    >>> import sim
    >>> sim.read(sim.scenarios()["minimal"]).title
    'A pay round'
    """
    files = {file: file.relative_to(shipped()).with_suffix("") for file in sorted(shipped().rglob("*.yaml"))}
    return Frozen({name.as_posix(): file for file, name in files.items() if name.parts[0] != OTHERS})
