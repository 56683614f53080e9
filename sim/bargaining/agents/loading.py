"""Runs a modeller's Python as often as it is wanted afresh, apart from everything else.

Nothing that a replication leaves behind in a class or a module reaches the next one, and two folders may each have a
`helper.py`. Python itself keeps one module of a name for all who ask, so imports from the folder are answered here.
"""

from __future__ import annotations

import builtins
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import CodeType, ModuleType

from sim.bargaining.agents.blame import BehaviourError, raised
from sim.bargaining.agents.own_code import absolute, below, own_modules, package_of

FOLDER = ""  # the folder as a package: what `from . import helper` speaks of
APART = "behaviours"  # before the names of all such modules


@dataclass(frozen=True)
class Library:
    """Modules of one folder, by the name that they are imported under."""

    folder: Path
    files: Mapping[str, Path]
    code: Mapping[str, CodeType]


def library(folder: Path, files: Sequence[Path]) -> Library:
    """These files and what they import from their folder. Raises BehaviourError for what is not Python."""
    found = own_modules(folder, files)
    return Library(folder, found, {name: compiled(file) for name, file in found.items()})


def compiled(file: Path) -> CodeType:
    """Compiled from what stands there: what Python keeps beside a file may be older than its last edit."""
    try:
        return compile(file.read_bytes(), str(file), "exec", dont_inherit=True)
    except (OSError, ValueError, SyntaxError, RecursionError, MemoryError) as error:
        raise BehaviourError(raised(error, str(file))) from error


class Loading:
    """One running of a library: each module once, when it is first wanted."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.modules = {FOLDER: ModuleType(APART)}

    def module(self, name: str) -> ModuleType:
        """The module of that name."""
        if name not in self.modules:
            above, _, last = name.rpartition(".")
            parent = self.module(above)
            self._run(name)
            setattr(parent, last, self.modules[name])
        return self.modules[name]

    def _run(self, name: str) -> None:
        """Run a module. Meanwhile it is where dataclasses and the like look for it."""
        file = self.library.files[name]
        made = self.modules[name] = ModuleType(f"{APART}.{name}")
        imports = {"__import__": partial(self._import, package_of(name, file))}
        made.__dict__.update(__file__=str(file), __builtins__=vars(builtins) | imports)
        sys.modules[made.__name__] = made
        try:
            exec(self.library.code[name], made.__dict__)
        except BaseException:
            del self.modules[name]
            raise
        finally:
            del sys.modules[made.__name__]

    def _import(
        self,
        package: str,
        name: str,
        globals: Mapping[str, object] | None = None,
        locals: Mapping[str, object] | None = None,
        fromlist: Sequence[str] | None = (),
        level: int = 0,
    ) -> ModuleType:
        """An import statement of a module in that package: from the folder, else as always."""
        full, files = absolute(name, package, level), self.library.files
        if not level and name.partition(".")[0] not in files:
            return builtins.__import__(name, globals, locals, fromlist or (), level)
        if full != FOLDER and full not in files:
            raise ModuleNotFoundError(f"there is no module {full} in {self.library.folder}", name=full)
        found = self.module(full)
        for part in fromlist or ():
            if below(full, part) in files:
                self.module(below(full, part))
        return found if fromlist else self.module(name.partition(".")[0])
