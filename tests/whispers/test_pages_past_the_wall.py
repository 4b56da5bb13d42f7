"""Past the wall: the page of somebody without an account, and the link that leads there."""

import pytest

from tests.whispers.pages import (
    SENTENCE,
    page_of,
    path_of,
    read,
    send,
    unkeyed,
)
from whispeer.whispers import actions, queries
from whispeer.whispers.models import Relay
from whispeer.whispers.queries import way_outside


@pytest.fixture
def link(whispered, alice, now) -> Relay:
    return actions.hand_over(whispered, by=alice, line="Je pense à toi.", now=now)


def test_somebody_without_an_account_reads_the_sentence_and_who_passes_it_on(
    link, client_of, now
):
    page = read(client_of(), path_of(link))

    assert SENTENCE in page
    assert "Alice" in page
    assert "Je pense à toi." in page
    assert "Au printemps." not in page


def test_a_link_serves_once_and_the_helper_may_take_it_all_away(
    link, alice, client_of, now
):
    visitor, path = client_of(), path_of(link)
    send(visitor, f"{path}help/", given_name="Odile", detail="04 72 00 00 00")
    seeker = read(client_of(alice), page_of(link.whisper, "whisper"))
    assert "Odile" in seeker
    assert "04 72 00 00 00" not in seeker
    assert "C’est dit" in read(visitor, path)

    send(visitor, f"{path}out-of-sight/")

    assert visitor.get(path).status_code == 404
    assert "Odile" not in read(client_of(alice), page_of(link.whisper, "whisper"))


def test_who_helps_reads_that_the_answer_is_yes(link, alice, client_of, now):
    visitor, path = client_of(), path_of(link)
    send(visitor, f"{path}help/", given_name="Odile", detail="04 72 00 00 00")
    assert "C’est oui" not in read(visitor, path)
    send(client_of(alice), page_of(link.whisper, "accept", link.public_id))

    assert "C’est oui" in read(visitor, path)
    seeker, own = client_of(alice), page_of(link.whisper, "whisper")
    assert "Chez Odile, il est arrivé." in read(seeker, own)
    words = "Merci : le menu est sur toutes les tables."
    send(seeker, page_of(link.whisper, "thank"), words=words)
    assert words in read(visitor, path)
    send(visitor, f"{path}out-of-sight/")

    assert visitor.get(path).status_code == 404
    page = read(client_of(alice), page_of(link.whisper, "whisper"))
    assert "04 72 00 00 00" not in page
    assert "Odile" not in page


def test_where_nobody_is_left_to_thank_nobody_is_asked_to(link, alice, client_of, now):
    visitor, path, seeker = client_of(), path_of(link), client_of(alice)
    send(visitor, f"{path}help/", given_name="Odile", detail="04 72 00 00 00")
    send(seeker, page_of(link.whisper, "accept", link.public_id))
    own, thank = page_of(link.whisper, "whisper"), page_of(link.whisper, "thank")
    assert thank in read(seeker, own)
    assert queries.room(alice, now).own[0].awaits == "thanks"

    send(visitor, f"{path}out-of-sight/")
    assert thank not in read(seeker, own)
    assert queries.room(alice, now).own[0].awaits == ""


def test_to_open_it_uses_nothing_up(link, client_of, now):
    """A mail programme looks before the person does, and looks again."""
    scanner, path = client_of(), path_of(link)
    for ask in (scanner.head, scanner.get, scanner.head):
        assert ask(path).status_code == 200
    for gesture in ("help", "out-of-sight"):
        assert scanner.get(f"{path}{gesture}/").status_code == 405
    assert SENTENCE in read(client_of(), path)


def test_what_is_over_is_handed_to_nobody(
    whispered, asked, bruno, alice, client_of, now
):
    actions.help_with(asked, by=bruno, now=now)
    assert client_of(bruno).get(page_of(asked, "carry_beyond")).status_code == 410
    actions.recall(whispered, by=alice, now=now)
    assert client_of(alice).get(page_of(whispered, "hand_over")).status_code == 410


def test_put_away_it_is_dead_for_ever(link, client_of, now):
    visitor, path = client_of(), path_of(link)
    send(visitor, f"{path}out-of-sight/")
    words = {"given_name": "Odile Roche", "detail": "au bout de la rue"}

    answer = send(visitor, f"{path}help/", **words)

    assert answer.status_code == 404
    assert "au bout de la rue" in answer.content.decode()


def test_the_seekers_yes_shows_how_to_reach_a_guest(link, alice, client_of, now):
    send(client_of(), f"{path_of(link)}help/", given_name="Odile", detail="04 72 00")

    send(client_of(alice), page_of(link.whisper, "accept", link.public_id))

    assert "04 72 00" in read(client_of(alice), page_of(link.whisper, "whisper"))


def test_a_link_is_made_shown_and_taken_back(whispered, alice, client_of, now):
    client = client_of(alice)
    assert SENTENCE in read(client, page_of(whispered, "hand_over"))
    answer = send(client, page_of(whispered, "hand_over"), line="Pour toi, Odile.")
    (relay,) = queries.handed_by(whispered, alice, now)
    assert answer.headers["Location"] == page_of(relay, "handed")
    assert way_outside(relay) in read(client, page_of(relay, "handed"))

    send(client, page_of(relay, "take_link_back"))

    assert client_of().get(path_of(relay)).status_code == 404


def test_after_three_links_the_page_says_that_there_are_no_more(
    whispered, alice, client_of, now
):
    client, page = client_of(alice), page_of(whispered, "hand_over")
    lines = ("Pour Odile, du marché.", "Pour Gaël, de la douane.", "Pour Zoé, au port.")
    for line in lines:
        assert send(client, page, line=line).status_code == 302
    again = send(client, page, line="Et Léonie, qui vend du thé ?").content.decode()

    assert "trois adresses de ce murmure" in again
    assert "Et Léonie, qui vend du thé ?" in again


def test_a_forged_link_and_one_that_is_over_answer_alike(link, alice, client_of, now):
    forged = path_of(link)[:-3] + "zz/"
    one = client_of().get(forged)
    actions.recall(link.whisper, by=alice, now=now)
    other = client_of().get(path_of(link))

    assert one.status_code == other.status_code == 404
    assert unkeyed(one.content.decode()).replace(forged, "…") == unkeyed(
        other.content.decode()
    ).replace(path_of(link), "…")
