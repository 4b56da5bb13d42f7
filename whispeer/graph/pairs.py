"""What a graph is built from, read and checked."""

from collections.abc import Iterator
from typing import Final, NamedTuple, Self

import numpy as np
import numpy.typing as npt

from whispeer.graph.arrays import (
    GREATEST_ID,
    MISSING,
    Bools,
    Floats,
    Int32s,
    Int64s,
    UInt8s,
    quantised,
)
from whispeer.graph.errors import BadArray, BadStrength, DanglingTie
from whispeer.graph.kernels import building

CHUNK: Final = 1 << 21  # ties looked up at a time
DENSE: Final = 8  # ids spread at most so many times their number: looked up directly


class Ties(NamedTuple):
    """Who is tied to whom; one entry a pair, in any order and direction.

    Attributes
    ----------
    a, b : int64 array, shape (m,)
        External ids of the two ends.
    strength_ab, strength_ba : float array, shape (m,), optional
        Strength in (0, 1] as seen by ``a`` and by ``b``. ``strength_ab`` None: 1
        everywhere. ``strength_ba`` None: the same as ``strength_ab``.
    open : bool array, shape (m,), optional
        Whether the tie may be named as a way. None: all are.
    """

    a: npt.ArrayLike
    b: npt.ArrayLike
    strength_ab: npt.ArrayLike | None = None
    strength_ba: npt.ArrayLike | None = None
    open: npt.ArrayLike | None = None


class Pairs(NamedTuple):
    """Ties whose arrays are known to fit together."""

    a: Int64s
    b: Int64s
    strength_ab: Floats | None
    strength_ba: Floats | None
    open: Bools | None

    @classmethod
    def read(cls, ties: Ties) -> Self:
        """Read ties; refuse arrays that do not fit."""
        a, b = integers("a", ties.a), integers("b", ties.b)
        ab = fitting("strength_ab", ties.strength_ab, a.size)
        ba = fitting("strength_ba", ties.strength_ba, a.size)
        open_ = fitting("open", ties.open, a.size)
        if b.size != a.size:
            raise BadArray(f"b has {b.size} entries, a has {a.size}")
        return cls(a, b, ab, ab if ba is None else ba, open_)

    def chunks(self) -> Iterator[slice]:
        """Cut the ties into parts that are looked up together."""
        for begin in range(0, self.a.size, CHUNK):
            yield slice(begin, min(begin + CHUNK, self.a.size))

    def steps(self, strengths: Floats | None, part: slice) -> UInt8s:
        """Return the strengths of a part in steps of 1/255; refuse bad ones."""
        if strengths is None:
            return np.full(part.stop - part.start, 255, np.uint8)
        values = np.asarray(strengths[part], np.float64)
        wrong = np.flatnonzero(~((values > 0) & (values <= 1)))
        if wrong.size:
            at = part.start + int(wrong[0])
            raise BadStrength(
                f"tie {at} ({self.a[at]} {self.b[at]}): strength {strengths[at]} "
                "is not in (0, 1]"
            )
        return quantised(values)

    def opened(self, part: slice) -> Bools:
        """Tell which ties of a part may be named as a way."""
        if self.open is None:
            return np.ones(part.stop - part.start, np.bool_)
        return np.asarray(self.open[part], np.bool_)


def integers(name: str, values: npt.ArrayLike) -> Int64s:
    """Return whole numbers as an array, or refuse them by name."""
    array = _array(name, values)
    if array.ndim != 1 or (array.size and array.dtype.kind not in "iu"):
        raise BadArray(f"{name} is not a flat array of whole numbers")
    if array.dtype == np.uint64 and array.size and array.max() > GREATEST_ID:
        raise BadArray(f"{name} holds {array.max()}, which is beyond {GREATEST_ID}")
    return array  # kept as narrow as it came; widened a chunk at a time


def fitting(name: str, values: npt.ArrayLike | None, size: int) -> np.ndarray | None:
    """Return numbers as an array of that size, or refuse them by name."""
    if values is None:
        return None
    array = _array(name, values)
    if array.shape != (size,) or array.dtype.kind not in "fiub":
        raise BadArray(f"{name} is not a flat array of {size} numbers")
    return array


def _array(name: str, values: npt.ArrayLike) -> np.ndarray:
    try:
        return np.asarray(values)
    except ValueError:  # rows of several lengths
        raise BadArray(f"{name} is no array") from None


class Known:
    """Who has which row, for looking up millions of ids."""

    def __init__(self, ids: Int64s, rows: Int32s) -> None:
        self.ids, self.numbers, self.count = ids, rows, ids.size
        self.table: Int32s | None = None
        if ids.size and int(ids[-1]) - int(ids[0]) < DENSE * ids.size + 1024:
            self.table = np.full(int(ids[-1]) - int(ids[0]) + 1, MISSING, np.int32)
            self.table[ids - ids[0]] = rows

    def rows(self, pairs: Pairs, part: slice) -> tuple[Int32s, Int32s]:
        """Return the rows of both ends of a part; refuse who is no member."""
        return self._look_up(pairs, pairs.a, part), self._look_up(pairs, pairs.b, part)

    def _look_up(self, pairs: Pairs, side: Int64s, part: slice) -> Int32s:
        wanted = side[part].astype(np.int64)
        out = np.empty(wanted.size, np.int32)
        if self.table is None:
            bad = building.rows_of_ids(self.ids, self.numbers, wanted, out)
        else:
            bad = building.rows_of_dense(int(self.ids[0]), self.table, wanted, out)
        if bad >= 0:
            at = part.start + bad
            raise DanglingTie(
                f"tie {at} ({pairs.a[at]} {pairs.b[at]}): {wanted[bad]} is no member"
            )
        return out
