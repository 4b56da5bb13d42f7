"""Journey 2: an introduction with three free people, in three browsers.

Karim asks Léa to open a door to Hugo, with a reason Hugo can read. Hugo says not now;
Karim learns only that it will not happen. Months later Hugo says yes; only then do
details pass, and Léa leaves the thread.
"""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests import make
from tests.browser import accessibility
from whispeer.ground import clock as clocks
from whispeer.introductions import actions
from whispeer.introductions.models import Introduction
from whispeer.members.models import Member
from whispeer.ties.models import Ask

pytestmark = pytest.mark.browser

REASON = "J’ai une commande trop grande pour mon atelier."
WORDS = "Il travaille proprement, tu peux y aller."


class Three:
    """Karim asks, Léa is in the middle, Hugo is asked; each in a browser of his own."""

    def __init__(self, open_page) -> None:
        self.karim = self.person("Karim", "un ébéniste", "Crémieu")
        self.lea = self.person("Léa", "une libraire", "Lyon")
        self.hugo = self.person("Hugo", "un charpentier", "Vienne")
        make.tie(self.karim, self.lea, named=True)
        make.tie(self.lea, self.hugo, named=True)
        for member, number in ((self.karim, "06 11"), (self.hugo, "06 22")):
            make.detail(member, value=f"{number} 00 00 00")
        self.open_page = open_page
        self.pages: dict[int, Page] = {}

    @staticmethod
    def person(name: str, trade: str, place: str) -> Member:
        return make.member(name, family_name="Fil", trade=trade, place=place)

    def page(self, member: Member) -> Page:
        if member.pk not in self.pages:
            self.pages[member.pk] = self.open_page(by=member, width=390)
        return self.pages[member.pk]

    def ask(self) -> None:
        make.suggestion(self.karim, self.hugo, self.lea)
        page = self.page(self.karim)
        page.goto("/network/")
        press(page, "ask")
        page.fill("textarea[name=reason]", REASON)
        assert "Hugo" not in page.content()
        press(page, "send")

    def carry(self) -> None:
        page = self.page(self.lea)
        page.goto("/")
        expect(page.locator("#gesture-1")).to_contain_text(REASON)
        page.click("article.gesture--first .button--primary")
        page.fill("textarea[name=words]", WORDS)
        assert accessibility(page) == []
        press(page, "send")

    def read_it(self) -> Page:
        page = self.page(self.hugo)
        page.goto("/introductions/")
        page.click("main .people .button")
        expect(page.locator("main")).to_contain_text(REASON)
        expect(page.locator("main")).to_contain_text(WORDS)
        assert "Karim" not in page.content()
        assert accessibility(page) == []
        return page

    def what_karim_reads(self) -> str:
        page = self.page(self.karim)
        page.goto("/introductions/")
        page.click("main .people a")
        page.wait_for_load_state()
        return page.locator("main").inner_text()


PRESSED = {
    "ask": "a[href*='/introductions/ask/']",
    "send": "form.form .button--primary",
    "no": "button[form=decline]",
}


def press(page: Page, what: str) -> None:
    page.click(PRESSED[what])


def end_all(days: int) -> None:
    """Time has passed, and the clock of the house struck."""
    Introduction.objects.update(
        begun_at=clocks.now() - timedelta(days=days),
        ends_at=clocks.now() - timedelta(days=days - 14),
    )
    Ask.objects.update(at=clocks.now() - timedelta(days=days))
    actions.close_overdue(now=clocks.now())


@pytest.fixture
def three(transactional_db, open_page) -> Three:
    return Three(open_page)


def test_a_no_is_heard_by_nobody_and_a_later_yes_opens_the_door(three):
    three.ask()
    three.carry()
    waiting = three.what_karim_reads()

    press(three.read_it(), "no")

    assert three.what_karim_reads() == waiting
    end_all(days=16)
    over = three.what_karim_reads()
    assert "Pas cette fois" in over
    assert "Hugo" not in over
    end_all(days=180)

    three.ask()
    three.carry()
    press(three.read_it(), "send")

    assert_all_three_know(three)


def assert_all_three_know(three: Three) -> None:
    page = three.page(three.hugo)
    expect(page.locator("h1")).to_contain_text("Karim")
    page = three.page(three.karim)
    page.goto("/network/")
    page.click("main .people a:has-text('Hugo')")
    expect(page.locator("#reach + dl, .facts").last).to_contain_text("06 22")
    page = three.page(three.lea)
    page.goto("/introductions/")
    expect(page.locator("main")).to_contain_text("Karim et Hugo")
    page.click("main .people a:has-text('Karim')")
    expect(page.locator("h1")).to_contain_text("Karim")
    expect(page.locator("main form")).to_have_count(0)


def test_without_scripts_it_is_the_same(three, open_page):
    page = open_page(by=three.karim, scripts=False)
    page.goto(f"/introductions/ask-tie/{three.lea.public_id}/")
    page.fill("textarea[name=reason]", REASON)

    press(page, "send")

    expect(page.locator("main")).to_contain_text("Léa")
    assert Introduction.objects.get().reason == REASON
