"""The rows of a sheet, one at a time, whatever a quotation mark has done to them.

A row whose quotation mark is never closed would swallow all that follow. It is given
up within limits, and its second line is read anew as a row of its own.
"""

import csv
import io
from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from whispeer.ties.addressbooks import limits
from whispeer.ties.addressbooks.values import NotUnderstood, Why


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

    def __init__(self, lines: Iterator[TextLine], separator: str) -> None:
        self._lines = lines
        self._blank = f" \t\n{separator}"
        self._again: deque[TextLine] = deque()
        self._row: list[TextLine] = []
        self._size = 0

    def __iter__(self) -> "_Feed":
        return self

    def __next__(self) -> str:
        if len(self._row) >= limits.ROW_LINES or self._size > limits.ROW:
            raise _Endless
        line = self._next()
        while line and not self._row and not line.text.strip(self._blank):
            line = self._next()  # between rows, a line of separators is nothing
        if line is None:
            raise StopIteration
        self._row.append(line)
        self._size += len(line.text)
        return line.text

    def _next(self) -> TextLine | None:
        return self._again.popleft() if self._again else next(self._lines, None)

    def begin(self) -> None:
        self._row, self._size = [], 0

    def give_up(self) -> None:
        """Read the second line of this row as the first of another."""
        self._again.extendleft(reversed(self._row[1:]))

    @property
    def line(self) -> int:
        return self._row[0].number if self._row else 0

    @property
    def is_cut(self) -> bool:
        return len(self._row) == 1 and self._size >= limits.SHEET_LINE

    @property
    def text(self) -> str:
        """The row, if it stands on one line that is whole."""
        return self._row[0].text if len(self._row) == 1 and not self.is_cut else ""


def rows(
    lines: Iterator[TextLine], separator: str, *, spaced: bool = False
) -> Iterator[Row | NotUnderstood]:
    """Cut lines into rows; `spaced` where a blank follows each separator."""
    feed = _Feed(lines, separator)
    reader = _reader(feed, separator, spaced)
    given_up = 0
    while True:
        feed.begin()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except (csv.Error, _Endless):
            reader = _reader(feed, separator, spaced)
            # On one line, signs after a quotation mark are somebody's sloppiness.
            cells = cells_of(feed.text, separator)
        if cells and not feed.is_cut:
            yield Row(feed.line, cells)
            continue
        yield NotUnderstood(feed.line, Why.LONG if feed.is_cut else Why.ROW)
        given_up += 1
        if given_up <= limits.REREAD:
            feed.give_up()


def _reader(feed: _Feed, separator: str, spaced: bool) -> Iterator[list[str]]:
    return csv.reader(feed, delimiter=separator, skipinitialspace=spaced, strict=True)
