"""Journey 7: at a fair without network, a card is shown and a meeting noted; the rest follows."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests import make
from tests.browser import accessibility, sign_in
from whispeer.members.models import Member
from whispeer.ties.models import Card, Contact, Encounter
from whispeer.ties.queries.links import card_path

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PROMISE = "Lui envoyer le nom du papetier de Nantes"
PRIVATE = "Elle hésite à reprendre l’atelier de son père"
NEW = "/network/encounters/new/"


@pytest.fixture
def context(new_context, live_server) -> BrowserContext:
    """Tom's telephone, in which the service worker is at work."""
    context: BrowserContext = new_context(
        base_url=live_server.url, locale="fr", viewport={"width": 390, "height": 844}
    )
    return context


@pytest.fixture
def tom(transactional_db) -> Member:
    return make.member("Tom")


@pytest.fixture
def card(tom, context) -> Card:
    """Before the fair, Tom makes a card and keeps it on his telephone."""
    page = context.new_page()
    sign_in(page, tom)
    page.goto("/network/cards/new/")
    page.fill("[name=met]", "Au salon du livre")
    page.click("main form button[type=submit]")
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    page.click("[data-keep]")
    expect(page.locator("[data-keep]")).to_contain_text("Ne plus garder")
    return Card.objects.get()


def note(page: Page, card: Card, where: str = "Au salon du livre") -> None:
    page.goto(f"{NEW}?card={card.public_id}")
    page.fill("[name=name]", "Aïcha Diallo")
    page.fill("[name=where]", where)
    page.fill("[name=words]", PRIVATE)
    page.fill("[name=promised]", PROMISE)
    page.fill("[name=said]", "Ravi de t’avoir écoutée")
    page.check("[name=keep]")
    page.click("main form button[type=submit]")


def waiting(page: Page) -> list[str]:
    names: list[str] = page.evaluate(
        "Object.keys(localStorage).filter(name => name.startsWith('note '))"
    )
    return names


def test_at_a_fair_without_network(context, open_page, tom, card):
    context.set_offline(True)
    page = context.new_page()
    page.goto(f"/network/cards/{card.public_id}/")
    expect(page.locator("svg.qr")).to_be_visible()
    note(page, card)
    expect(page.locator("[data-away]")).to_be_visible()
    expect(page.locator("[data-waiting]")).to_contain_text("Aïcha Diallo")
    expect(page.locator("[name=name]")).to_have_value("")
    assert accessibility(page) == []
    assert not Encounter.objects.exists()

    context.set_offline(False)
    expect(page.locator("[data-waiting]")).to_be_hidden()
    assert waiting(page) == []
    noted = Encounter.objects.get()
    assert (noted.promised, noted.card) == (PROMISE, card)
    assert Contact.objects.get().full_name == "Aïcha Diallo"

    aicha = open_page("fr", width=390)
    reads_what_concerns_her(aicha, card)
    comes_back_once(page, noted)
    has_it_erased(aicha)


def reads_what_concerns_her(aicha: Page, card: Card) -> None:
    aicha.goto(card_path(card))
    expect(aicha.get_by_role("link", name="Garder cette carte")).to_be_visible()
    expect(aicha.locator("main")).to_contain_text(PROMISE)
    assert PRIVATE not in aicha.content()
    assert accessibility(aicha) == []


def comes_back_once(page: Page, noted: Encounter) -> None:
    Encounter.objects.update(recall_on=noted.day)
    page.goto("/")
    expect(page.locator("main")).to_contain_text(PROMISE)
    page.click(f"a[href='/network/encounters/{noted.public_id}/']")
    expect(page.locator("main")).to_contain_text(PRIVATE)
    page.click("form[action$='thought-of/'] button")
    page.goto("/")
    assert PROMISE not in page.content()


def has_it_erased(aicha: Page) -> None:
    aicha.click("[popovertarget=erase]")
    aicha.get_by_role("dialog").locator("[type=submit]").click()
    expect(aicha.locator(".notice")).to_contain_text("Tom")
    assert not Encounter.objects.exists()
    assert not Contact.objects.exists()


