"""How loops are compiled: by numba, lazily; or not at all where it is missing."""

from collections.abc import Callable
from typing import Any, Final, ParamSpec, TypeVar

import numpy as np

try:
    import numba
except ImportError:  # no wheel for this platform: the same functions, uncompiled
    numba = None

P = ParamSpec("P")
R = TypeVar("R")

COMPILED: Final = numba is not None


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """Compile ``function`` when it is first called, and keep the result on disk.

    The interpreter's lock is released while it runs. Nothing is compiled at
    import. Where no folder for the cache can be written, each process compiles
    for itself.
    """
    if numba is None:
        return function
    try:
        return numba.njit(cache=True, nogil=True)(function)  # type: ignore[no-any-return]
    except RuntimeError:  # "cannot cache function": a read-only installation
        return numba.njit(nogil=True)(function)  # type: ignore[no-any-return]


def _wide(value: Any) -> int:
    return np.int64(value)  # type: ignore[return-value]


def _plain(value: Any) -> int:
    return int(value)


# Widen an element of an array before computing with it: left alone, narrow types
# overflow uncompiled, and unsigned ones turn into floats compiled.
whole: Callable[[Any], int] = compiled(_wide) if COMPILED else _plain
