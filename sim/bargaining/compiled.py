"""The one decorator for compiled code, and the cache that notices an edited callee and a broken file."""

from __future__ import annotations

import hashlib
import os
import pickle
import shutil
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

import llvmlite
import numba
from numba.core import config, event
from numba.core.caching import _Cache
from numba.core.compiler import CompileResult
from numba.core.registry import CPUDispatcher
from numba.core.serialize import dumps
from numba.core.types.misc import unliteral
from numba.misc.appdirs import user_cache_dir

from sim import disk
from sim.bargaining.parts import NamedUnitCompiler, PartCompiler, Unit, UnitCompiler

Rule = TypeVar("Rule", bound=Callable[..., Any])
# Nobody counts who holds an array: whoever calls from Python does. So no rule may make one, nor hand one to Python.
OPTIONS = {"nogil": True, "error_model": "numpy", "no_cfunc_wrapper": True, "_nrt": False}


@cache
def engine_hash() -> str:
    """Fingerprint of every source file of the engine."""
    digest = hashlib.sha256(numba.__version__.encode())
    for source in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(source.read_bytes())
    return digest.hexdigest()[:16]


@cache
def cache_folder() -> Path:
    """Where compiled rules are kept: one folder for each state of the sources."""
    root = Path(os.environ.get("NUMBA_CACHE_DIR") or user_cache_dir("parleysim"))
    return root / f"engine-{engine_hash()}"


def is_compiled(protocol: str) -> bool:
    """Has this engine been compiled on this machine before (or is compilation off)?"""
    kept = cache_folder().glob(f"*.{protocol}.player.play_all-*")
    return bool(config.DISABLE_JIT) or any(disk.unsealed(file) is not None for file in kept)


def has_begun(protocol: str) -> bool:
    """Has anything of a protocol been compiled before, so that one replication of it is soon told?"""
    return bool(config.DISABLE_JIT) or any(cache_folder().glob(f"*.{protocol}.*"))


def timed(heard: Callable[[float], None]) -> AbstractContextManager[None]:
    """Tell how many seconds went by with compiling, if any rule was."""
    return cast("AbstractContextManager[None]", event.install_timer("numba:compile", heard))


def sweep_caches(older_than_days: float = 7.0) -> None:
    """Remove what earlier states of the sources left behind and nobody has used lately."""
    for stale in cache_folder().parent.glob("engine-*"):
        age = time.time() - stale.stat().st_mtime
        if stale != cache_folder() and age > older_than_days * 86400:
            shutil.rmtree(stale, ignore_errors=True)


class Kept(_Cache):  # type: ignore[misc]  # Numba has no types
    """Where one rule is kept compiled: a file for each signature, which is used only if it is as it was written.

    Numba would read whatever is there, and what a power cut or a full disk leaves of machine code can end the process;
    and its files, numbered in an index, may hold one another's code once two processes have compiled at a time.
    Where nothing can be kept, everything is compiled again each time.
    """

    cache_path = property(lambda self: str(cache_folder()))

    def __init__(self, rule: Callable[..., Any], called: bool = False) -> None:
        self.rule, self.called = rule, called  # by other rules, where it is

    def load_overload(self, sig: Any, target_context: Any) -> Any:
        """The rule compiled for a signature, or None.

        What is kept needs nothing of what Numba knows how to compile, which takes a quarter of a second to load;
        whatever is compiled loads it by itself.
        """
        with suppress(OSError):  # the source was typed at a prompt, say
            return loaded(self.file(sig, target_context.codegen()), target_context)
        return None

    def save_overload(self, sig: Any, data: Any) -> None:
        """Keep what was compiled."""
        with suppress(OSError):
            file = self.file(sig, data.codegen)
            if self.called:
                at_hand()[file] = marked(data, file)
            if data.library.has_dynamic_globals:  # addresses of this process
                return
            cache_folder().mkdir(parents=True, exist_ok=True)
            disk.seal(file, dumps((data.library.needs(), data._reduce())))

    def file(self, sig: Any, codegen: Any) -> Path:
        """Of everything that the machine code depends on; the folder stands for the sources of the engine."""
        code = self.rule.__code__
        versions = sys.version, llvmlite.__version__, written(code.co_filename)
        depends = sig, codegen.magic_tuple(), versions, code.co_code
        name = f"{self.rule.__module__}.{self.rule.__qualname__}".replace("<locals>.", "")
        return cache_folder() / f"{name}-{hashlib.sha256(repr(depends).encode()).hexdigest()[:24]}"

    def enable(self) -> None:
        """See _Cache: it always is."""

    def disable(self) -> None:
        """See _Cache."""

    def flush(self) -> None:
        """See _Cache: what is stale is never found."""