def test_what_was_sent_and_whose_answer_was_lost_is_noted_once(context, tom, card):
    page = context.new_page()
    page.route("**/encounters/new/", lost_on_the_way_back)
    note(page, card)
    expect(page.locator("[data-waiting]")).to_contain_text("Aïcha Diallo")
    assert Encounter.objects.count() == 1

    page.unroute("**/encounters/new/")
    page.goto("/network/encounters/")
    expect(page.locator("[data-waiting]")).to_be_hidden()
    assert waiting(page) == []
    assert Encounter.objects.count() == 1


def lost_on_the_way_back(route):
    if route.request.method == "POST":
        route.fetch(max_redirects=0)
        route.abort()
    else:
        route.continue_()


def test_what_is_refused_says_why_and_is_not_lost(context, tom, card):
    context.set_offline(True)
    page = context.new_page()
    note(page, card)
    expect(page.locator("[data-waiting]")).to_contain_text("Aïcha Diallo")
    card.erased_at = card.offered_at
    card.save()

    context.set_offline(False)
    expect(page.locator("[data-waiting] [data-why]")).to_contain_text("effacer")
    assert not Encounter.objects.exists()
    page.click("[data-waiting] a")
    expect(page.locator("[name=words]")).to_have_value(PRIVATE)
    page.click("[data-waiting] button")
    expect(page.locator("[data-waiting]")).to_be_hidden()
    assert waiting(page) == []


def test_signed_out_it_waits_and_leaves_with_nobody_else(context, tom, card):
    context.set_offline(True)
    page = context.new_page()
    note(page, card)
    expect(page.locator("[data-waiting]")).to_contain_text("Aïcha Diallo")
    context.clear_cookies()
    context.set_offline(False)
    expect(page.locator("[data-why]")).to_contain_text("reconnect")

    other = make.member("Inès")
    sign_in(page, other)
    page.goto("/network/encounters/")
    assert "Aïcha" not in page.content()
    assert not Encounter.objects.exists()

    context.clear_cookies()
    sign_in(page, tom)
    page.goto("/")
    page.wait_for_function(
        "() => !Object.keys(localStorage).some(name => name.startsWith('note '))"
    )
    assert Encounter.objects.get().member == tom


def test_without_scripts_it_is_a_form_like_any_other(open_page, tom):
    card = make.card(tom)
    page = open_page("fr", by=tom, scripts=False)
    note(page, card, where="")
    expect(page.locator("[name=words]")).to_have_value(PRIVATE)
    page.fill("[name=where]", "Au salon du livre")
    page.click("main form button[type=submit]")

    page.wait_for_url("**/network/encounters/*-*/")
    assert Encounter.objects.get().words == PRIVATE


def test_online_what_is_to_be_looked_at_again_comes_back_whole(open_page, tom):
    card = make.card(tom)
    page = open_page("fr", by=tom)
    note(page, card, where="")
    expect(page.locator(".mistakes")).to_be_visible()
    expect(page.locator("[name=words]")).to_have_value(PRIVATE)
    expect(page.locator("[name=keep]")).to_be_checked()
    page.fill("[name=where]", "Au salon du livre")
    page.dblclick("main form button[type=submit]")

    page.wait_for_url("**/network/encounters/*-*/")
    (noted,) = Encounter.objects.all()
    assert page.url.endswith(f"/{noted.public_id}/")


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
@pytest.mark.parametrize(
    "path", ["", "new/", "new/?card={card}", "{one}/", "{one}/edit/"]
)
def test_each_page_can_be_read_by_everybody(open_page, tom, path, width, scheme):
    card = make.card(tom)
    one = make.encounter(tom, promised=PROMISE, words=PRIVATE, card=card)
    page = open_page("fr", by=tom, width=width, scheme=scheme)
    page.goto(
        "/network/encounters/" + path.format(card=card.public_id, one=one.public_id)
    )

    assert accessibility(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
