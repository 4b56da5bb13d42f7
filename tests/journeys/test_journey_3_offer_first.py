"""Journey 3: offer first, thank well, no hard sell; each in a browser of his own.

Nadia first writes what she can give, then what she needs. Two people carry it by hand,
and the third brings a client. She thanks the whole chain with a story. Otto sends the
same words again and again: at the third person he is slowed, and told why.
"""

import re
from datetime import datetime

import pytest
from playwright.sync_api import Page, expect

from tests import make
from tests.browser import accessibility
from whispeer.graph import routing
from whispeer.ground import clock as clocks
from whispeer.members.models import Member
from whispeer.ties import engine as of_ties
from whispeer.whispers import actions, engine
from whispeer.whispers.models import Relay, Whisper

pytestmark = pytest.mark.browser

GIVES = "Une matinée pour regarder une chaîne de chauffe."
NEEDS = "Je cherche une maison qui loue de la vaisselle pour cent personnes."
STORY = "La noce a mangé dans tes assiettes, et il n’en manque pas une."
LINE = "Elle est soigneuse, tu peux y aller."
PITCH = "Je propose à chacun un audit gratuit de sa présence en ligne cette semaine."


class Chain:
    """Nadia knows Léa, who knows Hugo, who knows Ingrid; nobody knows further."""

    def __init__(self, open_page) -> None:
        self.nadia = self.person("Nadia", "une cuisinière", "Villeurbanne")
        self.lea = self.person("Léa", "une libraire", "Lyon")
        self.hugo = self.person("Hugo", "un traiteur", "Vienne")
        self.ingrid = self.person("Ingrid", "une loueuse de vaisselle", "Mâcon")
        for one, other in (
            (self.nadia, self.lea),
            (self.lea, self.hugo),
            (self.hugo, self.ingrid),
        ):
            make.tie(one, other)
        make.detail(self.ingrid, value="06 33 00 00 00")
        self.open_page = open_page
        self.pages: dict[int, Page] = {}

    @staticmethod
    def person(name: str, trade: str, place: str) -> Member:
        return make.member(name, family_name="Fil", trade=trade, place=place)

    def page(self, member: Member, path: str) -> Page:
        if member.pk not in self.pages:
            self.pages[member.pk] = self.open_page(by=member, width=390)
        page = self.pages[member.pk]
        page.goto(path)
        return page

    def write(self) -> None:
        page = self.page(self.nadia, "/whispers/")
        page.click("main a.button:has-text('Murmurer')")
        fields = page.locator("main :is(textarea, input[type=text])")
        expect(fields.first).to_have_attribute("name", "offered")
        page.fill("[name=offered]", GIVES)
        page.check("[name=need][value=supplier]")
        page.fill("[name=sentence]", NEEDS)
        page.check("[name=hops][value='3']")
        assert accessibility(page) == []
        page.click("form.form .button--primary")

    def send(self) -> None:
        """What the third will read stands there before anything leaves."""
        page = self.pages[self.nadia.pk]
        third = page.locator("section:has(#step-3)")
        expect(third).to_contain_text(NEEDS)
        expect(third).to_contain_text(GIVES)
        expect(third).not_to_contain_text("Nadia")
        assert accessibility(page) == []
        choose(page, self.lea)
        page.click("form.form .button--primary")
        deliver()

    def carry(self, by: Member, to: Member) -> None:
        page = self.page(by, "/")
        expect(page.locator("#gesture-1")).to_contain_text(NEEDS)
        page.click("article.gesture--first .button--primary")
        assert accessibility(page) == []
        page.click("main a.button[href$='/carry/']")
        assert accessibility(page) == []
        form = page.locator("main form.form")
        choose(page, to)
        form.locator("[name=line]").fill(LINE)
        form.locator("button[type=submit]").click()
        expect(page.locator("main")).to_contain_text(f"Il ira à {to.given_name}")
        assert accessibility(page) == []
        deliver()

    def help(self, by: Member) -> None:
        page = self.page(by, "/whispers/")
        page.click("main .people .button")
        expect(page.locator("main")).to_contain_text(LINE)
        assert "Nadia" not in page.content()
        assert "Léa" not in page.content()
        page.fill("form[action$='/help/'] [name=word]", "J’ai tout cela en réserve.")
        page.click("form[action$='/help/'] button[type=submit]")

    def accept(self) -> None:
        page = self.page(self.nadia, "/")
        page.click("article .actions a[href^='/whispers/']")
        expect(page.locator("main")).to_contain_text("J’ai tout cela en réserve.")
        assert "Ingrid" not in page.content()
        assert "Hugo" not in page.content()
        assert accessibility(page) == []
        page.click("form[action*='/yes/'] .button--primary")
        expect(page.locator("h2#arrived")).to_contain_text("Ingrid")

    def thank(self) -> None:
        page = self.pages[self.nadia.pk]
        assert accessibility(page) == []
        page.fill("form[action$='/thank/'] [name=words]", STORY)
        page.click("form[action$='/thank/'] button[type=submit]")
        expect(page.locator("main")).to_contain_text(STORY)

    def read_story(self, member: Member) -> None:
        relay = Relay.objects.get(to=member)
        page = self.page(member, f"/whispers/entrusted/{relay.public_id}/")
        expect(page.locator("main")).to_contain_text(STORY)
        expect(page.locator("main")).to_contain_text(
            "Nadia Fil → Léa Fil" if member != self.lea else "Nadia Fil → toi → Hugo"
        )
        assert accessibility(page) == []


