"""Odd and broken files that others gathered, which come with a library of calendars."""

from pathlib import Path

import icalendar
import pytest

from whispeer.ties.addressbooks.errors import BadBook, Calendar
from whispeer.ties.addressbooks.reading import read
from whispeer.ties.addressbooks.values import Person

CALENDARS = sorted((Path(icalendar.__file__).parent / "tests").rglob("*.ics"))


pytestmark = [
    pytest.mark.filterwarnings(
        "ignore::UserWarning"
    ),  # the library's, of zones it guesses
    pytest.mark.parametrize("file", CALENDARS, ids=lambda file: file.stem),
]


def test_a_calendar_is_refused_by_its_name(file):
    written = file.read_bytes()

    with pytest.raises(Calendar if b"VCALENDAR" in written else BadBook):
        list(read(written))


def test_lines_written_as_events_write_them_give_the_same_text_in_a_card(file):
    """Folds, escapes, marks of order, odd encodings: both formats share their lines."""
    written = file.read_bytes()
    try:
        calendars = icalendar.Calendar.from_ical(written, multiple=True)
    except ValueError:
        calendars = []
    events = [event for calendar in calendars for event in calendar.walk("VEVENT")]
    titles = [str(e["SUMMARY"]) for e in events if isinstance(e.get("SUMMARY"), str)]

    try:
        found = list(
            read(written.replace(b"VEVENT", b"VCARD").replace(b"SUMMARY", b"FN"))
        )
    except BadBook:
        found = []
    names = [one.names.full for one in found if isinstance(one, Person)]
    if titles:  # where the library gives up, ours may read on
        assert names == [" ".join(title.split()) for title in titles]
