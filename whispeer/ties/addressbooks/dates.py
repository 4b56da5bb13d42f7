"""Birthdays as books write them, as `1980-03-22` or `--03-22`."""

import re
import unicodedata
from typing import Final

# Apple writes a birthday without a year in the first leap year of its calendar.
NO_YEAR: Final = {"1604", "0000"}
CENTURY: Final = 30  # two digits up to here are of this century

_ISO = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ].*)?")
_YEAR_FIRST = re.compile(r"(\d{4})([/. -])(\d{1,2})\2(\d{1,2})(?: 0?0:00.*)?")
_ISO_NO_YEAR = re.compile(r"--(\d\d)-?(\d\d)(?:T.*)?")
_NUMBERS = re.compile(r"(\d{1,2})([/. -])(\d{1,2})\2(\d{4}|\d\d)(?: 0?0:00.*)?")
_EMPTY = re.compile(r"[0/. :-]*")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:er|st|nd|rd|th|\.)? ([a-z]+)\.?,?(?: (\d{4}))?")
_MONTH_FIRST = re.compile(r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?")

# The beginnings that tell a month in English, French and German, without accents.
_MONTHS = (
    ("jan",),
    ("feb", "fev"),
    ("mar", "maer"),
    ("apr", "avr"),
    ("may", "mai"),
    ("jun", "juin"),
    ("jul", "juil"),
    ("aug", "aou"),
    ("sep",),
    ("oct", "okt"),
    ("nov",),
    ("dec", "dez"),
)


def date(text: str, *, day_first: bool = True) -> str:
    """A date as ISO 8601 writes it; a text that is none stays what it is."""
    if found := _ISO.fullmatch(text):
        return _written(found[1], int(found[2]), int(found[3])) or text
    if found := _YEAR_FIRST.fullmatch(text):
        return _written(found[1], int(found[3]), int(found[4])) or text
    if found := _ISO_NO_YEAR.fullmatch(text):
        return _written("", int(found[1]), int(found[2])) or text
    if _EMPTY.fullmatch(text):  # Outlook writes 0/0/00 where nothing is known
        return ""
    return _in_numbers(text, day_first=day_first) or _in_words(text) or text


def _in_numbers(text: str, *, day_first: bool) -> str:
    found = _NUMBERS.fullmatch(text)
    if not found:
        return ""
    first, second, year = int(found[1]), int(found[3]), found[4]
    if len(year) == 2:
        year = f"20{year}" if int(year) <= CENTURY else f"19{year}"
    if found[2] == ".":  # only those who put the day first write points
        day_first = True
    usual = (second, first) if day_first else (first, second)
    return _written(year, *usual) or _written(year, *reversed(usual))


def _in_words(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    if found := _DAY_FIRST.fullmatch(plain):
        return _written(found[3] or "", _month(found[2]), int(found[1]))
    if found := _MONTH_FIRST.fullmatch(plain):
        return _written(found[3] or "", _month(found[1]), int(found[2]))
    return ""


def _month(word: str) -> int:
    for number, beginnings in enumerate(_MONTHS, start=1):
        if word.startswith(beginnings):
            return number
    return 0


def _written(year: str, month: int, day: int) -> str:
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return ""
    return f"{'-' if year in {'', *NO_YEAR} else year}-{month:02}-{day:02}"
