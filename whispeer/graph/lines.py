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

from whispeer.graph.arrays import Bools, Floats
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
    """The lines that say something, cut into columns, and their numbers."""

    path: AnyPath
    rows: list[list[bytes]]
    lines: Sequence[int]

    def fault(self, row: int, what: str) -> BadFile:
        """Give the error that says what is wrong on the line of a row."""
        return BadFile(self.path, what, self.lines[row])


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
    cut = [line.split() for line in body.split(b"\n")]
    lines = [number for number, row in enumerate(cut, start=1) if row]
    return Table(path, [row for row in cut if row], lines)


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
            _parsed(table._replace(rows=table.rows[: fault.row]), top)
        raise table.fault(*fault)
    return _parsed(table, top)


def _first_bad_width(table: Table) -> _Fault | None:
    widths = np.fromiter(map(len, table.rows), dtype=np.int64)
    timed = widths == 4
    bad = (widths < 2) | (widths > 4) | (timed != timed[0])
    if not bad.any():
        return None
    row = int(bad.argmax())
    if not 2 <= widths[row] <= 4:
        expected = f"{width_of(table.rows[row])} where {EXPECTED} is expected"
        return _Fault(row, expected)
    has, have = ("a", "none") if timed[row] else ("no", "one")
    return _Fault(row, f"it has {has} time, the lines before have {have}")


def width_of(row: Sequence[bytes]) -> str:
    """Say how many columns a row has."""
    return "one column" if len(row) == 1 else f"{len(row)} columns"


def _parsed(table: Table, top: float) -> Columns:
    full = max(map(len, table.rows))
    rows = table.rows
    if full == 3:
        rows = [row if len(row) == 3 else [*row, b"1"] for row in rows]
    a, b, *rest = zip(*rows, strict=True)
    values = [_values(column) for column in rest]
    strengths = values[0] if rest else np.ones(len(a))
    times = values[1] if full == 4 else None
    kind = "weight" if top > 1 else "strength"
    faults = [
        *_first(
            ~((strengths > 0) & (strengths <= top)),
            lambda i: f"the {kind} {quoted(rest[0][i])} is no number in (0, {top:g}]",
        ),
        *_first(
            np.fromiter(map(bytes.__eq__, a, b), np.bool_, len(a)),
            lambda i: f"{quoted(a[i])} is tied to itself",
        ),
    ]
    if times is not None:
        faults += _first(
            ~(np.abs(times) <= LATEST),
            lambda i: f"the time {quoted(rest[1][i])} is no number of seconds",
        )
    if faults:
        raise table.fault(*min(faults))
    return Columns(a, b, strengths, times)


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
