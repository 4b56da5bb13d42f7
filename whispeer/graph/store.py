"""The graph as everybody reads it: rows of ties, found by one word each."""

from contextlib import suppress
from operator import index
from pathlib import Path
from time import sleep
from typing import Any, Final, NamedTuple, Self

import numpy as np
import numpy.typing as npt

from whispeer.graph import generation
from whispeer.graph.addresses import Addressed
from whispeer.graph.arrays import (
    APPLIED,
    GREATEST_ID,
    LEAST_ID,
    LONGEST_ROW,
    MEMBERS,
    MOVES,
    STEPS,
    TIES,
    Arrays,
    Bools,
    Floats,
    Int32s,
    Int64s,
    Shape,
    frozen,
    span_of,
)
from whispeer.graph.errors import TornGeneration, UnknownMember, UnsortedRow
from whispeer.graph.kernels.rows import find, first_unsorted, first_unsound

PATIENCE: Final = 4096  # turns let go by; a change takes ten microseconds
EAGER: Final = 4 << 20  # directed ties; below, all is checked when opened


class Row(NamedTuple):
    """The ties of one member, by row of the neighbour.

    Attributes
    ----------
    neighbours : int32 array, shape (k,)
        Rows of the other ends.
    strengths : float array, shape (k,)
        Strength in (0, 1] as this member sees it.
    open : bool array, shape (k,)
        Whether the tie may be named as a way.
    """

    neighbours: Int32s
    strengths: Floats
    open: Bools


