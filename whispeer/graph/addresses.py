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
    from llvmlite import ir  # type: ignore[import-untyped]
    from numba.core import cgutils, types
    from numba.extending import intrinsic
    from numba.np.numpy_support import carray


def _to_pointer(context: Any, address: Any) -> Any:
    """Tell numba how to take a number for an address."""

    def code(_: Any, builder: Any, __: Any, values: Any) -> Any:
        return builder.inttoptr(values[0], cgutils.voidptr_t)

    return types.voidptr(address), code


def _to_fetch(context: Any, array: Any, at: Any) -> Any:
    """Tell numba how to ask memory for a place of an array: to read it, and again."""

    def code(target: Any, builder: Any, signature: Any, values: Any) -> Any:
        held = target.make_array(signature.args[0])(target, builder, values[0])
        place = builder.bitcast(builder.gep(held.data, values[1:]), cgutils.voidptr_t)
        number = ir.IntType(32)
        kind = ir.FunctionType(ir.VoidType(), [cgutils.voidptr_t, *[number] * 3])
        prefetch = cgutils.get_or_insert_function(  # type: ignore[no-untyped-call]
            builder.module, kind, "llvm.prefetch.p0i8"
        )
        builder.call(prefetch, [place, number(0), number(3), number(1)])
        return target.get_dummy_value()

    return types.void(array, types.int64), code


def _nothing(array: Any, at: int) -> None:
    pass


def _itself(address: int) -> int:
    return address


def _plain_view(address: int, size: int, kind: Any) -> Any:
    """Do what numba's `carray` does, without numba."""
    if size == 0:
        return np.empty(0, kind)
    held = ctypes.c_char * (int(size) * np.dtype(kind).itemsize)
    return np.ndarray(size, kind, held.from_address(int(address)))


_pointer: Final[Any] = intrinsic(_to_pointer) if COMPILED else _itself
_view: Final[Any] = carray if COMPILED else _plain_view

# Ask memory for a place of an array before it is needed; nothing else happens, not
# even where there is no such place. It takes longer to come than to use.
fetch: Final[Any] = intrinsic(_to_fetch) if COMPILED else _nothing

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

    def __reduce__(self) -> Any:  # elsewhere, the arrays lie elsewhere
        return type(self), (self.arrays,)


@compiled
def _line(table: int, which: int) -> tuple[int, int]:
    line = _view(_pointer(table + WIDTH * which), 2, np.int64)
    return line[0], line[1]


@compiled
def int64s_at(table: int, which: int) -> Int64s:
    """Return the array of int64 at that place of a list."""
    address, size = _line(table, which)
    found: Int64s = _view(_pointer(address), size, np.int64)
    return found


@compiled
def int32s_at(table: int, which: int) -> Int32s:
    """Return the array of int32 at that place of a list."""
    address, size = _line(table, which)
    found: Int32s = _view(_pointer(address), size, np.int32)
    return found


@compiled
def uint8s_at(table: int, which: int) -> UInt8s:
    """Return the array of uint8 at that place of a list."""
    address, size = _line(table, which)
    found: UInt8s = _view(_pointer(address), size, np.uint8)
    return found


@compiled
def uint64s_at(table: int, which: int) -> UInt64s:
    """Return the array of uint64 at that place of a list."""
    address, size = _line(table, which)
    found: UInt64s = _view(_pointer(address), size, np.uint64)
    return found


@compiled
def floats_at(table: int, which: int) -> Floats:
    """Return the array of float64 at that place of a list."""
    address, size = _line(table, which)
    found: Floats = _view(_pointer(address), size, np.float64)
    return found