@cache
def at_hand() -> dict[Path, CompileResult]:
    """What this process has loaded or compiled for others to call: it must not be there twice."""
    return {}


def loaded(file: Path, target_context: Any) -> CompileResult | None:
    """What is kept in a file, once all that it calls is there; None if anything is not."""
    if file in at_hand():
        return at_hand()[file]
    packed = disk.unsealed(file)
    if packed is None:
        return None
    needs, reduced = pickle.loads(packed)
    for need, name in needs.items():
        other = loaded(file.with_name(need), target_context)
        if other is None or other.library.called != name:  # it would jump to nowhere
            return None
    result = CompileResult._rebuild(target_context, *reduced)
    result.library.__class__ = Unit
    return at_hand().setdefault(file, marked(result, file))


def marked(result: CompileResult, file: Path) -> CompileResult:
    """With what those need to know that call it."""
    result.library.kept, result.library.called = file.name, result.fndesc.mangled_name
    return result


@cache
def written(source: str) -> str:
    """Fingerprint of the file in which a rule stands."""
    return hashlib.sha256(Path(source).read_bytes()).hexdigest()


def compiled(rule: Rule) -> Rule:
    """Compile a rule; also plain Python when NUMBA_DISABLE_JIT is set.

    Numba alone would not notice that a *callee* in another file was edited and would silently keep
    the old answer, so the cache folder carries a fingerprint of all sources.
    """
    return _open_to_python(rule, _part(rule))


def inner(rule: Rule) -> Rule:
    """Compile a rule that only compiled rules call."""
    return cast(Rule, _part(rule))


def inlined(rule: Rule) -> Rule:
    """Compile a rule into its callers: for what is called at every turn with many arrays."""
    return _open_to_python(rule, _part(rule, forceinline=True))


def separate(rule: Rule) -> Rule:
    """Compile a rule on its own, for Python and for rules alike: for what is long and called a few times a round."""
    if config.DISABLE_JIT:
        return rule
    return cast(Rule, _blind_to_literals(_kept(rule, NamedUnitCompiler, called=True)))


def compile_for(rule: Any, *arguments: Any) -> None:
    """Compile a separate rule for arguments like these, and keep it, without a call."""
    rule.compile(tuple(map(numba.typeof, arguments)))


def _kept(rule: Rule, compiler: type[UnitCompiler], called: bool) -> Any:
    made = numba.njit(pipeline_class=compiler, **OPTIONS)(rule)
    made._cache = Kept(rule, called)
    return made


def _open_to_python(rule: Rule, part: Any) -> Rule:
    """Rules link the part; Python gets machine code of its own, which is made when it first asks for it."""
    if part is rule:  # nothing is compiled
        return rule
    part.entry = _kept(rule, UnitCompiler, called=False)
    part.__class__ = Open
    return cast(Rule, part)


class Open(CPUDispatcher):  # type: ignore[misc]
    """A part that Python may call, too."""

    def __call__(self, *args: Any) -> Any:
        """Numba would look at every argument here, find nothing that fits, and look again there."""
        return self.entry(*args)


def _part(rule: Rule, **options: bool) -> Any:
    if config.DISABLE_JIT:
        return rule
    made = numba.njit(no_cpython_wrapper=True, pipeline_class=PartCompiler, **OPTIONS, **options)(rule)
    made._insert, made._compile_for_args = _no_way_in, _refuse
    return _blind_to_literals(made)


def _no_way_in(*_: Any) -> None:
    """Numba would note where Python is to enter, which is nowhere, and fall there."""


def _refuse(*_: Any, **__: Any) -> None:
    raise TypeError("this rule is compiled for compiled rules only: see compiled.inner")


def _blind_to_literals(rule: Any) -> Any:
    """A number written down in a call is like any other: Numba would compile a rule once for each of them."""
    resolve = rule.get_call_template
    rule.get_call_template = lambda args, kws: resolve(tuple(map(unliteral, args)), kws)
    return rule
