"""Graphs from plain files, so that anybody can try the engine on his own.

A line is `a b [strength [time]]`, separated by blanks, tabs or commas. `#` begins a
comment, wherever it stands. Text is UTF-8; a file may be gzipped. Ids are any text
without those signs or control characters, and are ordered as text: by code point.
A tie is mutual. A strength lies in (0, 1]; a missing one is 1.

All lines or none have a time, in seconds. With times a line is a two-way event, its
third column a weight in (0, 4], and strength is that of M1 at the last event of the
file (see `events.strengths`). Asked to be plain, the reader keeps instead the
strength of each pair's latest line, in (0, 1]; of equally late ones, the last line's.

Whatever is wrong is a `BadFile`, which names the line where there is one.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from whispeer.graph.arrays import STEPS, Bools, Floats, Int64s, quantised
from whispeer.graph.constants import TIES
from whispeer.graph.events import strengths as strengths_of_events
from whispeer.graph.lines import (
    AnyPath,
    BadFile,
    Columns,
    Table,
    quoted,
    read_columns,
    read_table,
    width_of,
)

DAY: Final = 86_400.0  # seconds


@dataclass(frozen=True, slots=True, eq=False)
class TieFile:
    """The graph a file holds.

    Attributes
    ----------
    names : tuple of str
        Ids in the order of text; a member's number is his place here.
    pairs : int64 array, shape (m, 2)
        Ties as numbers of members, the lesser first; each once, in order.
    strengths : float64 array, shape (m,)
        Multiples of 1/255 in (0, 1].
    """

    names: tuple[str, ...]
    pairs: Int64s
    strengths: Floats


@dataclass(frozen=True, slots=True, eq=False)
class EventFile:
    """What happened between whom, and when.

    Attributes
    ----------
    names : tuple of str
        Ids in the order of text, each in one event at least.
    pairs : int64 array, shape (e, 2)
        Who met, as places in `names`, the lesser first.
    weights : float64 array, shape (e,)
        Presence units, in (0, 4]; read plainly, the strength from then on.
    times : float64 array, shape (e,)
        When, in seconds.
    """

    names: tuple[str, ...]
    pairs: Int64s
    weights: Floats
    times: Floats

    def those(self, wanted: Bools) -> "EventFile":
        """Give some of the events, and of the names those that are in them."""
        places, pairs = np.unique(self.pairs[wanted], return_inverse=True)
        return EventFile(
            tuple(self.names[place] for place in places.tolist()),
            pairs.reshape(-1, 2).astype(np.int64),
            self.weights[wanted],
            self.times[wanted],
        )


def read(path: AnyPath, *, plain: bool = False) -> TieFile:
    """Read the graph a file holds.

    Parameters
    ----------
    path : path of a file
        Text, or gzipped text.
    plain : bool
        Of lines with a time, keep each pair's latest strength.

    Returns
    -------
    TieFile

    Raises
    ------
    BadFile
        No such file, no text, no ties, or a line that says no tie.

    Notes
    -----
    O(l log l) for l lines; 289,003 lines take 0.5 s.

    Examples
    --------
    >>> from tempfile import NamedTemporaryFile
    >>> with NamedTemporaryFile(suffix=".txt") as file:
    ...     _ = file.write(b"zoe, adam, 0.5  # met in Lyon") + file.seek(0)
    ...     found = read(file.name)
    >>> found.names, found.pairs.tolist(), (found.strengths * 255).tolist()
    (('adam', 'zoe'), [[0, 1]], [128.0])
    """
    table = read_table(path)
    if not table.tokens:
        raise BadFile(path, "the file holds no tie")
    top = 1.0 if plain or table.widths[0] < 4 else TIES.daily_cap
    columns = read_columns(table, top)
    names, pairs = _numbered(columns)
    if columns.times is not None:
        events = EventFile(names, pairs, columns.strengths, columns.times)
        return ties_of(events, at=columns.times.max(), plain=plain)
    keys = pairs[:, 0] * len(names) + pairs[:, 1]
    _refuse_contradictions(table, keys, columns.strengths)
    found, strengths = _latest(keys, columns.strengths, np.zeros(keys.size))
    return _tied(names, found, strengths)


def read_events(path: AnyPath, *, plain: bool = False) -> EventFile:
    """Read the events a file holds.

    Parameters
    ----------
    path : path of a file
        Text, or gzipped text, whose lines have a time.
    plain : bool
        The third column is a strength in (0, 1], not a weight in (0, 4].

    Returns
    -------
    EventFile
        The events in the order of the file.

    Raises
    ------
    BadFile
        As `read`; or the lines have no time.

    Notes
    -----
    Linear in the lines, sorted once.
    """
    table = read_table(path)
    if not table.tokens:
        raise BadFile(path, "the file holds no tie")
    columns = read_columns(table, 1.0 if plain else TIES.daily_cap)
    if columns.times is None:
        raise BadFile(path, "its lines have no time, so there is nothing to foresee")
    return EventFile(*_numbered(columns), columns.strengths, columns.times)


def ties_of(events: EventFile, *, at: float, plain: bool = False) -> TieFile:
    """Give the graph that events have made by a moment.

    Parameters
    ----------
    events : EventFile
        None after the moment.
    at : float
        The moment, in seconds.
    plain : bool
        Keep each pair's latest strength, in place of that of M1.
    """
    count = len(events.names)
    keys = events.pairs[:, 0] * count + events.pairs[:, 1]
    if plain:
        return _tied(events.names, *_latest(keys, events.weights, events.times))
    found, which = np.unique(keys, return_inverse=True)
    days = events.times / DAY
    strengths = strengths_of_events(which, days, events.weights, at=at / DAY)
    return _tied(events.names, found, strengths)


def _tied(names: tuple[str, ...], keys: Int64s, strengths: Floats) -> TieFile:
    pairs = np.stack(np.divmod(keys, len(names)), axis=1)
    return TieFile(names, pairs, quantised(strengths) / STEPS)


def read_pairs(path: AnyPath) -> list[tuple[str, str]]:
    """Read a file of lines `a b`, such as those who have met; it may be empty.

    Raises
    ------
    BadFile
        No such file, no text, or a line that is not `a b`.
    """
    table = read_table(path)
    wrong = table.widths != 2
    if wrong.any():
        row = int(wrong.argmax())
        raise table.fault(row, f"{width_of(table, row)} where `a b` is expected")
    names = [name.decode() for name in table.tokens]
    return list(zip(names[::2], names[1::2], strict=True))


def _numbered(columns: Columns) -> tuple[tuple[str, ...], Int64s]:
    """Give the ids in order, and the ends of each line as numbers, lesser first."""
    ids = sorted({*columns.a, *columns.b})  # UTF-8 sorts as its text does
    number = {name: i for i, name in enumerate(ids)}
    ends = np.empty((len(columns.a), 2), dtype=np.int64)
    for i, column in enumerate((columns.a, columns.b)):
        ends[:, i] = np.fromiter(map(number.__getitem__, column), np.int64)
    return tuple(name.decode() for name in ids), np.sort(ends, axis=1)


def _latest(keys: Int64s, strengths: Floats, times: Floats) -> tuple[Int64s, Floats]:
    """Give each key once, with its strength at its latest time."""
    order = np.lexsort((times, keys))
    ordered = keys[order]
    ends = np.ones(keys.size, dtype=np.bool_)
    ends[:-1] = ordered[1:] != ordered[:-1]
    return ordered[ends], strengths[order[ends]]


def _refuse_contradictions(table: Table, keys: Int64s, strengths: Floats) -> None:
    order = np.argsort(keys, kind="stable")
    same = keys[order[1:]] == keys[order[:-1]]
    differ = same & (strengths[order[1:]] != strengths[order[:-1]])
    if differ.any():
        row, before = min(
            zip(order[1:][differ].tolist(), order[:-1][differ].tolist(), strict=True)
        )
        a, b = map(quoted, table.row(row)[:2])
        what = f"the tie of {a} and {b} has another strength on line"
        raise table.fault(row, f"{what} {table.lines[before]}")
