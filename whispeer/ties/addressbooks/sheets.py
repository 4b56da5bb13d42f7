"""Sheets of contacts (CSV), whichever program wrote them and whichever saved them."""

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Final, NamedTuple

from whispeer.ties.addressbooks import encodings, headings, kinds, limits
from whispeer.ties.addressbooks.cards import kept_line
from whispeer.ties.addressbooks.drafts import Draft
from whispeer.ties.addressbooks.errors import NoHeader, TooLarge, TooManyColumns
from whispeer.ties.addressbooks.formulas import unguarded
from whispeer.ties.addressbooks.headings import Column, Meaning
from whispeer.ties.addressbooks.rows import Row, TextLine, cells_of, rows, text_lines
from whispeer.ties.addressbooks.texts import kept, one_line
from whispeer.ties.addressbooks.values import NotUnderstood, Person, Unknown, Why

SEPARATORS: Final = (",", ";", "\t", "|")
#: Google puts several values into one cell.
SEVERAL: Final = " ::: "
_TOP: Final = 2**18  # bytes that are looked at to find the header
_SAYS_SEPARATOR = re.compile(r"(?i)\"?sep=(.)\"?\s*")
# How some keep a spreadsheet from taking a phone for a number.
_AS_TEXT = re.compile(r'="([^"]*)"')


class _Header(NamedTuple):
    """The line that names the columns."""

    line: int
    separator: str
    spaced: bool  # a blank follows each separator
    names: list[str]


class Sheet(NamedTuple):
    """What the columns of a sheet mean."""

    names: list[str]
    columns: list[Column]
    day_first: bool
    kind_at: dict[str, int]  # where the kind of a numbered mail, phone or page stands
    numbered: frozenset[str]  # those that have a value


def people(data: bytes) -> Iterator[Person | NotUnderstood]:
    """Everybody in a sheet, and the rows of which nothing could be made.

    Raises
    ------
    BadBook
        No line names columns, or there are too many.
    """
    if len(data) > limits.SHEET:
        raise TooLarge
    encoding = _encoding(data)
    header = _header(_top(data, encoding))
    if header is None:
        raise NoHeader
    lines = islice(text_lines(data, encoding), header.line, None)
    return _people(sheet_of(header.names), header, lines)


def sheet_of(names: list[str]) -> Sheet:
    """A sheet of these columns."""
    columns = headings.columns(names)
    return Sheet(
        names,
        columns,
        headings.day_first(names),
        {one.of: at for at, one in enumerate(columns) if one.meaning is Meaning.KIND},
        frozenset(one.of for one in columns if one.meaning is not Meaning.KIND),
    )


def has_header(data: bytes) -> bool:
    """Whether a line near the top names columns of contacts."""
    header = _header(_top(data, _encoding(data)))
    return header is not None and len(header.names) > 1


def _encoding(data: bytes) -> str:
    if encodings.mostly_utf8(data):
        return encodings.UTF8
    tops = {name: _header(_top(data, name)) for name in encodings.OLD}
    known = {
        name: headings.understood(header.names)
        for name, header in tops.items()
        if header
    }
    # Several may read the header alike; the first is the likeliest.
    return max(known, key=lambda name: known[name]) if known else encodings.OLD[0]


def _top(data: bytes, encoding: str) -> list[TextLine]:
    return list(islice(text_lines(data[:_TOP], encoding), limits.HEADER_WITHIN))


def _header(lines: list[TextLine]) -> _Header | None:
    """The line near the top that names most; the first of equal ones."""
    best: _Header | None = None
    most = 0
    too_many = False
    alone = 2  # columns; below the first line, one word understood is chance
    separators: tuple[str, ...] = SEPARATORS
    for line in lines:
        if said := _SAYS_SEPARATOR.fullmatch(line.text):
            separators = (said[1],)
            continue
        for separator in separators:
            found = _named(line, separator)
            too_many = too_many or found is None
            known = headings.understood(found.names) if found else 0
            if found and known > most and (known > 1 or len(found.names) <= alone):
                best, most = found, known
        if line.text.strip():
            alone = 0
    if too_many and best is None:
        raise TooManyColumns
    return best


def _named(line: TextLine, separator: str) -> _Header | None:
    """A line as the names of columns, or None where they are too many."""
    if line.text.count(separator) >= limits.COLUMNS:
        return None
    names = [unguarded(cell.strip()) for cell in cells_of(line.text, separator)]
    spaced = f"{separator} " in line.text
    return _Header(line.number, separator, spaced, names)


def _people(
    sheet: Sheet, header: _Header, lines: Iterator[TextLine]
) -> Iterator[Person | NotUnderstood]:
    for row in rows(lines, header.separator, spaced=header.spaced):
        if isinstance(row, NotUnderstood):
            yield row
        elif any(map(str.strip, row.cells)):
            yield person_of(sheet, row, header.separator)


