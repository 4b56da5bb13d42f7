"""One line of a card as a property: its group, name, parameters and value.

Whatever the version and encoding, `value` is written as version 3.0 writes it: text,
with a backslash before what is no separator and `\\n` for a line's end.
"""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from whispeer.ties.addressbooks import encodings, kinds, limits
from whispeer.ties.addressbooks.texts import kept

_NAME = re.compile(r"[A-Za-z0-9][\w.() /#&-]*", re.ASCII)
_ESCAPED = re.compile(r"\\([nN,;:\\\"])")
_PIECES = re.compile(r"\\.|[;,]|[^\\;,]+|\\", re.DOTALL)
_HEAD = re.compile(r'(?:[^":]|"[^"]*")*:')
_PARAMETERS = re.compile(r'(?:[^";]|"[^"]*"|")+')
# A label as Samsung writes it: X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=C3=89).
_SAMSUNG = re.compile(
    r"(?i)X-CUSTOM\((?:CHARSET=([\w-]+),)?(ENCODING=QUOTED-PRINTABLE,)?([^();:\"]*)\)"
)
_SILENT: Final = {"QUOTED-PRINTABLE", "8BIT", "7BIT"}
_BINARY: Final = {"B", "BASE64"}
_LONG: Final = 200  # characters; such a head is no other's


class Head(NamedTuple):
    """What stands before the colon."""

    group: str
    name: str  # in capitals
    whole: str  # name, group and parameters, as a card of version 3.0 writes them
    parameters: tuple[tuple[str, str], ...]  # KEY, value; a bare word is of TYPE
    quoted: bool  # the value is quoted-printable
    charset: str
    kind: str  # what its types say that a mail or a phone is for

    def parameter(self, key: str) -> str:
        found = (value for one, value in self.parameters if one == key)
        return next(found, "").strip('"')


class Property(NamedTuple):
    head: Head
    value: str


def parse(raw: bytes) -> Property | None:
    """The property that a whole line says, or None where it says none."""
    line = encodings.text(raw)
    written, colon, value = line.partition(":")
    if not colon or len(written) > limits.HEAD:
        return None
    if '"' in written and (found := _HEAD.match(line, 0, limits.HEAD)):
        written, value = found[0][:-1], line[found.end() :]
    head = head_of(written)
    if head is None:
        return None
    if head.quoted or head.charset:
        start = len(written) + 1
        coded = raw[start:] if written.isascii() else value.encode()
        value = _decoded(coded, head)
    return Property(head, value if value.isprintable() else kept(value))


def head_of(written: str) -> Head | None:
    """What stands before the colon, or None where it names no property."""
    return (_known_head if len(written) < _LONG else _head)(written)


def _head(written: str) -> Head | None:
    whole, _, said = written.partition(";")
    if not _NAME.fullmatch(whole.strip()):
        return None
    group, _, name = whole.strip().rpartition(".")
    parameters, quoted, charset = _parameters(said)
    text = "".join(f";{key}={value}" for key, value in parameters)
    spelled = f"{group}.{name}" if group else name
    types = ",".join(value for key, value in parameters if key == "TYPE")
    kind = kinds.of_types(types.replace('"', "").split(","))
    return Head(group, name.upper(), spelled + text, parameters, quoted, charset, kind)


# Cards of one book say the same few things; most of a head's work is done once.
_known_head: Final = lru_cache(maxsize=2048)(_head)


def _parameters(said: str) -> tuple[tuple[tuple[str, str], ...], bool, str]:
    """Parameters without those of encoding; whether it is quoted; its charset."""
    if "(" in said:
        said = _SAMSUNG.sub(_labelled, said)
    found = _PARAMETERS.findall(said) if '"' in said else said.split(";")
    quoted, charset = False, ""
    parameters: list[tuple[str, str]] = []
    for one in found[: limits.PARTS * 4]:
        key, equals, value = kept(one).partition("=")
        key = key.strip().upper()
        value = value.strip() if equals else key
        coding = value.upper()
        if not value:
            continue
        if key == "CHARSET":
            charset = value
        elif coding in _SILENT and (not equals or key == "ENCODING"):
            quoted = quoted or coding == "QUOTED-PRINTABLE"
        elif coding in _BINARY and (not equals or key == "ENCODING"):
            parameters.append(("ENCODING", "b"))
        else:
            parameters.append((key, value) if equals else ("TYPE", value))
    return tuple(parameters), quoted, charset


def _labelled(found: re.Match[str]) -> str:
    charset, quoted, label = found.groups()
    if quoted:
        label = encodings.unquoted(label.encode(), charset or "")
    return f'TYPE="X-{kept(label)}"' if label.replace(" ", "").isalnum() else found[0]


def _decoded(coded: bytes, head: Head) -> str:
    if not head.quoted:
        return encodings.text(coded, head.charset)
    text = encodings.unquoted(coded, head.charset)
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


# Values


def unescaped(value: str) -> str:
    if "\\" not in value:
        return value
    return _ESCAPED.sub(lambda sign: "\n" if sign[1] in "nN" else sign[1], value)


def escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def parts(value: str, separator: str) -> list[str]:
    """A value's parts, still escaped; what is too many stays within the last."""
    if "\\" not in value:
        return value.split(separator, limits.PARTS)
    found = [""]
    start = 0
    for piece in _PIECES.finditer(value):
        if piece[0] == separator:
            found[-1] = value[start : piece.start()]
            found.append("")
            start = piece.end()
            if len(found) > limits.PARTS:
                break
    found[-1] = value[start:]
    return found
