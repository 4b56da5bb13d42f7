"""JSON, one entry at a time: where it begins and ends, then what it says.

A file made to do harm is never built as a whole: an entry is found by its brackets,
which are counted before anything is made of it.
"""

import json
import re
from typing import Any, Final

from whispeer.ties.addressbooks import encodings, limits

_TEXT: Final = rb'"(?:[^"\\]++|\\.)*+"'


def _within(depth: int) -> bytes:
    """What may stand between two brackets, with brackets in it so many times."""
    deeper = rb"|[\[{]" + _within(depth - 1) + rb"[\]}]" if depth else b""
    return rb'(?:[^"\[\]{}]++|' + _TEXT + deeper + rb")*+"


_ENTRY: Final = re.compile(
    rb"[\[{]" + _within(limits.OBJECT_DEPTH) + rb"[\]}]", re.DOTALL
)
_BEGINS: Final = re.compile(rb'\s*+(?:\{\s*+"|\[\s*+[\["{])')


class TooMuch(ValueError):
    """The entry is no person's: it is too long, or says too many things."""


def is_json(data: bytes) -> bool:
    """Whether a file is JSON, cut or not, as far as its edges say."""
    if _BEGINS.match(data):
        return True
    edges = data.strip()[:1] + data.rstrip()[-1:]
    return edges in {b"[]", b"{}"}


def end(data: bytes, start: int) -> int | None:
    """Where the entry ends that begins here, or None where it does not."""
    found = _ENTRY.match(data, start)
    return found.end() if found else None


def value(data: bytes, start: int, stop: int) -> Any:
    """What an entry says; numbers as they are written.

    Raises
    ------
    ValueError
        It is no JSON after all.
    TooMuch
    """
    if stop - start > limits.OBJECT:
        raise TooMuch
    parts = sum(data.count(sign, start, stop) for sign in (b",", b"[", b"{"))
    if parts > limits.OBJECT_PARTS:
        raise TooMuch
    text = encodings.text(data[start:stop])
    return json.loads(
        text, parse_int=str, parse_float=str, parse_constant=str, strict=False
    )
