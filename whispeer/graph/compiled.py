"""How loops are compiled: by numba, lazily; or not at all where it is missing."""

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

import numpy as np

try:
    import numba
except ImportError:  # no wheel for this platform: the same functions, uncompiled
    COMPILED = False
else:
    COMPILED = True

P = ParamSpec("P")
R = TypeVar("R")


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """Compile ``function`` when it is first called, and keep the result on disk.

    The interpreter's lock is released while it runs. Nothing is compiled at
    import. Where no folder for the cache can be written, each process compiles
    for itself.
    """
    if not COMPILED:
        return function
    try:
        fast: Callable[P, R] = numba.njit(cache=True, nogil=True)(function)
    except RuntimeError:  # "cannot cache function": a read-only installation
        fast = numba.njit(nogil=True)(function)
    return fast


def _wide(value: Any) -> int:
    return np.int64(value)  # type: ignore[return-value]


def _never_negative(value: Any) -> int:
    return np.uint64(value)  # type: ignore[return-value]


def _plain(value: Any) -> int:
    return int(value)


# Widen an element of an array before computing with it: left alone, narrow types
# overflow uncompiled, and unsigned ones turn into floats compiled.
whole: Callable[[Any], int] = compiled(_wide) if COMPILED else _plain

# A slot known not to be negative: left alone, each look into an array first asks
# whether to count from its end. To index with, not to compute with.
slot: Callable[[Any], int] = compiled(_never_negative) if COMPILED else _plain
