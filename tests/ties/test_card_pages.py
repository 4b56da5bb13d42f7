"""The pages of the cards one offers."""

import re

import pytest
from django.urls import reverse

from tests import make
from tests.ties.pages import send, text_of
from whispeer.ties import queries
from whispeer.ties.actions.cards import AT_ONCE
from whispeer.ties.models import Card, Tie
from whispeer.ties.queries.links import card_link, card_path
from whispeer.ties.queries.qr import QUIET, drawing

pytestmark = pytest.mark.both
YES = {"met": "À la foire de Bourg", "nameable": "on"}


@pytest.fixture
def denise(db):
    return make.member("Denise")


@pytest.fixture
def card(denise, now):
    return make.card(denise, met="Mes mots à moi", offered_at=now)


def test_a_card_is_made_and_shown(client, alice, now):
    client.force_login(alice)

    answer = send(client, reverse("ties:new_card"), **YES)

    card = Card.objects.get()
    assert (card.by, card.met, card.nameable) == (alice, YES["met"], True)
    page = text_of(client.get(answer.headers["Location"]))
    assert card_link(card) in page
    assert drawing(card_link(card)).path in page


def test_the_same_form_sent_twice_makes_one_card(client, alice, now):
    client.force_login(alice)
    key = "5f0c0b5e-0000-4000-8000-000000000001"

    first = send(client, reverse("ties:new_card"), key=key, **YES)
    second = send(client, reverse("ties:new_card"), key=key, **YES)

    assert Card.objects.count() == 1
    assert first.headers["Location"] == second.headers["Location"]


@pytest.mark.parametrize("words", ["", " ", "x" * 141, "a\0b", "a\u202eb", "a\x07b"])
def test_words_that_cannot_be_kept_come_back(client, alice, now, words):
    client.force_login(alice)
    for path in (reverse("ties:new_card"), card_path(make.card(make.member()))):
        before = Card.objects.count()

        page = send(client, path, met=words)

        assert page.status_code == 200
        assert "mistake" in text_of(page)
        assert (Card.objects.count(), Tie.objects.count()) == (before, 0)


@pytest.mark.parametrize(
    "words", ["🧵 sous la pluie 🌧", "في السوق", "在里昂", "x" * 140]
)
def test_any_language_is_kept_as_it_was_written(client, alice, now, words):
    client.force_login(alice)

    send(client, reverse("ties:new_card"), met=words)

    assert Card.objects.get().met == words


def test_when_too_many_are_out_the_page_says_what_to_do(client, alice, now):
    client.force_login(alice)
    for _ in range(AT_ONCE):
        make.card(alice, offered_at=now)

    page = send(client, reverse("ties:new_card"), **YES)

    assert page.status_code == 200
    assert YES["met"] in text_of(page)
    assert Card.objects.count() == AT_ONCE


def test_a_card_of_mine_is_nobody_elses_page(client, alice, denise, card):
    client.force_login(alice)

    for name in ("card", "withdraw_card"):
        path = reverse(f"ties:{name}", args=[card.public_id])
        asked = send(client, path) if name == "withdraw_card" else client.get(path)
        assert asked.status_code == 404
    assert Card.objects.get(pk=card.pk).state == "offered"


def test_a_card_is_taken_back(client, denise, card, now):
    client.force_login(denise)
    path = reverse("ties:withdraw_card", args=[card.public_id])

    answer = send(client, path)

    page = text_of(client.get(answer.headers["Location"]))
    assert card_link(card) not in page
    assert client.get(reverse("ties:cards")).context["cards"] == []


def test_the_drawing_is_dark_on_light_with_a_quiet_margin(card):
    side, path = drawing(card_link(card))

    runs = re.findall(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z", path)
    assert "".join(f"M{x} {y}h{w}v1h-{b}z" for x, y, w, b in runs) == path
    for x, y, width, back in (map(int, run) for run in runs):
        assert width == back
        assert QUIET <= x <= x + width <= side - QUIET
        assert QUIET <= y < side - QUIET


def test_the_cards_that_wait_are_listed(client, denise, card, now, alice):
    client.force_login(denise)
    assert list(queries.cards_offered(denise, now)) == [card]

    page = text_of(client.get(reverse("ties:cards")))

    assert "Mes mots à moi" in page
    client.force_login(alice)
    assert "Mes mots à moi" not in text_of(client.get(reverse("ties:cards")))
