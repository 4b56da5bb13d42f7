"""The arrays that go in and out of the engine, and the word that finds a row.

A graph is a handful of arrays. Members are numbered by *row*; the ties of a row
lie together in an *arena*, in the order of their neighbours' rows:

- ``words[row]`` is ``offset << 24 | length``: where its ties begin, and how many.
  It is one aligned 64-bit word, so that one store replaces a row at once.
- ``neighbours[slot]`` is the row of the other end; ``~row`` (negative) when the
  tie may not be named as a way. The order is that of the real row.
- ``strengths[slot]`` is the strength as this side sees it, in steps of 1/255.
"""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

Bools: TypeAlias = npt.NDArray[np.bool_]
Floats: TypeAlias = npt.NDArray[np.float64]
Int32s: TypeAlias = npt.NDArray[np.int32]
Int64s: TypeAlias = npt.NDArray[np.int64]
UInt8s: TypeAlias = npt.NDArray[np.uint8]
UInt64s: TypeAlias = npt.NDArray[np.uint64]

LENGTH_BITS: Final = 24
LONGEST_ROW: Final = (1 << LENGTH_BITS) - 1
STEPS: Final = 255
MISSING: Final = -1
LEAST_ID: Final = -(1 << 63)  # external ids fit into 64 bits
GREATEST_ID: Final = (1 << 63) - 1
GREATEST: Final = (1 << 31) - 2  # rows; also what worlds, trades and places go up to

# What changes while the graph lives: places in `Arrays.live`.
APPLIED: Final = 0  # sequence number of the last change applied
MEMBERS: Final = 1  # members, those added since the build included
END: Final = 2  # first free slot of the arena
TIES: Final = 3  # directed ties
WRITING: Final = 4  # 1 while a writer is at work; found by the next if it died
MOVES: Final = 5  # odd while a change is under way; twice the changes since the build
LIVE: Final = 8


class Arrays(NamedTuple):
    """What a graph is made of; kernels take it whole."""

    words: UInt64s  # (rows,)
    neighbours: Int32s  # (slots,)
    strengths: UInt8s  # (slots,)
    ids: Int64s  # (rows,) external ids
    order: Int32s  # (members built,) rows by external id
    world: Int32s  # (rows,) -1 where missing, as the two below
    sector: Int32s  # (rows,)
    place: Int32s  # (rows,)
    live: Int64s  # (LIVE,)


DTYPES: Final[Mapping[str, np.dtype[np.generic]]] = {
    "words": np.dtype("<u8"),
    "neighbours": np.dtype("<i4"),
    "strengths": np.dtype("u1"),
    "ids": np.dtype("<i8"),
    "order": np.dtype("<i4"),
    "world": np.dtype("<i4"),
    "sector": np.dtype("<i4"),
    "place": np.dtype("<i4"),
    "live": np.dtype("<i8"),
}


class Shape(NamedTuple):
    """How large a graph is, with the room kept for what comes."""

    members: int  # at the build
    rows: int  # members and room for new ones
    ties: int  # directed ties at the build
    slots: int  # ties and room for rows that move

    def length(self, name: str) -> int:
        """Return the length of the array called ``name``."""
        if name in {"neighbours", "strengths"}:
            return self.slots
        return {"order": self.members, "live": LIVE}.get(name, self.rows)


def blank(shape: Shape) -> Arrays:
    """Make the arrays of a graph of that shape in memory, all zero."""
    return Arrays(**{n: np.zeros(shape.length(n), t) for n, t in DTYPES.items()})


def frozen(arrays: Arrays) -> Arrays:
    """Return the same arrays as views that cannot be written through."""
    views: dict[str, Any] = {n: a.view() for n, a in arrays._asdict().items()}
    for view in views.values():
        view.flags.writeable = False
    return Arrays(**views)


def word_of(offset: int, length: int) -> int:
    """Pack where a row begins and how long it is into one word.

    >>> hex(word_of(5, 3))
    '0x5000003'
    """
    return offset << LENGTH_BITS | length


def span_of(word: int) -> slice:
    """Unpack a word.

    >>> span_of(word_of(5, 3))
    slice(5, 8, None)
    """
    offset = word >> LENGTH_BITS
    return slice(offset, offset + (word & LONGEST_ROW))


def quantised(strengths: npt.ArrayLike) -> UInt8s:
    """Keep strengths in (0, 1] to the nearest 1/255, and never below it.

    >>> quantised([1.0, 0.5, 0.001])
    array([255, 128,   1], dtype=uint8)
    """
    steps = np.rint(np.asarray(strengths, np.float64) * STEPS)
    return np.maximum(steps, 1).astype(np.uint8)
