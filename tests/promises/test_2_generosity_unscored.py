"""Generosity first, unscored: thanks are words, and nobody keeps an account."""

import re
from random import Random

import pytest
from django.core.exceptions import FieldDoesNotExist
from django.db import IntegrityError, transaction

from tests import make
from tests.promises.reading import read, walk
from whispeer.ground import clock
from whispeer.ties.models import Thanks
from whispeer.web import today

OWING = re.compile(
    r"\b(?:owes?|owed|debt|balance|karma|reciprocity|doit encore|dette|solde|redevable)\b",
    re.IGNORECASE,
)


def test_thanks_are_words(alice, bruno):
    """Not a click: the table itself refuses less than a few words."""
    tie = alice.sides.get().tie
    with pytest.raises(IntegrityError), transaction.atomic():
        make.thanks(tie, by=bruno, words="merci")


@pytest.mark.parametrize(
    "name", ["value", "weight", "amount", "points", "given", "received"]
)
def test_thanks_have_no_worth(name):
    with pytest.raises(FieldDoesNotExist):
        Thanks._meta.get_field(name)


def test_no_page_speaks_of_who_owes_whom(world, client_of):
    owing = [
        path
        for path, response in walk(client_of(world.owner), "/")
        if path != "/charter/" and OWING.search(read(path, response).text)
    ]
    assert owing == []


def test_what_one_could_do_for_somebody_comes_first(world, client_of):
    """On the page of each day, before anything one could have for oneself."""
    now = clock.now()
    for role in ("owner", "tie", "reach"):
        member = world.member(role)
        gestures = today.gestures_for(member, now, today.chance_of(member, now))
        helping = [gesture.for_somebody for gesture in gestures]
        assert not any(helping) or helping[0], role


def test_nothing_proposed_gives_nothing():
    assert today.choose([], Random(1)) == []
