"""Arrays that compiled loops find by one address.

To hand an array over to compiled code costs a microsecond or two in ten; dozens of
them cost more than many a question. So they are written down once, where each lies
and how long it is, and a question hands over the address of that list.
"""

import ctypes
from collections.abc import Iterable
from typing import Any, Final, Generic, TypeVar

import numpy as np

from whispeer.graph.arrays import Floats, Int32s, Int64s, UInt8s, UInt64s
from whispeer.graph.compiled import COMPILED, compiled

if COMPILED:
    from numba import carray, types
    from numba.core import cgutils
    from numba.extending import intrinsic

    @intrinsic  # type: ignore[untyped-decorator]
    def _pointer(context: Any, address: Any) -> Any:
        """Take a number for an address."""

        def code(_: Any, builder: Any, __: Any, values: Any) -> Any:
            return builder.inttoptr(values[0], cgutils.voidptr_t)

        return types.voidptr(address), code

else:

    def _pointer(address: int) -> int:
        return address

    def carray(address: int, size: int, kind: Any) -> Any:
        """Do what numba's does, without numba."""
        size *= np.dtype(kind).itemsize
        held = (ctypes.c_char * size).from_address(int(address)) if size else b""
        return np.frombuffer(held, kind)


A = TypeVar("A", bound=Iterable[Any])
WIDTH: Final = 16  # bytes of a line: an address and a length


class Addressed(Generic[A]):
    """Arrays, and the address of a list of where they lie.

    Whoever hands over the address keeps this until the loop is done.

    Parameters
    ----------
    arrays : iterable of array
        Contiguous ones; the loop finds them by their place.

    Examples
    --------
    >>> held = Addressed((np.array([4, 5]), np.array([0.5])))
    >>> int64s_at(held.address, 0).tolist(), floats_at(held.address, 1).tolist()
    ([4, 5], [0.5])
    """

    def __init__(self, arrays: A) -> None:
        self.arrays = arrays
        self._lines = np.array([(a.ctypes.data, a.size) for a in arrays], np.int64)
        self.address: int = self._lines.ctypes.data


@compiled
def _line(table: int, which: int) -> tuple[int, int]:
    line = carray(_pointer(table + WIDTH * which), 2, np.int64)
    return line[0], line[1]


@compiled
def int64s_at(table: int, which: int) -> Int64s:
    """Return the array of int64 at that place of a list."""
    address, size = _line(table, which)
    found: Int64s = carray(_pointer(address), size, np.int64)
    return found


@compiled
def int32s_at(table: int, which: int) -> Int32s:
    """Return the array of int32 at that place of a list."""
    address, size = _line(table, which)
    found: Int32s = carray(_pointer(address), size, np.int32)
    return found


@compiled
def uint8s_at(table: int, which: int) -> UInt8s:
    """Return the array of uint8 at that place of a list."""
    address, size = _line(table, which)
    found: UInt8s = carray(_pointer(address), size, np.uint8)
    return found


@compiled
def uint64s_at(table: int, which: int) -> UInt64s:
    """Return the array of uint64 at that place of a list."""
    address, size = _line(table, which)
    found: UInt64s = carray(_pointer(address), size, np.uint64)
    return found


@compiled
def floats_at(table: int, which: int) -> Floats:
    """Return the array of float64 at that place of a list."""
    address, size = _line(table, which)
    found: Floats = carray(_pointer(address), size, np.float64)
    return found
