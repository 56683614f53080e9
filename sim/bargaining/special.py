"""Functions of scipy.special for compiled rules: the machine code that NumPy's arrays are handed to, so the same bits.

Compiled rules know them by name and are linked to them when they are loaded, so that their code can be kept on disk.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable
from functools import cache
from typing import cast

from llvmlite import binding
from numba.core import config, types

Function = Callable[..., float]
ARGUMENTS = {"ndtr": 1, "ndtri": 1, "gammaincinv": 2, "betaincinv": 3, "log1p": 1, "logit": 1}
SYMBOL = "scipy_special_"

_name = ctypes.pythonapi.PyCapsule_GetName
_name.restype, _name.argtypes = ctypes.c_char_p, [ctypes.py_object]
_pointer = ctypes.pythonapi.PyCapsule_GetPointer
_pointer.restype, _pointer.argtypes = ctypes.c_void_p, [ctypes.py_object, ctypes.c_char_p]


def of_scipy(name: str, arguments: int) -> Function:
    """The function with this name of so many numbers."""
    if config.DISABLE_JIT:
        import scipy.special

        return cast(Function, getattr(scipy.special, name))
    numbers = [types.float64] * arguments
    return cast(Function, types.ExternalFunction(SYMBOL + name, types.float64(*numbers)))


@cache
def connect() -> None:
    """Say where the functions are. To be called before rules that use them are; SciPy is not imported any sooner."""
    for name, arguments in ARGUMENTS.items():
        binding.add_symbol(SYMBOL + name, address(name, arguments))


def address(name: str, arguments: int) -> int:
    """Cython has a function once for each type of number, and tells it one thing more, which it does not use."""
    from scipy.special import cython_special

    wanted = f"double ({'double, ' * arguments}int __pyx_skip_dispatch)".encode()
    for known, capsule in cython_special.__pyx_capi__.items():
        if re.fullmatch(rf"(__pyx_fuse_\d+)?{name}", known) and _name(capsule) == wanted:
            return cast(int, _pointer(capsule, wanted))
    raise ImportError(f"scipy.special has no {name} of {arguments} numbers")


ndtr, ndtri, gammaincinv, betaincinv, log1p, logit = map(of_scipy, ARGUMENTS, ARGUMENTS.values())
