"""How rules become machine code: as parts that are linked into others, or as units that others call where they are."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

import llvmlite.binding as llvm
from numba.core.codegen import CPUCodeLibrary, JITCodeLibrary
from numba.core.compiler import Compiler
from numba.core.funcdesc import default_mangler


class Part(JITCodeLibrary):  # type: ignore[misc]  # Numba has no types
    """Code that is only ever linked into that of others: there it is optimized, once, and made machine code.

    Numba would do both for every rule and all that it calls, for each that calls it anew.
    """

    codegen = property(lambda self: self)

    def _optimize_final_module(self) -> None:
        """Whoever links it does."""

    def _finalize_final_module(self) -> None:
        self._finalize_dynamic_globals()
        self._finalized = True

    def get_pointer_to_function(self, name: str) -> int:
        """Nowhere."""
        self._ensure_finalized()
        return 0

    def set_env(self, name: str, env: object) -> None:
        """Rules use nothing of Python."""


class PartCompiler(Compiler):  # type: ignore[misc]
    """Numba's own, into such a part."""

    def __init__(self, typing: Any, target: Any, _: None, *rest: Any) -> None:
        super().__init__(typing, target, Part(target.codegen(), "part"), *rest)


class Unit(JITCodeLibrary):  # type: ignore[misc]
    """Code that is optimized and made machine code on its own, with the parts that it calls; who calls it jumps there.

    A rule that is long, and called a few times a round, would else be made anew for each that calls it.
    """

    kept, called = "", ""  # the name of the file that holds it, and its own: if others call it

    @cached_property
    def nothing(self) -> Any:
        """What is linked into who calls it, who has declared it already."""
        return llvm.parse_assembly("")

    def _get_module_for_linking(self) -> Any:
        self._ensure_finalized()
        return self.nothing

    def serialize_using_object_code(self) -> tuple[str, str, tuple[bytes, bytes]]:
        """With what it defines, so that it can be found there."""
        self._ensure_finalized()
        return self.name, "object", (self._get_compiled_object(), self._final_module.as_bitcode())

    def needs(self) -> dict[str, str]:
        """The files of all units that must be there before this one is, and under which name it calls them."""
        return {unit.kept: unit.called for unit in units_of(self)}


def units_of(library: CPUCodeLibrary) -> Iterator[Unit]:
    """That a library or the parts of it call."""
    for other in library._linking_libraries:
        if isinstance(other, Unit):
            yield other
        else:
            yield from units_of(other)


class UnitCompiler(Compiler):  # type: ignore[misc]
    """Numba's own, into such a unit."""

    def __init__(self, typing: Any, target: Any, _: None, *rest: Any) -> None:
        library = Unit(target.codegen(), "unit")
        library.enable_object_caching()
        super().__init__(typing, target, library, *rest)


class NamedUnitCompiler(UnitCompiler):
    """Of a name that is the same in every process, so that one can call what another has compiled.

    Numba numbers rules and types as they come, and has both numbers in its names.
    """

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.state.targetctx.mangler = named


def named(name: str, types: Iterable[Any], *, abi_tags: Iterable[str] = (), uid: int | None = None) -> str:
    """Of a rule, for arguments of these types."""
    digest = hashlib.sha256(repr(tuple(types)).encode()).hexdigest()
    return str(default_mangler(name, (), abi_tags=(*abi_tags, digest[:24])))
