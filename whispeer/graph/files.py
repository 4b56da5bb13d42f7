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

from whispeer.graph.arrays import STEPS, Floats, Int64s, quantised
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
    keys = pairs[:, 0] * len(names) + pairs[:, 1]
    if columns.times is None:
        _refuse_contradictions(table, keys, columns.strengths)
        found, strengths = _latest(keys, columns.strengths, np.zeros(keys.size))
    elif plain:
        found, strengths = _latest(keys, columns.strengths, columns.times)
    else:
        found, which = np.unique(keys, return_inverse=True)
        days = columns.times / DAY
        strengths = strengths_of_events(which, days, columns.strengths, at=days.max())
    pairs = np.stack(np.divmod(found, len(names)), axis=1)
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
