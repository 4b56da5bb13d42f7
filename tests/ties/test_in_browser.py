"""Two people become tied, and part, in a real browser; with scripts and without."""

import pytest
from playwright.sync_api import expect

from tests import make
from tests.browser import accessibility
from whispeer.ties import queries
from whispeer.ties.queries.links import card_path

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def people():
    return make.member("Alice", language="en"), make.member("Bruno", language="en")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_card_is_handed_over_and_taken(open_page, people, scripts):
    alice, bruno = people
    page = open_page("en", by=alice, scripts=scripts)
    page.goto("/network/cards/new/")
    page.get_by_label("Where did you meet, or where will you?").fill("At the fair")
    page.get_by_role("button", name="Make the card").click()
    expect(page.get_by_role("img", name="Your card as a drawing")).to_be_visible()
    link = page.get_by_label("The link of this card").input_value()

    page = open_page("en", by=bruno, scripts=scripts, width=390, scheme="dark")
    page.goto(link[link.index("/card/") :])
    page.get_by_label("Where did you meet?").fill("In the rain")
    page.get_by_role("button", name="Yes, we know each other").click()

    page.wait_for_url("**/network/people/*/")
    assert queries.are_tied(alice, bruno)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_form_that_comes_back_is_seen_at_once(open_page, people, scripts):
    """It stands far down on a long page, and that is where the page opens again."""
    alice, bruno = people
    make.tie(alice, bruno)
    page = open_page("en", by=alice, scripts=scripts, width=390)
    page.goto(f"/network/people/{bruno.public_id}/")
    page.get_by_role("button", name="Send these words").click()

    mistakes = page.get_by_role("alert").filter(has_text="Look again.")
    expect(mistakes).to_be_focused()
    expect(mistakes).to_be_in_viewport()


def test_letting_go_is_asked_once_in_a_slip(open_page, people):
    alice, bruno = people
    make.tie(alice, bruno)
    page = open_page("en", by=alice)
    page.goto(f"/network/people/{bruno.public_id}/")
    assert accessibility(page) == []

    page.get_by_role("button", name="Let this tie go").click()
    slip = page.get_by_role("dialog", name="Let this tie go?")
    expect(slip).to_be_visible()
    slip.get_by_role("button", name="Keep it").click()
    expect(slip).to_be_hidden()
    assert queries.are_tied(alice, bruno)

    page.get_by_role("button", name="Let this tie go").click()
    slip.get_by_role("button", name="Let it go").click()

    page.wait_for_url("**/network/")
    assert not queries.are_tied(alice, bruno)


@pytest.mark.parametrize("width", [320, 1280])
def test_the_drawing_fits_and_stays_dark_on_light(open_page, people, width):
    alice, _bruno = people
    card = make.card(alice)
    page = open_page("en", by=alice, width=width, scheme="dark")

    page.goto(f"/network/cards/{card.public_id}/")

    colour = "(part) => getComputedStyle(part).fill"
    assert page.locator("svg.qr rect").evaluate(colour) == "rgb(255, 255, 255)"
    assert page.locator("svg.qr path").evaluate(colour) == "rgb(0, 0, 0)"
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert accessibility(page) == []


@pytest.mark.parametrize("signed_in", [True, False])
def test_whoever_holds_a_card_can_read_its_page(open_page, people, signed_in):
    alice, bruno = people
    page = open_page("fr", width=390, by=bruno if signed_in else None)
    page.goto(card_path(make.card(alice)))

    assert accessibility(page) == []
