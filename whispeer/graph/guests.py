"""Who takes part in a round, and who may not be grouped with whom."""

from copy import copy
from typing import Any, Final, NamedTuple, Self

import numpy as np
import numpy.typing as npt

from whispeer.graph.arrays import LONGEST_ROW, MISSING, Int32s, Int64s
from whispeer.graph.errors import BadArray, DuplicateMember, UnknownMember
from whispeer.graph.kernels.pairing_pool import FREE, NEVER, Bench, Desk, Pool
from whispeer.graph.store import TieStore

SPARE: Final = 1024  # ties a member may win while a round is arranged
DENSE: Final = 8  # ids spread at most so many times their number: looked up directly
LUCKY: Final = 1 << 62


class Guests(NamedTuple):
    """Who takes part, and what two need in common; one entry each, in any order.

    Attributes
    ----------
    ids : int64 array, shape (n,)
        External ids, each once.
    languages, hours : uint64 array, shape (n,), optional
        One bit for each language and each hour that suits; two need one in common.
        None: they always have.
    place : int32 array, shape (n,), optional
        Where each is, -1 where missing; two need the same, or both video. None: place
        does not matter.
    video : bool array, shape (n,), optional
        Who is glad to meet by video. None: nobody.
    """

    ids: npt.ArrayLike
    languages: npt.ArrayLike | None = None
    hours: npt.ArrayLike | None = None
    place: npt.ArrayLike | None = None
    video: npt.ArrayLike | None = None


class Hall:
    """A graph, its guests by row, and the rules between them.

    Raises
    ------
    UnknownMember, DuplicateMember, BadArray
        If the guests or the pairs apart make no sense.
    """

    def __init__(
        self,
        store: TieStore,
        guests: Guests | None,
        apart: npt.ArrayLike,
        rng: np.random.Generator,
    ) -> None:
        self.store = store
        given = Guests(store.ids) if guests is None else guests
        rows = _guest_rows(store, given)
        order = np.argsort(rows)
        self.rows = rows[order].astype(np.int32)
        size = store.arrays.words.size
        guest = np.zeros(size, np.bool_)
        guest[self.rows] = True
        languages, hours, place, video = (
            _by_row(name, getattr(given, name), rows, (size, kind))
            for name, kind in KINDS.items()
        )
        if place.size and not video.size:
            video = np.zeros(size, np.bool_)
        luck = np.zeros(size, np.int64)
        luck[np.argsort(store.ids)] = rng.integers(0, LUCKY, store.members)
        begins, ends = _apart(store, read_pairs(apart), size)
        self.pool = Pool(guest, languages, hours, place, video, begins, ends, luck)
        self.usual = np.where(guest, FREE, NEVER).astype(np.uint8)

    def only(self, rows: Int32s) -> Self:
        """Return the same hall with some of its guests alone."""
        fewer = copy(self)
        guest = np.zeros_like(self.pool.guest)
        guest[rows] = True
        fewer.rows, fewer.pool = rows, self.pool._replace(guest=guest)
        fewer.usual = np.where(guest, FREE, NEVER).astype(np.uint8)
        return fewer

    def desk(self) -> Desk:
        """Return room to work for one thread."""
        size = self.usual.size
        words = self.store.arrays.words
        ties = int((words & np.uint64(LONGEST_ROW)).max(initial=0)) + SPARE
        return Desk(
            self.store.arrays,
            self.pool,
            Bench(
                self.usual.copy(),
                np.zeros(size, np.int64),
                np.empty(size, np.int32),
                *(np.empty(ties, np.int64) for _ in range(3)),
            ),
        )

    def clear(self, desk: Desk) -> None:
        """Leave nothing on a desk where somebody was disturbed at work."""
        desk.bench.mark[:] = self.usual
        desk.bench.sums[:] = 0


KINDS: Final = {
    "languages": np.uint64,
    "hours": np.uint64,
    "place": np.int32,
    "video": np.bool_,
}


def read_pairs(pairs: npt.ArrayLike) -> Int64s:
    """Return pairs of external ids as an array, or refuse them."""
    array = np.asarray(pairs)
    if array.size == 0:
        return np.empty((0, 2), np.int64)
    if array.ndim != 2 or array.shape[1] != 2 or array.dtype.kind not in "iu":
        raise BadArray(f"pairs are {array.dtype} of shape {array.shape}, not (m, 2)")
    return array.astype(np.int64)


def rows_of(store: TieStore, ids: Int64s) -> Int64s:
    """Return the rows of millions of external ids, of any shape; -1 for strangers."""
    known = store.ids
    if not known.size:
        return np.full(ids.shape, MISSING, np.int64)
    low, high = int(known.min()), int(known.max())
    if high - low < DENSE * known.size + SPARE:
        table = np.full(high - low + 2, MISSING, np.int64)
        table[known - low] = np.arange(known.size)
        inside = (ids >= low) & (ids <= high)
        return table[np.where(inside, ids - low, high - low + 1)]
    order = np.argsort(known)
    at = np.minimum(np.searchsorted(known[order], ids), known.size - 1)
    return np.where(known[order[at]] == ids, order[at], MISSING)


def _guest_rows(store: TieStore, guests: Guests) -> Int64s:
    ids = np.asarray(guests.ids)
    if ids.ndim != 1 or (ids.size and ids.dtype.kind not in "iu"):
        raise BadArray("ids is not a flat array of whole numbers")
    rows = rows_of(store, ids.astype(np.int64))
    if (rows < 0).any():
        raise UnknownMember(f"member {ids[rows < 0][0]} is not in the graph")
    again = np.flatnonzero(np.bincount(rows, minlength=1) > 1)
    if again.size:
        raise DuplicateMember(f"member {store.ids[again[0]]} takes part twice")
    return rows


def _by_row(
    name: str,
    values: npt.ArrayLike | None,
    rows: Int64s,
    like: tuple[int, Any],
) -> npt.NDArray[Any]:
    """Spread what was given for each guest over the rows of all members."""
    size, kind = like
    if values is None:
        return np.zeros(0, kind)
    array = np.asarray(values)
    if array.shape != rows.shape or array.dtype.kind not in "iub":
        raise BadArray(f"{name} is not a flat array of {rows.size} whole numbers")
    spread = np.zeros(size, kind)
    spread[rows] = array.astype(kind)
    return spread


def _apart(store: TieStore, pairs: Int64s, size: int) -> tuple[Int64s, Int32s]:
    """Return, for each row, those kept apart from it: where they begin, and who."""
    rows = rows_of(store, pairs)
    rows = rows[(rows >= 0).all(axis=1) & (rows[:, 0] != rows[:, 1])]
    keys = np.unique(np.concatenate([rows, rows[:, ::-1]]) @ np.array([1 << 32, 1]))
    begins = np.zeros(size + 1, np.int64)
    np.cumsum(np.bincount(keys >> 32, minlength=size), out=begins[1:])
    return begins, (keys & 0xFFFFFFFF).astype(np.int32)
