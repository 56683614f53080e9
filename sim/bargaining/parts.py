"""Rules as parts of other rules: how code is compiled that is only ever linked into that of others."""

from __future__ import annotations

from typing import Any

from numba.core.codegen import JITCodeLibrary
from numba.core.compiler import Compiler


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
