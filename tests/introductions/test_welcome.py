"""A newcomer is offered two people who like to welcome, from different worlds."""

from datetime import timedelta

import pytest

from tests import make
from tests.introductions.reading import notices_of, people_in, told, words_in
from whispeer.introductions import actions, queries
from whispeer.introductions.models import Introduction
from whispeer.introductions.tasks import close_overdue, welcome_newcomers
from whispeer.ties import engine
from whispeer.ties.queries import are_tied, tie_between
from whispeer.ties.queries.circle import Circle


@pytest.fixture
def nadia(db, now):
    return make.member("Nadia", trade="une luthière", joined_at=now - timedelta(days=1))


def welcomer(name, **fields):
    return make.member(name, welcomes=True, trade="un cuisinier", **fields)


def offered(newcomer, now):
    rows = Introduction.objects.filter(by=newcomer)
    return {
        party.member.given_name
        for row in rows
        for party in row.parties.exclude(member=newcomer)
    }


def test_two_are_asked_and_nobody_is_named(nadia, now):
    one, other = welcomer("Rémi"), welcomer("Solange")
    actions.welcome(nadia, now=now)

    assert offered(nadia, now) == {"Rémi", "Solange"}
    (for_remi,) = queries.room(Circle(one, now)).asked
    assert for_remi.through is None
    assert "une luthière" in for_remi.description
    assert people_in(told(nadia, now)) == people_in(told(other, now)) == set()
    assert "Rémi" not in words_in(told(nadia, now))
    assert notices_of(nadia) == ["waits", "waits"]
    assert notices_of(one) == ["waits"]


def test_when_both_say_yes_they_are_tied_and_nobody_brought_them(nadia, now):
    one = welcomer("Rémi")
    actions.welcome(nadia, now=now)
    introduction = Introduction.objects.get()
    actions.say_yes(introduction, by=nadia, now=now)
    assert actions.say_yes(introduction, by=one, now=now) is True

    tie = tie_between(nadia, one)
    assert tie is not None
    assert tie.introduced_by is None
    assert queries.room(Circle(nadia, now)).made[0].through is None


def test_a_no_of_who_welcomes_is_silent(nadia, now):
    one = welcomer("Rémi")
    actions.welcome(nadia, now=now)
    introduction = Introduction.objects.get()
    before = told(nadia, now)
    actions.decline(introduction, by=one, now=now)
    assert told(nadia, now) == before
    actions.say_yes(introduction, by=nadia, now=now)
    assert not are_tied(nadia, one)


def test_they_come_from_different_worlds(nadia, now):
    """Rémi and Paul meet the same people; Solange meets others."""
    remi, paul, solange = welcomer("Rémi"), welcomer("Paul"), welcomer("Solange")
    for group in ([remi, paul], [solange]):
        group += [make.member(f"Ami{n}") for n in range(5)]
        for place, one in enumerate(group):
            for other in group[place + 1 :]:
                make.event(make.tie(one, other), one, at=now)
    engine.rebuild(now)
    actions.welcome(nadia, now=now)
    assert "Solange" in offered(nadia, now)
    assert len(offered(nadia, now)) == 2


def test_who_has_three_ties_needs_no_welcome(nadia, now):
    welcomer("Rémi")
    for n in range(3):
        make.tie(nadia, make.member(f"Ami{n}"))
    actions.welcome(nadia, now=now)
    assert not Introduction.objects.exists()


def test_a_newcomer_is_welcomed_once(nadia, now):
    welcomer("Rémi")
    actions.welcome(nadia, now=now)
    welcomer("Solange")
    actions.welcome(nadia, now=now)
    assert offered(nadia, now) == {"Rémi"}


def test_who_does_not_like_to_welcome_or_may_not_is_not_asked(nadia, now):
    make.member("Ursule")
    make.block(welcomer("Rémi"), nadia)
    make.tie(nadia, welcomer("Paul"))
    welcomer("John", language="en", languages=["en"])
    actions.welcome(nadia, now=now)
    assert not Introduction.objects.exists()


def test_who_welcomes_is_asked_twice_a_week_at_most(now, db):
    one = welcomer("Rémi")
    for n in range(4):
        newcomer = make.member(f"Nadia{n}", joined_at=now - timedelta(days=1))
        actions.welcome(newcomer, now=now + timedelta(days=n))
    assert notices_of(one) == ["waits", "waits"]


def test_every_day_the_house_looks_for_who_came_lately(nadia, clock):
    welcomer("Rémi")
    old = make.member("Ancien")
    welcome_newcomers.func()
    close_overdue.func()
    assert Introduction.objects.filter(by=nadia).exists()
    assert not Introduction.objects.filter(by=old).exists()