def person_of(sheet: Sheet, row: Row, separator: str) -> Person | NotUnderstood:
    """Whom a row tells of."""
    cells = _fitted(sheet, row.cells, separator)
    if cells is None:
        return NotUnderstood(row.line, Why.CELLS)
    draft = Draft()
    born: dict[Meaning, tuple[str, str]] = {}
    for at, cell in enumerate(cells):
        if not cell:
            continue
        text = _text(cell)
        column = sheet.columns[at]
        if column.meaning in _BORN:
            born[column.meaning] = (sheet.names[at], text.strip())
        elif not _take(sheet, draft, column, text, cells):
            _keep(draft, sheet.names[at], text)
    if born:
        _take_birth(draft, born)
    if not draft.is_somebody:
        return NotUnderstood(row.line, Why.NOBODY)
    return draft.person(row.line)


def _text(cell: str) -> str:
    """What a cell says, without what keeps a spreadsheet from running it."""
    found = _AS_TEXT.fullmatch(cell) if cell[0] == "=" else None
    return found[1] if found else unguarded(cell)


def _fitted(sheet: Sheet, cells: list[str], separator: str) -> list[str] | None:
    """As many cells as there are columns, or None where that cannot be."""
    count = len(sheet.columns)
    if not any(map(str.strip, cells[count:])):
        return cells[:count]
    if sheet.columns[-1].meaning is Meaning.NOTES:  # commas that nobody quoted
        return [*cells[: count - 1], separator.join(cells[count - 1 :])]
    return None


def _keep(draft: Draft, heading: str, text: str) -> None:
    value = "\n".join(map(kept, text.split("\n"))) if "\n" in text else kept(text)
    if value.strip():
        draft.unknown.append(Unknown(heading, value, cell=True))


def _take(
    sheet: Sheet, draft: Draft, column: Column, text: str, cells: list[str]
) -> bool:
    """Add what a cell says; whether it has its place and need not be kept aside."""
    meaning = column.meaning
    if meaning is None:
        return not text.strip()
    if field := _FIELDS.get(meaning):
        return draft.set_once(field, one_line(text))
    if add := _ADDED.get(meaning):
        kind = _kind(sheet, column, cells)
        return False not in [add(draft, one, kind) for one in text.split(SEVERAL)]
    if meaning is Meaning.KIND:
        return column.of in sheet.numbered
    if meaning is Meaning.BIRTHDAY:
        return _set_birthday(sheet, draft, text)
    return _TEXTS[meaning](draft, text)


def _set_birthday(sheet: Sheet, draft: Draft, text: str) -> bool:
    if draft.birthday:
        return False
    draft.set_birthday(text, day_first=sheet.day_first)
    return True


def _add_note(draft: Draft, text: str) -> bool:
    draft.notes.append(text)
    return True


def _add_card_lines(draft: Draft, text: str) -> bool:
    lines = [kept_line(line) for line in text.split("\n") if line.strip()]
    draft.unknown += [line for line in lines if line]
    return True


def _kind(sheet: Sheet, column: Column, cells: list[str]) -> str:
    at = sheet.kind_at.get(column.of) if column.of else None
    if at is None or at >= len(cells):
        return column.kind
    return kinds.of_label(one_line(unguarded(cells[at])))


def _take_birth(draft: Draft, born: dict[Meaning, tuple[str, str]]) -> None:
    """The birthday that three cells make, or the cells as they stand."""
    parts = [born.get(one, ("", ""))[1] for one in _BORN]
    if not draft.set_birth(*parts):
        for heading, text in born.values():
            _keep(draft, heading, text)


_BORN: Final = (Meaning.BIRTH_YEAR, Meaning.BIRTH_MONTH, Meaning.BIRTH_DAY)
_ADDED: Final[dict[Meaning, Callable[[Draft, str, str], bool]]] = {
    Meaning.EMAIL: Draft.add_email,
    Meaning.PHONE: Draft.add_phone,
    Meaning.URL: Draft.add_url,
}
_TEXTS: Final[dict[Meaning, Callable[[Draft, str], bool]]] = {
    Meaning.CARD_LINES: _add_card_lines,
    Meaning.NOTES: _add_note,
}
_FIELDS: Final = {
    Meaning.GIVEN: "given",
    Meaning.FAMILY: "family",
    Meaning.FULL: "full",
    Meaning.ADDITIONAL: "additional",
    Meaning.PREFIX: "prefix",
    Meaning.SUFFIX: "suffix",
    Meaning.NICKNAME: "nickname",
    Meaning.ORGANIZATION: "organization",
    Meaning.DEPARTMENT: "department",
    Meaning.TITLE: "title",
}
