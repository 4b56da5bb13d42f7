"""The lines of a file of cards, put together again where they were broken.

Four ways to break a line are met: folding (the next line begins with a blank), the soft
break of quoted-printable (the line ends with `=`), base64 that goes on without any sign,
and lines ended by CR, by CR CR LF or by both kinds in one file.
"""

import io
import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from whispeer.ties.addressbooks import limits

_BLANK: Final = b" \t"
_MARK: Final = b"\xef\xbb\xbf"
_MAY_BE_AN_EDGE: Final = frozenset(
    (b"B", b"b", b"E", b"e", b"V", b"v", b" ", b"\t", b"\xef")
)
# Old cards break at a word and keep the blank; new ones break anywhere, at this length.
_FULL: Final = 70
_BASE64 = re.compile(rb"(?i);[ \t]*(?:ENCODING[ \t]*=[ \t]*)?B(?:ASE64)?[ \t]*(?:;|$)")
_OF_BASE64 = re.compile(rb"[A-Za-z0-9+/=\s]+")
# What begins a line of its own even where a soft break says that the last goes on.
_BEGINS = re.compile(
    rb"(?:[\w-]+\.)?(?:BEGIN|END|VERSION|N|FN|TEL|EMAIL|ADR|ORG|TITLE|NOTE|URL|BDAY"
    rb"|PHOTO|REV|UID|CATEGORIES|LABEL|X-[A-Z-]+)[;:]"
)
_TWO_IN_ONE = re.compile(rb"(?i)(END[ \t]*:[ \t]*VCARD)[ \t]*(BEGIN.*)")


class Line(NamedTuple):
    """A whole line and where it began; None instead of one that is too long."""

    number: int
    raw: bytes | None


def whole_lines(data: bytes) -> Iterator[Line]:
    """The lines of a file of cards as they were before they were broken."""
    open_line = _OpenLine()
    for number, broken in enumerate(_broken_lines(data), start=1):
        raw = broken.removeprefix(open_line.indent) if open_line.indent else broken
        if not raw or raw.isspace():
            open_line.soft = False
        elif not open_line.takes(raw):
            yield from open_line.closed()
            open_line.begin(number, raw)
    yield from open_line.closed()


def _broken_lines(data: bytes) -> Iterator[bytes]:
    if b"\r" in data and b"\n" not in data:
        data = data.replace(b"\r", b"\n")
    for raw in io.BytesIO(data):
        line = raw.rstrip(b"\r\n")
        if b"\r" in line:
            yield from _broken_lines(line)
        else:
            yield line


class _OpenLine:
    """The line that is being put together."""

    def __init__(self) -> None:
        self.soft = False  # it ended with the soft break of quoted-printable
        self._parts: list[bytes] = []
        self._number = 0
        self._size = 0
        self._quoted = False
        self._base64 = False
        self._old = False  # the card says that it is of version 2.1
        self.indent = b""  # some cards stand to the right as a whole

    def begin(self, number: int, raw: bytes) -> None:
        if raw[:1] in _MAY_BE_AN_EDGE:
            raw = raw.removeprefix(_MARK)
            self._look_for_edge(raw)
        colon = raw.find(b":")
        if raw.find(b";", 0, colon) > 0:
            head = raw[:colon]
            self._quoted = b"QUOTED-PRINTABLE" in head.upper()
            self._base64 = bool(_BASE64.search(head))
        else:
            self._quoted = self._base64 = False
        self._number, self._parts, self._size = number, [raw], len(raw)
        self.soft = self._quoted and raw.endswith(b"=")
        if self.soft:
            self._parts[0] = raw[:-1]

    def _look_for_edge(self, raw: bytes) -> None:
        start = raw.partition(b":")[0].strip().upper()
        if start == b"BEGIN":
            self.indent += raw[: len(raw) - len(raw.lstrip(_BLANK))]
            self._old = False
        elif start == b"VERSION":
            self._old = b"2.1" in raw

    def takes(self, raw: bytes) -> bool:
        """Add a broken line to this one, or say that it begins another."""
        if not self._parts:
            return False
        if raw[0] in _BLANK:
            self._add(self._unfolded(raw))
            return True
        if self.soft and not _BEGINS.match(raw):
            self._add(raw)
            return True
        if self._base64 and b":" not in raw and _OF_BASE64.fullmatch(raw):
            self._add(raw)
            return True
        return False

    def _unfolded(self, raw: bytes) -> bytes:
        if self._base64:
            return raw.strip()
        if self.soft:  # either a fold as well, or a blank that is text
            bare = raw.lstrip(_BLANK)
            return bare if bare.startswith(b"=") else raw
        if self._old:
            bare = raw.lstrip(_BLANK)
            return bare if len(self._parts[-1]) >= _FULL else b" " + bare
        return raw[1:]

    def _add(self, raw: bytes) -> None:
        self.soft = self._quoted and raw.endswith(b"=")
        self._size += len(raw)
        if self._size <= limits.CARD_LINE:
            self._parts.append(raw[:-1] if self.soft else raw)
        else:
            self._parts = [raw[:1]]

    def closed(self) -> Sequence[Line]:
        if not self._parts:
            return ()
        if self._size > limits.CARD_LINE:
            return (Line(self._number, None),)
        parts = self._parts
        raw = parts[0] if len(parts) == 1 else b"".join(parts)
        if raw[:1] in _MAY_BE_AN_EDGE and (both := _TWO_IN_ONE.fullmatch(raw[:200])):
            return (Line(self._number, both[1]), Line(self._number, both[2]))
        return (Line(self._number, raw),)
