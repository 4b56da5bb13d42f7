"""The rows of a sheet, one at a time, whatever a quotation mark has done to them.

A row whose quotation mark is never closed would swallow all that follow. It is given
up within limits, and its second line is read anew as a row of its own.
"""

import csv
import io
from collections import deque
from collections.abc import Iterator
from typing import Final, NamedTuple

from whispeer.ties.addressbooks import limits
from whispeer.ties.addressbooks.values import NotUnderstood, Why

QUOTE: Final = '"'


class TextLine(NamedTuple):
    number: int
    text: str


class Row(NamedTuple):
    line: int
    cells: list[str]


def text_lines(data: bytes, encoding: str) -> Iterator[TextLine]:
    """The lines of a sheet; one that is too long comes cut, so that it is refused."""
    stream = io.TextIOWrapper(io.BytesIO(data), encoding, errors="replace")
    number = 0
    while line := stream.readline(limits.SHEET_LINE):
        number += 1
        yield TextLine(number, line)
        while not line.endswith("\n"):
            line = stream.readline(limits.SHEET_LINE)
            if not line:
                return


def cells_of(line: str, separator: str) -> list[str]:
    """The cells of a row that stands on one line."""
    try:
        return next(csv.reader([line], delimiter=separator, skipinitialspace=True), [])
    except csv.Error:
        return []


class _Endless(Exception):
    """A row goes on for longer than any row does."""


class _Feed:
    """Gives lines to the reader of rows, and can take those of one row back."""

    def __init__(self, lines: Iterator[TextLine]) -> None:
        self._lines = lines
        self._again: deque[TextLine] = deque()
        self._row: list[TextLine] = []
        self._size = 0
        self._ended = False

    def __iter__(self) -> "_Feed":
        return self

    def __next__(self) -> str:
        if len(self._row) >= limits.ROW_LINES or self._size > limits.ROW:
            raise _Endless
        line = self._again.popleft() if self._again else next(self._lines, None)
        if line is None:
            self._ended = True
            raise StopIteration
        self._row.append(line)
        self._size += len(line.text)
        return line.text

    def begin(self) -> None:
        self._row, self._size = [], 0

    def give_up(self) -> None:
        """Read the second line of this row as the first of another."""
        self._again.extendleft(reversed(self._row[1:]))
        self._ended = False

    @property
    def line(self) -> int:
        return self._row[0].number if self._row else 0

    @property
    def is_cut(self) -> bool:
        return len(self._row) == 1 and self._size >= limits.SHEET_LINE

    @property
    def is_open(self) -> bool:
        """Whether the file ended within a cell that began some lines before."""
        quotes = sum(line.text.count(QUOTE) for line in self._row)
        return self._ended and len(self._row) > 1 and quotes % 2 == 1


def rows(
    lines: Iterator[TextLine], separator: str, *, spaced: bool = False
) -> Iterator[Row | NotUnderstood]:
    """Cut lines into rows; `spaced` where a blank follows each separator."""
    feed = _Feed(lines)
    reader = _reader(feed, separator, spaced)
    given_up = 0
    while True:
        feed.begin()
        try:
            cells = next(reader)
            broken = feed.is_open
        except StopIteration:
            return
        except (csv.Error, _Endless):
            cells, broken = [], True
        if broken:
            yield NotUnderstood(feed.line, Why.LONG if feed.is_cut else Why.ROW)
            given_up += 1
            if given_up <= limits.REREAD:
                feed.give_up()
            reader = _reader(feed, separator, spaced)
        elif feed.is_cut:
            yield NotUnderstood(feed.line, Why.LONG)
        else:
            yield Row(feed.line, cells)


def _reader(feed: _Feed, separator: str, spaced: bool) -> Iterator[list[str]]:
    return csv.reader(feed, delimiter=separator, skipinitialspace=spaced)
