"""A class of a notebook or a script -> the text of a module that holds it, and what of the rest it needs."""

from __future__ import annotations

import ast
import builtins
import linecache
import symtable
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from inspect import getclosurevars
from textwrap import dedent
from types import FunctionType, ModuleType
from typing import Any

from sim.bargaining.agents.blame import BehaviourError

TYPED = (
    "__main__"  # the module of what is typed, or stands in the script that was started: nobody can import it
)
DEFINITIONS = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def module_text(kind: type) -> str:
    """A module in which this class is found under its name. Raises BehaviourError, with what stands in its way."""
    gathered = Gathered(kind)
    gathered.need(kind.__name__, kind, {})
    return "from __future__ import annotations\n\n" + "\n\n".join(gathered.pieces.values()) + "\n"


@dataclass
class Gathered:
    """Definitions by name, each behind those that it needs."""

    kind: type
    pieces: dict[str, str] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    def need(self, name: str, value: Any, around: Mapping[str, Any]) -> None:
        """Something that a definition refers to under a name; `around` is what stands around that definition."""
        if name in self.begun:
            return
        self.begun.add(name)
        home = around.get("__name__", TYPED)
        if isinstance(value, ModuleType):
            self.pieces[name] = f"import {value.__name__} as {name}"
        elif place := importable(value):
            self.pieces[name] = f"from {place[0]} import {place[1]} as {name}"
        elif isinstance(value, type | FunctionType):
            self.define(name, value)
        elif home != TYPED and getattr(sys.modules.get(home), name, None) is value:
            self.pieces[name] = f"from {home} import {name}"
        elif is_literal(value):
            self.pieces[name] = f"{name} = {value!r}"
        else:
            raise self.refusal(
                f"it needs `{name}`, which is neither defined in a way that can be written down nor plain data"
            )

    def define(self, name: str, value: type | FunctionType) -> None:
        """A class or a function, with what it needs."""
        text = source_of(value)
        if text is None:
            raise self.refusal(f"the source of {value.__qualname__} is not known here")
        known = surroundings(value)
        for used in sorted(free_names(text)):
            if used in known:
                self.need(used, known[used], known)
            elif not hasattr(builtins, used):
                raise self.refusal(f"it needs `{used}`, which is not defined")
        self.pieces[name] = text if value.__name__ == name else f"{text}\n{name} = {value.__name__}"

    def refusal(self, why: str) -> BehaviourError:
        """Why the class cannot be kept."""
        return BehaviourError(
            f"{self.kind.__qualname__} cannot be kept beside what it plays: {why}; "
            "put it into a file and name that as `behaviour: file.py:Class`"
        )


def importable(value: Any) -> tuple[str, str] | None:
    """The module and the name under which anybody can import it."""
    module, name = getattr(value, "__module__", None), getattr(value, "__qualname__", None)
    if not isinstance(module, str) or not isinstance(name, str) or module == TYPED:
        return None
    return (module, name) if getattr(sys.modules.get(module), name, None) is value else None


def is_literal(value: Any) -> bool:
    """Is it plain data that comes back from what it is written as?"""
    try:
        return bool(ast.literal_eval(repr(value)) == value) and type(ast.literal_eval(repr(value))) is type(
            value
        )
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return False


def functions_of(value: type | FunctionType) -> Iterator[FunctionType]:
    """The functions that stand in a definition."""
    if isinstance(value, FunctionType):
        yield value
        return
    for member in vars(value).values():
        inner = getattr(member, "fget", None) or getattr(member, "__func__", member)
        if isinstance(inner, FunctionType):
            yield inner


def surroundings(value: type | FunctionType) -> dict[str, Any]:
    """By name, what a definition finds around it: its module, what closes over it, its bases."""
    found: dict[str, Any] = {}
    for function in functions_of(value):
        found = function.__globals__ | found
        found |= {
            name: cell for name, cell in getclosurevars(function).nonlocals.items() if name != "__class__"
        }
    for base in value.__mro__[1:] if isinstance(value, type) else ():
        found.setdefault(base.__name__, base)
    return found


def source_of(value: type | FunctionType) -> str | None:
    """Its definition as it was typed; None if nobody kept it."""
    for function in functions_of(value):
        code = function.__code__
        lines = linecache.getlines(code.co_filename, function.__globals__)
        for node in definitions("".join(lines), value.__name__):
            first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
            if first <= code.co_firstlineno <= (node.end_lineno or first):
                return dedent("".join(lines[first - 1 : node.end_lineno])).rstrip()
    return None


def definitions(text: str, name: str) -> Iterator[ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]:
    """All that is defined under a name in a text, if it is Python."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        return
    for node in ast.walk(tree):
        if isinstance(node, DEFINITIONS) and node.name == name:
            yield node


def free_names(text: str) -> set[str]:
    """The names that a definition looks up around it."""
    table = symtable.symtable(text, "<definition>", "exec")
    own = {
        symbol.get_name() for symbol in table.get_symbols() if symbol.is_assigned() or symbol.is_imported()
    }
    return set(_looked_up(table)) - own


def _looked_up(table: symtable.SymbolTable) -> Iterator[str]:
    for symbol in table.get_symbols():
        top = table.get_type() == "module"
        if symbol.is_referenced() and (symbol.is_global() or top):
            yield symbol.get_name()
    for inner in table.get_children():
        yield from _looked_up(inner)
