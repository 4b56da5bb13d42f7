"""Days as people say them."""

from datetime import date

import pytest
from django.template import engines
from django.utils import translation

from tests.conftest import TUESDAY
from whispeer.ground import moments

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("language", "on", "said"),
    [
        ("fr", date(2026, 12, 1), f"1er{NBSP}décembre"),
        ("fr", date(2026, 12, 2), f"2{NBSP}décembre"),
        ("fr", date(2026, 11, 21), f"21{NBSP}novembre"),
        ("en", date(2026, 12, 1), "1 December"),
        ("en", date(2026, 12, 31), "31 December"),
    ],
)
def test_a_day_is_said_without_its_year(language, on, said):
    with translation.override(language):
        assert moments.day(on) == said


def test_templates_say_it_in_the_time_of_the_house():
    drawn = engines["django"].from_string("{{ at|day }}").render({"at": TUESDAY})

    assert drawn == moments.day(TUESDAY)


@pytest.mark.parametrize(
    ("language", "said", "told"),
    [
        ("fr", "1980-03-01", f"1er{NBSP}mars 1980"),
        ("fr", "--03-22", f"22{NBSP}mars"),
        ("en", "1980-03-22", "22 March 1980"),
        ("en", "--02-29", "29 February"),
        ("en", "1981-02-29", "1981-02-29"),
        ("en", "vers 1900", "vers 1900"),
        ("en", "", ""),
    ],
)
def test_a_birthday_is_said_as_the_book_knows_it(language, said, told):
    with translation.override(language):
        assert moments.birthday(said) == told
