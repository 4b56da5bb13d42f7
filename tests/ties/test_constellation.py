"""One's surroundings as a picture: for oneself alone, true at each request, unmeasured."""

import re
from typing import Any

import pytest

from tests import make
from tests.ties.pages import text_of
from tests.ties.skies import some_sky
from whispeer.ties import actions, engine, queries
from whispeer.ties.models import Side
from whispeer.ties.queries import constellation

SKY = "/network/constellation/"


@pytest.fixture(autouse=True)
def engine_of_its_own(settings, tmp_path):
    settings.ENGINE = tmp_path / "engine"
    yield
    engine.OPENED.pop(settings.ENGINE, None)
    engine.WRITERS.pop(settings.ENGINE, None)


def surroundings(member, now) -> Any:
    return constellation.constellation_of(member, now)


def drawn(member, now):
    """The given names on the points of the picture."""
    dots = surroundings(member, now).sky.dots
    return sorted(re.findall(r'aria-label="(\S+) [^"]*"', dots))


def told(member, now):
    found = surroundings(member, now)
    return {
        one.given_name
        for world in found.worlds
        for one in [*world.alive, *world.cooling, *world.asleep]
    }


def test_everybody_one_is_tied_to_is_drawn_and_told_once(db, now):
    alice = some_sky(12)

    guests = sorted(one.given_name for one in queries.ties_of(alice).guests)
    assert drawn(alice, now) == sorted(told(alice, now)) == guests


def test_it_is_the_same_the_next_time(db, client, now):
    client.force_login(some_sky(12))

    picture = re.compile(r'<figure class="sky".*?</figure>', re.DOTALL)
    first, again = (picture.findall(text_of(client.get(SKY))) for _ in range(2))
    assert first
    assert first == again


def test_a_block_and_a_tie_let_go_are_gone_at_the_next_request(db, now):
    alice = some_sky(6)
    lea, karim = (
        Side.objects.get(member=alice, other__given_name=name).other
        for name in ("Léa", "Karim")
    )
    assert {"Léa", "Karim"} <= set(drawn(alice, now))

    actions.block(alice, by=lea, now=now)
    tie = queries.tie_between(alice, karim)
    assert tie is not None
    actions.let_go(tie, by=karim, now=now)

    assert not {"Léa", "Karim"} & set(drawn(alice, now))
    assert not {"Léa", "Karim"} & told(alice, now)


def test_an_engine_that_was_told_nothing_shows_nobody_who_is_gone(db, now):
    alice = some_sky(6)
    make.block(Side.objects.get(member=alice, other__given_name="Léa").other, alice)

    assert "Léa" not in drawn(alice, now)


def test_a_tie_between_two_others_that_may_not_be_named_is_not_drawn(db, now):
    alice = some_sky(8)
    before = surroundings(alice, now)
    assert before.worlds[0].around.given_name == "Agathe"  # the first by name of equals

    Side.objects.exclude(member=alice).exclude(other=alice).update(nameable=False)

    after = surroundings(alice, now)
    assert all(kind.endswith("own") for kind, _ in after.sky.threads)
    assert all(world.around is None for world in after.worlds)


def test_a_bridge_is_told_and_drawn_as_one(db, now):
    found = surroundings(some_sky(24), now)

    assert found.bridges
    assert "tie bridge" in dict(found.sky.threads)


def test_how_a_tie_stands_is_a_word_and_never_a_measure(db, client, now):
    client.force_login(some_sky(9, "en"))

    page = text_of(client.get(SKY))
    picture = page.split("<figure")[1].split("</figure")[0]
    radii = set(re.findall(r'class="dot \w+" [^>]*?r="([\d.]+)"', picture))
    assert "To be warmed up:" in page
    assert "Asleep, and not broken:" in page
    assert radii == {"1.3"}
    words = re.sub(r"<figure.*?</figure>|<[^>]+>", " ", page, flags=re.DOTALL)
    assert not re.search(r"\d", words.split("<main")[-1].split("Whispeer")[-1])


def test_before_the_first_tie_the_page_offers_the_first_gesture(client, chantal):
    client.force_login(chantal)

    page = text_of(client.get(SKY))
    assert "<figure" not in page
    assert "/network/cards/new/" in page


def test_who_the_engine_does_not_know_is_told_in_words(alice, bruno, now, settings):
    engine.rebuild(now)
    late = make.member("Zoé")
    make.tie(late, bruno)

    assert told(late, now) == {bruno.given_name}


def test_the_page_asks_the_database_as_often_for_many_as_for_few(
    db, client, now, django_assert_max_num_queries
):
    client.force_login(some_sky(24))
    client.get(SKY)

    with django_assert_max_num_queries(12):
        client.get(SKY)
