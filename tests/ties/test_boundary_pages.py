"""The page on which one says whom one is never to be brought together with."""

import pytest
from django.urls import reverse

from tests import make
from tests.ties.pages import send, text_of
from whispeer.ties import queries
from whispeer.ties.models import Boundary, Relation
from whispeer.ties.states import RelationKind

pytestmark = pytest.mark.both
PAGE = "/network/boundaries/"


def keep_away(client, **said):
    return send(client, reverse("ties:keep_away"), **said)


def declare(client, **said):
    return send(client, reverse("ties:declare"), **said)


def test_each_thing_said_stands_on_ones_own_page_alone(client, alice, bruno, now):
    client.force_login(alice)
    keep_away(client, tie=bruno.public_id)
    keep_away(client, company="Grand Rival et Fils")
    keep_away(client, email="quelqu.un@example.org")
    declare(client, company="La Banque du Coin", kind=RelationKind.INVESTOR)

    text = text_of(client.get(PAGE))
    for said in ("Grand Rival et Fils", "quelqu.un@example.org", "La Banque du Coin"):
        assert said in text
    client.force_login(bruno)
    assert "Rival" not in text_of(client.get(PAGE))
    assert Boundary.objects.filter(member=alice, other=bruno).exists()


def test_it_is_taken_back_in_one_gesture(client, alice, bruno, now):
    client.force_login(alice)
    boundary, relation = (
        make.boundary(alice, other=bruno),
        make.relation(alice, other=bruno),
    )
    send(client, reverse("ties:let_near", args=[boundary.public_id]))
    send(client, reverse("ties:take_back", args=[relation.public_id]))
    assert not Boundary.objects.exists()
    assert not Relation.objects.exists()


def test_a_stranger_takes_back_nothing(client, alice, chantal, bruno, now):
    boundary = make.boundary(alice, other=bruno)
    client.force_login(chantal)
    answer = send(client, reverse("ties:let_near", args=[boundary.public_id]))
    assert answer.status_code == 404
    assert Boundary.objects.exists()


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"company": "…"},
        {"company": "Fil", "email": "x"},
        {"email": "x"},
    ],
)
def test_what_says_nothing_or_wrong_comes_back(client, alice, said, now):
    client.force_login(alice)
    answer = keep_away(client, **said)
    assert answer.status_code == 200
    assert not Boundary.objects.exists()
    for words in said.values():
        assert words in answer.content.decode()


def test_ones_own_address_is_refused_in_words(client, alice, now):
    client.force_login(alice)
    answer = keep_away(client, email=alice.email)
    assert answer.status_code == 200
    assert not Boundary.objects.exists()


def test_only_a_tie_can_be_chosen(client, alice, chantal, now):
    client.force_login(alice)
    assert keep_away(client, tie=chantal.public_id).status_code == 200
    assert queries.may_meet(alice, chantal)
