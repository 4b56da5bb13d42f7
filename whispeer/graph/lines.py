"""The lines of a plain file, cut into columns; each fault knows its line.

`files.py` says what the columns mean.
"""

import gzip
import re
import zlib
from collections.abc import Callable, Iterable, Sequence
from math import nan
from os import PathLike
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from whispeer.graph.arrays import Bools, Floats, Int64s
from whispeer.graph.errors import GraphError

AnyPath = str | PathLike[str]

LATEST: Final = 2.0**53  # seconds; beyond, a float skips some
GZIP: Final = b"\x1f\x8b"
BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
COMMENT = re.compile(rb"#[^\n]*")
CONTROL = re.compile(rb"[\x00-\x08\x0b-\x1f\x7f]")
EMPTY_COLUMN = re.compile(rb"^[ \t]*,|,[ \t]*(?=,|$)", re.MULTILINE)
NUMBER = re.compile(rb"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
EXPECTED: Final = "`a b [strength [time]]`"


class BadFile(GraphError):
    """The file cannot be read, or does not hold a graph."""

    def __init__(self, path: AnyPath, what: str, line: int | None = None) -> None:
        place = f"{path}" if line is None else f"{path}, line {line}"
        super().__init__(f"{place}: {what}")
        self.line = line


class Table(NamedTuple):
    """The lines that say something, cut into columns."""

    path: AnyPath
    tokens: list[bytes]  # all columns of all rows, one after the other
    first: Int64s  # where each row begins in them
    widths: Int64s  # how many columns it has
    lines: Int64s  # on which line it stands

    def row(self, row: int) -> list[bytes]:
        """Give the columns of a row."""
        first = int(self.first[row])
        return self.tokens[first : first + int(self.widths[row])]

    def column(self, column: int, of: Bools | None = None) -> list[bytes]:
        """Give a column of all rows, or of some."""
        if of is not None:
            return [self.tokens[at] for at in (self.first[of] + column).tolist()]
        if self.widths.min() == self.widths.max():
            return self.tokens[column :: int(self.widths[0])]
        return [self.tokens[at] for at in (self.first + column).tolist()]

    def before(self, row: int) -> "Table":
        """Give the table of the rows before one."""
        rows = (part[:row] for part in self[2:])
        return Table(self.path, self.tokens[: self.first[row]], *rows)

    def fault(self, row: int, what: str) -> BadFile:
        """Give the error that says what is wrong on the line of a row."""
        return BadFile(self.path, what, int(self.lines[row]))


class Columns(NamedTuple):
    """What each line says; `times` is None in a file without times."""

    a: Sequence[bytes]
    b: Sequence[bytes]
    strengths: Floats
    times: Floats | None


class _Fault(NamedTuple):
    row: int
    what: str


def read_table(path: AnyPath) -> Table:
    """Read a file, and cut its lines into columns.

    Raises
    ------
    BadFile
        No such file, a torn gzip file, no UTF-8 text, or an empty column.
    """
    body = _text(path)
    if b"#" in body:
        body = COMMENT.sub(b"", body)
    if b"," in body:
        if empty := EMPTY_COLUMN.search(body):
            raise BadFile(path, "an empty column", _line_at(body, empty.start()))
        body = body.replace(b",", b" ")
    signs = np.frombuffer(body, np.uint8)
    between = np.isin(signs, (ord(" "), ord("\t"), ord("\n")))
    starts = np.flatnonzero(~between & np.append(True, between[:-1])[: signs.size])
    line_of = np.searchsorted(np.flatnonzero(signs == ord("\n")), starts)
    lines, first, widths = np.unique(line_of, return_index=True, return_counts=True)
    return Table(path, body.split(), first, widths, lines + 1)


def _text(path: AnyPath) -> bytes:
    """Give the text of a file, its lines ended by a line feed each."""
    data = _bytes(path).removeprefix(BYTE_ORDER_MARK)
    data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    try:
        data.decode()
    except UnicodeDecodeError as error:
        what = "not a graph: this is not UTF-8 text"
        raise BadFile(path, what, _line_at(data, error.start)) from None
    if control := CONTROL.search(data):
        what = f"not a graph: control character {control[0][0]:#04x} in the text"
        raise BadFile(path, what, _line_at(data, control.start()))
    return data


def _bytes(path: AnyPath) -> bytes:
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise BadFile(path, f"cannot be read ({error.strerror})") from None
    except ValueError:  # a null character
        raise BadFile(repr(path), "not a path") from None
    try:
        zipped = data.startswith(GZIP) or (data and Path(path).suffix == ".gz")
        return gzip.decompress(data) if zipped else data
    except (EOFError, zlib.error, gzip.BadGzipFile):
        torn = data.startswith(GZIP)
        what = "the gzip file is truncated or damaged" if torn else "not a gzip file"
        raise BadFile(path, what) from None


def _line_at(data: bytes, offset: int) -> int:
    return data.count(b"\n", 0, offset) + 1


def read_columns(table: Table, top: float) -> Columns:
    """Give the columns of a table that has rows.

    Parameters
    ----------
    table : Table
        Of one row at least.
    top : float
        The greatest third column that is allowed.

    Raises
    ------
    BadFile
        The earliest line that is wrong: too few columns or too many, a time here and
        none there, no number or one out of its range, a tie to oneself.
    """
    if fault := _first_bad_width(table):
        if fault.row:  # a line before may be wrong otherwise
            _parsed(table.before(fault.row), top)
        raise table.fault(*fault)
    return _parsed(table, top)


def _first_bad_width(table: Table) -> _Fault | None:
    widths = table.widths
    timed = widths == 4
    bad = (widths < 2) | (widths > 4) | (timed != timed[0])
    if not bad.any():
        return None
    row = int(bad.argmax())
    if not 2 <= widths[row] <= 4:
        return _Fault(row, f"{width_of(table, row)} where {EXPECTED} is expected")
    has, have = ("a", "none") if timed[row] else ("no", "one")
    return _Fault(row, f"it has {has} time, the lines before have {have}")


def width_of(table: Table, row: int) -> str:
    """Say how many columns a row has."""
    width = table.widths[row]
    return "one column" if width == 1 else f"{width} columns"


def _parsed(table: Table, top: float) -> Columns:
    a, b = table.column(0), table.column(1)
    has = table.widths > 2
    strengths = np.ones(has.size)
    strengths[has] = _values(table.column(2, None if has.all() else has))
    times = _values(table.column(3)) if table.widths[0] == 4 else None
    kind = "weight" if top > 1 else "strength"
    faults = [
        *_first(
            ~((strengths > 0) & (strengths <= top)),
            lambda i: f"the {kind} {_nth(table, i, 2)} is no number in (0, {top:g}]",
        ),
        *_first(
            np.fromiter(map(bytes.__eq__, a, b), np.bool_, len(a)),
            lambda i: f"{quoted(a[i])} is tied to itself",
        ),
    ]
    if times is not None:
        faults += _first(
            ~(np.abs(times) <= LATEST),
            lambda i: f"the time {_nth(table, i, 3)} is no number of seconds",
        )
    if faults:
        raise table.fault(*min(faults))
    return Columns(a, b, strengths, times)


def _nth(table: Table, row: int, column: int) -> str:
    return quoted(table.row(row)[column])


def _first(bad: Bools, what: Callable[[int], str]) -> Iterable[_Fault]:
    if bad.any():
        row = int(bad.argmax())
        yield _Fault(row, what(row))


def _values(column: Sequence[bytes]) -> Floats:
    """Give numbers, NaN where there is none; Python alone would take `1_0` too."""
    known = {
        token: float(token) if NUMBER.fullmatch(token) else nan for token in set(column)
    }
    return np.fromiter(map(known.__getitem__, column), np.float64, len(column))


def quoted(token: bytes) -> str:
    """Quote a column for people, shortened where it is long."""
    text = token.decode()
    return f'"{text}"' if len(text) <= 40 else f'"{text[:39]}…"'
