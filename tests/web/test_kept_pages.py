"""A page its reader keeps opens without network, and goes when he signs out."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests import make
from tests.browser import sign_in
from whispeer.ties.models import Tie

pytestmark = pytest.mark.browser

PROMISE = "Lui rapporter le papier de Nantes"


@pytest.fixture
def context(new_context, live_server) -> BrowserContext:
    """A browser of one's own, in which the service worker is at work."""
    context: BrowserContext = new_context(base_url=live_server.url, locale="fr")
    return context


@pytest.fixture
def kept(transactional_db, context) -> str:
    """Alice keeps the page she reads before she meets Bruno; the address of it."""
    alice, bruno = make.member("Alice"), make.member("Bruno")
    make.tie(alice, bruno)
    alice.sides.update(promised=PROMISE)
    page = context.new_page()
    sign_in(page, alice)
    path = f"/network/people/{bruno.public_id}/before/"
    page.goto(path)
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    page.click("[data-keep]")
    expect(page.locator("[data-keep]")).to_contain_text("Ne plus garder")
    return path


def read(context: BrowserContext, path: str) -> Page:
    page = context.new_page()
    page.goto(path)
    return page


def test_it_opens_without_network(context, kept):
    context.set_offline(True)

    expect(read(context, kept).locator("main")).to_contain_text(PROMISE)
    away = read(context, "/network/")
    expect(away.locator("[data-kept] a")).to_contain_text("Avant de voir Bruno")


def test_what_was_not_kept_does_not(context, kept):
    context.set_offline(True)

    assert PROMISE not in read(context, "/me/").content()


def test_it_can_be_forgotten(context, kept):
    page = read(context, kept)
    page.click("[data-keep]")
    expect(page.locator("[data-keep]")).to_contain_text("Garder sur")
    context.set_offline(True)

    assert PROMISE not in read(context, kept).content()


def test_signing_out_empties_it(context, kept):
    page = read(context, "/")
    page.click(".foot form[action*=logout] button")
    page.click("main button[type=submit]") if "logout" in page.url else None
    expect(page.locator("body:not([data-reader])")).to_be_visible()
    page.wait_for_function(
        "caches.keys().then(n => !n.some(k => k.startsWith('kept ')))"
    )
    context.set_offline(True)

    assert PROMISE not in read(context, kept).content()


def test_a_tie_let_go_takes_it_along(context, kept, transactional_db):
    Tie.objects.all().delete()
    read(context, kept)
    context.set_offline(True)

    assert PROMISE not in read(context, kept).content()
