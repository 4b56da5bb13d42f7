"""Text as it may be stored and shown: no control characters, no invisible direction."""

import re
import unicodedata
from functools import lru_cache

# Phones wrap numbers in marks of direction; PostgreSQL refuses a NUL; half a surrogate
# cannot be written at all.
_CONTROLS = [*range(9), 11, 12, *range(14, 32), *range(0x7F, 0xA0)]
_DIRECTIONS = [0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
_STRAY = dict.fromkeys([*_CONTROLS, *_DIRECTIONS, 0xFEFF, *range(0xD800, 0xE000)])
_BREAKS = re.compile(r"\r\n|[\r\u2028\u2029]")


def one_line(text: str) -> str:
    """A name, a number: blanks are single, nothing is invisible."""
    if not text.isprintable():
        text = text.translate(_STRAY)
    return " ".join(text.split())


def many_lines(text: str) -> str:
    """A note: its lines end by a line feed."""
    if not text.isprintable():
        text = _BREAKS.sub("\n", text).translate(_STRAY)
    return text.strip()


def kept(text: str) -> str:
    """One line, kept as it stands."""
    return text if text.isprintable() else text.translate(_STRAY)


@lru_cache(maxsize=4096)
def plain(heading: str) -> str:
    """A heading or label without accents, capitals and signs."""
    text = unicodedata.normalize("NFKD", heading[:200].casefold())
    text = "".join(sign for sign in text if not unicodedata.combining(sign))
    return " ".join(re.findall(r"\w+", text.replace("_", " ")))
