"""Python that a modeller wrote: files, and what they import from their own folder. Found without running any of it."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

OURS = "sim"  # always this program, whatever stands beside the file


def own_modules(folder: Path, files: Iterable[Path]) -> dict[str, Path]:
    """By the name that it is imported under: files of a folder, what they import from it, what that imports ..."""
    return with_imports(folder, {file.stem: file for file in files})


def with_imports(folder: Path, modules: Mapping[str, Path]) -> dict[str, Path]:
    """These modules of a folder, what they import from it, what that imports ..."""
    found = dict(modules)
    todo = [*found]
    while todo:
        name = todo.pop()
        for wanted in imported(found[name], name):
            path = located(folder, wanted)
            if path and wanted not in found:
                found[wanted] = path
                todo.append(wanted)
    return found


def imported(file: Path, name: str) -> Iterator[str]:
    """All that the import statements of a module could mean, if it were in the folder."""
    try:
        tree = ast.parse(file.read_bytes())
    except (OSError, ValueError, SyntaxError, RecursionError, MemoryError):  # that is said when it is run
        return
    yield from imported_in(tree, package_of(name, file))


def imported_in(tree: ast.AST, package: str = "") -> Iterator[str]:
    """All that the import statements in a piece of code could mean, if it were in that package of the folder."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield from ways(alias.name)
        elif isinstance(node, ast.ImportFrom):
            base = absolute(node.module or "", package, node.level)
            for alias in node.names:
                yield from ways(below(base, alias.name))


def ways(name: str) -> Iterator[str]:
    """The packages that a name lies in, and the name.

    >>> [*ways("tools.prices")]
    ['tools', 'tools.prices']
    """
    steps = name.split(".")
    return (".".join(steps[:end]) for end in range(1, len(steps) + 1))


def located(folder: Path, name: str) -> Path | None:
    """The file of a module of the folder, if there is one."""
    if name.partition(".")[0] == OURS:
        return None
    base = folder.joinpath(*name.split("."))
    return next((file for file in (base / "__init__.py", Path(f"{base}.py")) if file.is_file()), None)


def package_of(name: str, file: Path) -> str:
    """The package that a module is, or lies in; empty for the folder itself."""
    return name if file.name == "__init__.py" else name.rpartition(".")[0]


def below(package: str, name: str) -> str:
    """The name of what lies in a package."""
    return f"{package}.{name}" if package else name


def absolute(name: str, package: str, level: int) -> str:
    """What a name in an import statement means, with so many dots before it."""
    if not level:
        return name
    steps = package.split(".") if package else []
    return ".".join([*steps[: len(steps) - level + 1], *filter(None, [name])])
