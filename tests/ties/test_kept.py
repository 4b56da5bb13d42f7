"""A tie is kept close or in silence by each for oneself; help is told by who had it."""

from datetime import timedelta

from tests import make
from tests.ties.pages import person, send, text_of
from whispeer.graph.constants import TIES
from whispeer.ties import engine
from whispeer.ties.models import Event, Side, Tie
from whispeer.ties.states import Kept, Lived


def side(member, other):
    return Side.objects.get(member=member, other=other)


def test_a_pinned_tie_is_strong_for_who_pinned_it_alone(client, alice, bruno, now):
    client.force_login(alice)
    send(client, person(bruno, "keep"), kept="pinned")

    tie = Tie.objects.get(sides=side(alice, bruno))
    bond = next(engine.bonds([tie], now))
    mine, theirs = bond.strength_first, bond.strength_second
    if tie.first_id != alice.pk:
        mine, theirs = theirs, mine
    assert mine >= TIES.pin > theirs
    assert side(bruno, alice).kept == Kept.AS_IT_COMES


def test_the_other_reads_nothing_of_it(client, alice, bruno):
    client.force_login(bruno)
    before = text_of(client.get(person(alice)))
    Side.objects.filter(member=alice).update(kept=Kept.MUTED)

    assert ("in silence:" in before) == (
        "in silence:" in text_of(client.get(person(alice)))
    )


def test_help_is_told_by_who_was_helped_and_once_a_day(client, alice, bruno):
    client.force_login(alice)
    send(client, person(bruno, "helped"))
    send(client, person(bruno, "helped"))

    assert Event.objects.get(kind=Lived.HELP).by == alice


def test_how_a_tie_stands_is_a_word_for_its_owner(db, client, now):
    alice, bruno = make.member("Alice", language="en"), make.member("Bruno")
    at = now - timedelta(days=500)
    make.event(make.tie(alice, bruno, made_at=at), alice, at=at)
    client.force_login(alice)

    assert "This tie is asleep, and not broken." in text_of(client.get(person(bruno)))