class TieStore:
    """A graph of mutual, weighted ties, in memory or mapped from disk.

    Made by `whispeer.graph.build`, or opened from a folder. Members are known
    outside by their id, inside by their row; rows of one world lie together.

    Examples
    --------
    >>> from whispeer.graph import build
    >>> store = build.small([(1, 2, 0.5), (2, 3, 1.0)])
    >>> store.members, store.ties
    (3, 4)
    >>> store.ids[store.row(store.row_of(2)).neighbours].tolist()
    [1, 3]
    """

    def __init__(
        self, arrays: Arrays, shape: Shape, folder: Path | None = None
    ) -> None:
        self.owned = arrays
        self.arrays = frozen(arrays)
        self.lines = Addressed(self.arrays)
        self.shape = shape
        self.folder = folder
        self.root = folder.parent if folder else None
        self._stamp = generation.stamp(self.root) if self.root else (0, 0)
        self._late: dict[int, int] = {}
        self.where: Path | str = folder or "graph in memory"
        self._forsaken = 0

    @classmethod
    def open(
        cls, root: Path | str, *, check: bool | None = None, writable: bool = False
    ) -> Self:
        """Map the current generation of a folder.

        Parameters
        ----------
        root : path
            The folder that generations are built in.
        check : bool, optional
            Whether to compare all files with their checksums. Default: when the
            graph is small enough for that to take a few milliseconds.
        writable : bool
            For `whispeer.graph.changes` alone.

        Returns
        -------
        TieStore
            The current generation.

        Raises
        ------
        NoGeneration, ForeignFile, NewerFormat, TornGeneration
            If there is nothing that can be read.

        Notes
        -----
        Nothing is copied: a graph of 500,000,000 directed ties opens in less than
        10 ms and is shared by all processes that map it.
        """
        root = Path(root)
        for _ in range(8):  # a generation may be replaced while we look at it
            stamp, folder = generation.stamp(root), generation.current(root)
            try:
                store = cls(*_opened(folder, check, writable), folder)
            except TornGeneration:
                if stamp == generation.stamp(root):
                    raise
            else:
                store._stamp = stamp
                return store
        raise TornGeneration(f"{root}: its generation changes faster than it opens")

    def fresh(self) -> Self:
        """Return the store to use from now on: this one, or a newer generation's.

        Costs one look at one small file; call it once a request. Stores never
        change their generation, so queries under way are not disturbed.

        Examples
        --------
        >>> from whispeer.graph import build
        >>> store = build.small([(1, 2, 0.5)])
        >>> store.fresh() is store
        True
        """
        if self.root is None or generation.stamp(self.root) == self._stamp:
            return self
        writable = self.owned.words.flags.writeable
        return type(self).open(self.root, writable=writable)

    @property
    def members(self) -> int:
        """Number of members, those added since the build included."""
        return int(self.arrays.live[MEMBERS])

    @property
    def ties(self) -> int:
        """Number of directed ties: twice that of ties."""
        return int(self.arrays.live[TIES])

    @property
    def applied_seq(self) -> int:
        """Number of the last change that is in the graph."""
        return int(self.arrays.live[APPLIED])

    @property
    def generation(self) -> int:
        """Number of the generation; 0 in memory."""
        return generation.number(self.folder) if self.folder else 0

    def settled(self) -> int:
        """Return how far the changes are: the same number as long as there is none.

        Waits, some milliseconds at most, for one under way to be complete: until then
        one of two members may have a tie to the other who has none to him. A writer
        may have died, though, and is then not waited for again.
        """
        live = self.arrays.live
        moves = int(live[MOVES])
        if moves & 1 and moves != self._forsaken:
            for _ in range(PATIENCE):
                sleep(0)  # let it go on
                moves = int(live[MOVES])
                if not moves & 1:
                    return moves
            self._forsaken = moves
        return moves

    @property
    def ids(self) -> Int64s:
        """External ids by row, shape (members,)."""
        return self.arrays.ids[: self.members]

    @property
    def world(self) -> Int32s:
        """World of M2 by row, shape (members,); -1 where missing."""
        return self.arrays.world[: self.members]

    def row_of(self, member: int) -> int:
        """Return the row of an external id.

        Raises
        ------
        UnknownMember
            If nobody has it.
        """
        row: int = find(self.lines.address, _id(member))
        return row if row >= 0 else self._late_row(member)

    def _late_row(self, member: int) -> int:
        known = self.shape.members + len(self._late)
        for row in range(known, self.members):
            self._late[int(self.arrays.ids[row])] = row
        try:
            return self._late[member]
        except KeyError:
            raise UnknownMember(f"member {member} is not in the graph") from None

    def rows_of(self, members: npt.ArrayLike) -> Int32s:
        """Return the rows of many external ids.

        Raises
        ------
        UnknownMember
            If nobody has one of them.
        """
        wanted = np.asarray(members).tolist()
        return np.array([self.row_of(member) for member in wanted], np.int32)

    def __contains__(self, member: int) -> bool:
        try:
            self.row_of(member)
        except UnknownMember:
            return False
        return True

    def degree(self, row: int) -> int:
        """Return how many ties a row has."""
        span = span_of(int(self.arrays.words[row]))
        return int(span.stop - span.start)

    def row(self, row: int) -> Row:
        """Return a copy of the ties of a row, in the order of the neighbours.

        Raises
        ------
        TornGeneration
            If the row is damaged.
        """
        words, word = self.arrays.words, None
        while word != (now := int(words[row])):  # it moved while it was copied
            word = now
            stored = self.arrays.neighbours[span_of(word)].copy()
            steps = self.arrays.strengths[span_of(word)].copy()
        if stored.size != word & LONGEST_ROW:
            raise TornGeneration(f"{self.where}: ties of row {row} lead outside")
        return Row(np.where(stored < 0, ~stored, stored), steps / STEPS, stored >= 0)

    def verify(self) -> None:
        """Read the whole graph and check that it is sound.

        Raises
        ------
        TornGeneration
            If a file has changed by itself, a row leaves the arena, leads to
            nobody or to itself, or lacks its other half.
        UnsortedRow
            If a row is out of order.

        Notes
        -----
        Takes about 0.1 microseconds a directed tie. No change may be under way.
        """
        if self.folder is not None:
            generation.check(
                self.folder, generation.read_header(self.folder), self.arrays
            )
        for find_first, error, what in (
            (first_unsorted, UnsortedRow, "not in order"),
            (first_unsound, TornGeneration, "damaged"),
        ):
            if (row := find_first(self.arrays)) >= 0:
                member = self.arrays.ids[row]
                raise error(f"{self.where}: the ties of member {member} are {what}")


def _id(member: Any) -> int:
    if type(member) is int and LEAST_ID <= member <= GREATEST_ID:
        return member
    with suppress(TypeError):
        if LEAST_ID <= (number := index(member)) <= GREATEST_ID:
            return number
    raise UnknownMember(f"member {member!r} is not in the graph")


def _opened(folder: Path, check: bool | None, writable: bool) -> tuple[Arrays, Shape]:
    header = generation.read_header(folder)
    arrays = generation.mapped(folder, header.shape, writable=writable)
    if check or (check is None and header.shape.ties < EAGER):
        generation.check(folder, header, arrays)
    return arrays, header.shape
