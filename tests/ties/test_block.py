"""A block makes two people nonexistent for each other, at the next request, everywhere."""

import pytest
from django.urls import reverse

from tests import make
from tests.ties.pages import person, send, text_of
from whispeer.members.states import Discoverability
from whispeer.ties import actions, queries
from whispeer.ties.models import Card, Side, Suggestion, Tie
from whispeer.ties.queries.links import card_path
from whispeer.ties.states import CardState, SuggestionState

pytestmark = pytest.mark.both
GESTURES = ("met", "deny", "thank", "naming", "let_go", "block")


@pytest.fixture
def blocked(client, alice, bruno, now):
    """Alice has Bruno no longer exist for her."""
    client.force_login(alice)
    make.card(alice, offered_at=now)
    make.card(bruno, offered_at=now)
    send(client, person(bruno, "block"))


@pytest.mark.parametrize("who", ["alice", "bruno"])
def test_neither_finds_the_other_on_any_route(client, alice, bruno, blocked, who):
    me, other = (alice, bruno) if who == "alice" else (bruno, alice)
    client.force_login(me)

    assert client.get(person(other)).status_code == 404
    for gesture in GESTURES:
        assert send(client, person(other, gesture)).status_code == 404
    for card in Card.objects.filter(by=other):
        for page in ("ties:take_card", "ties:card_vcard"):
            assert client.get(card_path(card, page)).status_code == 404
        assert send(client, card_path(card), met="Ici").status_code == 404
    for path in ("/", "/network/", reverse("ties:cards")):
        client.get(path)  # the notice of what was just done is read once
        assert other.given_name not in text_of(client.get(path))
    assert not Tie.objects.exists()


def test_who_blocks_takes_back_his_cards_and_the_other_learns_nothing(
    alice, bruno, blocked
):
    assert Card.objects.get(by=alice).state == CardState.WITHDRAWN
    assert Card.objects.get(by=bruno).state == CardState.OFFERED


def test_suggestions_between_them_are_over(alice, bruno, chantal, now):
    make.tie(bruno, chantal, named=True)
    one = make.suggestion(alice, chantal, through=bruno)
    other = make.suggestion(chantal, alice, through=bruno)

    actions.block(bruno, by=alice, now=now)

    one.refresh_from_db()
    assert one.state == SuggestionState.OVER
    assert other not in Suggestion.objects.visible_to(chantal, now)


def test_somebody_within_reach_can_be_blocked(client, alice, bruno, now):
    denise = make.member("Denise", discoverability=Discoverability.BY_NAME)
    make.tie(bruno, denise, named=True)
    client.force_login(alice)

    assert send(client, person(denise, "block")).status_code == 302
    assert client.get(person(denise)).status_code == 404
    assert not queries.may_meet(denise, alice)


def test_nobody_blocks_himself(client, alice):
    client.force_login(alice)

    assert send(client, person(alice, "block")).status_code == 404


def test_lifted_no_tie_comes_back(alice, bruno, blocked, now):
    from_members = alice.blocks.get()
    from_members.delete()

    assert queries.may_meet(alice, bruno)
    assert not queries.are_tied(alice, bruno)


def test_even_a_tie_that_outlived_the_block_is_not_seen(alice, bruno):
    """As after a restored copy of the database: the rule stands in the reading."""
    make.block(alice, bruno)

    assert Side.objects.exists()
    assert queries.ties_of(alice).guests == queries.ties_of(bruno).guests == []
    assert not queries.are_tied(bruno, alice)