def choose(page: Page, member: Member) -> None:
    """One of those the house thought of, or somebody else."""
    proposed = page.locator(f"[name=to][value='{member.public_id}']")
    if proposed.count():
        proposed.check()
        return
    if page.locator("[name=to][value=other]").count():
        page.check("[name=to][value=other]")
    page.select_option("[name=other]", str(member.public_id))


def deliver() -> None:
    """The day has come, if it was night; and with it the hour of whoever is next."""
    actions.go_on_all(now=daytime())


def daytime() -> datetime:
    return engine.moment(routing.delivery(engine.hour(clocks.now())))


@pytest.fixture(autouse=True)
def engine_of_its_own(settings, tmp_path):
    settings.ENGINE = tmp_path / "engine"
    yield
    of_ties.OPENED.pop(settings.ENGINE, None)
    of_ties.WRITERS.pop(settings.ENGINE, None)


@pytest.fixture
def chain(transactional_db, open_page) -> Chain:
    return Chain(open_page)


def test_offer_first_two_carry_it_and_the_whole_chain_is_thanked(chain):
    chain.write()
    chain.send()
    chain.carry(chain.lea, chain.hugo)
    chain.carry(chain.hugo, chain.ingrid)
    chain.help(chain.ingrid)
    chain.accept()
    chain.thank()

    for member in (chain.lea, chain.hugo, chain.ingrid):
        chain.read_story(member)
    assert_no_sum_and_no_counter(chain)


def assert_no_sum_and_no_counter(chain: Chain) -> None:
    """Neither what it was worth, nor how many were asked, stands anywhere."""
    for page in chain.pages.values():
        for path in ("/", "/whispers/"):
            page.goto(path)
            words = page.locator("main").inner_text()
            assert not re.search(r"€|\b\d+ (?:personnes|liens|merci)", words), words


def test_the_same_words_to_many_are_slowed_at_the_third_and_explained(
    transactional_db, open_page
):
    otto = make.member("Otto", joined_at=clocks.now().replace(year=2020))
    friends = [make.member(name) for name in ("Ana", "Bao", "Cleo")]
    for friend in friends:
        make.tie(otto, friend)
    page = open_page(by=otto, width=390)
    for friend in friends:
        page.goto(f"/introductions/ask-tie/{friend.public_id}/")
        page.fill("textarea[name=reason]", PITCH)
        page.click("form.form .button--primary")

    expect(page.locator("[role=alert]")).to_contain_text(
        "Deux personnes ont lu presque les mêmes mots"
    )
    assert page.input_value("textarea[name=reason]") == PITCH
    for friend in friends:
        theirs = open_page(by=friend, width=390)
        theirs.goto("/introductions/")
        assert "audit gratuit" not in theirs.content() or friend != friends[2]
        expect(theirs.locator("main")).not_to_contain_text("trop")


def test_without_scripts_it_is_the_same(chain, open_page):
    page = open_page(by=chain.nadia, scripts=False)
    page.goto("/whispers/new/")
    page.fill("[name=sentence]", NEEDS)
    page.check("[name=need][value=supplier]")
    page.click("form.form .button--primary")
    choose(page, chain.lea)

    page.click("form.form .button--primary")

    expect(page.locator("h1")).to_contain_text(NEEDS)
    assert Whisper.objects.get().sentence == NEEDS
