"""At the rim of one's surroundings: some of one's address book, in a picture and in words."""

import re
from datetime import timedelta

import pytest

from tests import make
from tests.browser import accessibility
from tests.ties.pages import text_of
from tests.ties.skies import some_sky
from whispeer.ties import engine
from whispeer.ties.queries import constellation
from whispeer.ties.queries.rim import MOST, at_the_rim

SKY = "/network/constellation/"


@pytest.fixture(autouse=True)
def engine_of_its_own(settings, tmp_path):
    settings.ENGINE = tmp_path / "engine"
    yield
    engine.OPENED.pop(settings.ENGINE, None)
    engine.WRITERS.pop(settings.ENGINE, None)


@pytest.fixture
def alice(db):
    """Five ties, and an address book of forty."""
    alice = some_sky(5)
    for n in range(40):
        make.contact(alice, f"Personne {n:02}")
    return alice


def drawn(member, now):
    found = constellation.constellation_of(member, now)
    assert found is not None
    assert found.sky is not None
    return re.findall(
        r'href="/network/contacts/[^"]+" aria-label="([^"]+)".*?<path class="dot contact"',
        found.sky.dots,
    )


@pytest.mark.both
def test_whom_one_met_last_stands_there_then_others_by_name(alice, now):
    late = make.contact(alice, "Zoé Zola")
    make.encounter(alice, late.name, contact=late)

    names = [one.name for one in at_the_rim(alice)]

    assert names == [*(f"Personne {n:02}" for n in range(MOST - 1)), "Zoé Zola"]


@pytest.mark.both
def test_nobody_elses_and_nobody_who_is_only_proposed(alice, chantal):
    make.contact(chantal, "Aline Autre")
    make.contact(alice, "Aaron Proposé", state="proposed")

    assert {"Aline Autre", "Aaron Proposé"}.isdisjoint(
        one.name for one in at_the_rim(alice)
    )


def test_the_picture_and_the_words_tell_the_same(alice, client, now):
    make.contact(alice, "", phones=["06 12 34 56 78"])
    client.force_login(alice)
    page = text_of(client.get(SKY))

    words = page.split('id="words"')[1]
    assert sorted(drawn(alice, now)) == [f"Personne {n:02}" for n in range(MOST)]
    assert all(f"<bdi>{name}</bdi>" in words for name in drawn(alice, now))


def test_it_is_the_same_the_next_day(alice, now):
    before = constellation.constellation_of(alice, now)
    after = constellation.constellation_of(alice, now + timedelta(days=1))
    assert before is not None
    assert after is not None
    assert before.sky is not None
    assert after.sky is not None
    contacts = re.compile(r'contacts/[^"]+".*?cx="([-.\d]+)" cy="([-.\d]+)"')
    assert contacts.findall(before.sky.dots) == contacts.findall(after.sky.dots)


def test_a_contact_whose_key_is_that_of_a_tie_is_not_taken_for_it(alice, now):
    found = constellation.constellation_of(alice, now)
    assert found is not None
    told = [
        one.name for world in found.worlds for one in (*world.alive, *world.cooling)
    ]
    assert not any(name.startswith("Personne") for name in told)


def test_nobody_noted_nobody_at_the_rim(db, client, now):
    client.force_login(some_sky(4, "en"))

    page = text_of(client.get(SKY))
    assert "At the rim" not in page
    assert "diamond" not in page


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_it_can_be_read_by_everybody(transactional_db, open_page, alice, width, scheme):
    page = open_page("fr", by=alice, width=width, scheme=scheme)
    page.goto(SKY)
    page.evaluate("document.fonts.ready")

    assert accessibility(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator(".sky a[href*=contacts]").first.focus()
    page.keyboard.press("+")
    page.locator(".sky a[href*=contacts]").last.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/network/contacts/*-*/")
