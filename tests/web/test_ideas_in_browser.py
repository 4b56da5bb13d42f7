"""The idea of the day in a real browser: read, and quieted when the week is full."""

from datetime import timedelta
from itertools import product

import pytest
from playwright.sync_api import expect

from tests import make
from tests.browser import accessibility
from tests.web.ideas import with_an_idea
from whispeer.ground import clock
from whispeer.members.states import EntryKind

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LOOKS = tuple(product(("fr", "en"), ("light", "dark"), (390, 1280)))
NEED = "Somebody who has negotiated a commercial lease"
CALM = "Nothing more to do today, and that is well."


@pytest.fixture
def alice():
    """She lived what Bruno needs."""
    alice = make.member("Alice", language="en")
    make.tie(alice, make.member("Bruno", trade="a joiner", looking_for=NEED))
    words = "I negotiated the commercial lease of my workshop three times"
    make.entry(alice, EntryKind.ORDEAL, words=words)
    return alice


def test_an_idea_is_quieted_and_comes_back(open_page, alice):
    with_an_idea(alice, clock.now())
    page = open_page("en", by=alice, width=390, scripts=False)
    page.goto("/")
    expect(page.locator("#gesture-1")).to_contain_text(NEED)

    page.get_by_role("button", name="My week is full").click()
    expect(page.get_by_role("heading", name="Your week is full.")).to_be_visible()
    assert NEED not in page.content()
    page.goto("/me/")
    page.get_by_role("button", name="My week is lighter").click()
    page.goto("/")
    expect(page.locator("#gesture-1")).to_contain_text(NEED)


@pytest.mark.parametrize(("language", "scheme", "width"), LOOKS)
def test_an_idea_a_free_day_and_a_full_week_are_open_to_everybody(
    open_page, alice, language, scheme, width
):
    now = clock.now()
    faults = []
    for empty, full in ((True, False), (False, False), (False, True)):
        with_an_idea(alice, now, empty=empty)
        alice.full_until = now + timedelta(days=3) if full else None
        alice.language = language
        alice.save()
        page = open_page(language, scheme, width, by=alice)
        page.goto("/")
        assert (NEED in page.content()) == (not empty and not full)
        expect(page.locator("#calm")).to_be_visible(visible=empty or full)
        faults += accessibility(page)
        wide = page.evaluate("document.documentElement.scrollWidth")
        faults += [f"{wide} px wide"] if wide > width else []
    assert faults == []
