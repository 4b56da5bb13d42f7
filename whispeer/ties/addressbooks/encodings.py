"""Bytes as text, whatever wrote them.

UTF-8 where it is UTF-8; else what a card declares; else what old programs of the West
write. Only encodings of text are ever looked up by a name that stands in a file.
"""

import codecs
import re
from binascii import a2b_qp
from contextlib import suppress
from typing import Final

UTF8: Final = "utf-8"
MARKS: Final = (
    (codecs.BOM_UTF8, UTF8),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What a sheet without a mark may be in where it is not UTF-8: Windows, Mac, DOS.
OLD: Final = ("cp1252", "mac_roman", "cp850")

_WESTERN: Final = {"iso8859-1", "iso8859-15", "cp1252"}
_SAMPLE: Final = 4096
_SAFE = re.compile(
    r"(utf_?(8|16|32)(_?[lb]e)?|iso_?8859_?\d+|latin_?\d+|(windows|cp|ibm)_?\d+"
    r"|shift_?jis|sjis|euc_?(jp|kr)|iso_?2022_?(jp|kr)|gb_?2312|gbk|gb18030|big5"
    r"|koi8_?[rut]|mac_?[a-z]+|tis_?620|x_mac_[a-z]+)"
)


def as_utf8(data: bytes) -> bytes:
    """The same text in UTF-8 where it was in UTF-16 or UTF-32; no mark before it."""
    for mark, name in MARKS:
        if data.startswith(mark):
            if name == UTF8:
                return data.removeprefix(mark)
            return _whole(data, name).decode(name, "replace").encode(UTF8, "replace")
    name = _of_two_bytes(data[:_SAMPLE])
    if not name:
        return data
    return _whole(data, name).decode(name, "replace").encode(UTF8, "replace")


def _whole(data: bytes, name: str) -> bytes:
    """Without the half of a sign at the end, where a file was cut."""
    return data[: len(data) - len(data) % (4 if "32" in name else 2)]


def _of_two_bytes(sample: bytes) -> str:
    """UTF-16 without a mark: every second byte of Western text is NUL."""
    half = len(sample) // 2
    if half < 8:
        return ""
    if sample[1::2].count(0) > 0.7 * half:
        return "utf-16-le"
    return "utf-16-be" if sample[::2].count(0) > 0.7 * half else ""


def text(raw: bytes, declared: str = "") -> str:
    """A piece of text, as declared if it can be, else as UTF-8, else as Windows does."""
    name = _known(declared) if declared else ""
    # UTF-8 by chance is next to impossible, a wrong word about it is not.
    for one in (UTF8, name) if name in _WESTERN else (name or UTF8,):
        with suppress(UnicodeError):
            return raw.decode(one)
    if name == UTF8 and not raw.decode(UTF8, "ignore").isascii():
        return raw.decode(UTF8, "replace")  # the rest of it is UTF-8 after all
    return _western(raw) if name in {"", UTF8} else text(raw)


def _western(raw: bytes) -> str:
    try:
        return raw.decode("cp1252")
    except UnicodeError:
        return raw.decode("latin-1")


def _known(declared: str) -> str:
    """The codec of a name that stands in a file; none for what is no plain text."""
    name = declared.strip(" \"'").lower().replace("-", "_")
    if not _SAFE.fullmatch(name):
        return ""
    try:
        return codecs.lookup(name.removeprefix("x_").replace("windows_", "cp")).name
    except LookupError:
        return ""


def unquoted(raw: bytes, declared: str = "") -> str:
    """The text of quoted-printable bytes."""
    return text(a2b_qp(raw), declared)


def mostly_utf8(data: bytes) -> bool:
    """Whether it is UTF-8, a few torn signs apart."""
    try:
        data.decode(UTF8)
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 4:
            return True  # cut in the middle of a sign
        sample = data[max(0, error.start - 2**19) : error.start + 2**19]
        read = sample.decode(UTF8, "replace")
        torn = read.count("\ufffd")
        whole = len(sample) - len(read)  # signs of more than one byte make it shorter
        return whole > 4 * torn
    return True
