"""How people answered before is read of those alone who can be met, and says the same."""

import random
from contextlib import contextmanager

import numpy as np
import pytest
from django.db import connection

from tests import make
from tests.whispers.life import DAY, HOUR
from tests.whispers.test_whom_to_ask import lived, proposed
from whispeer.graph import routing
from whispeer.members import actions as members
from whispeer.members.models import Member
from whispeer.ties.models import Ask, Side
from whispeer.ties.queries import may_be_asked
from whispeer.whispers import actions, engine, queries
from whispeer.whispers.engine.answers import history
from whispeer.whispers.models import Relay
from whispeer.whispers.states import Kind, Step, Urgency

ENDED = [Step.CARRIES, Step.RESTS, Step.HELPS, Step.CLOSED, Step.ASKED, Step.AT_DOOR]


def past_of(people, by, chance, now, many):
    """Many were asked, in two years and this week, by somebody unknown here."""
    whispers = [make.whisper(by, opened_at=now - DAY) for _ in range(many // 5)]
    relays = []
    for whisper in whispers:
        for one in chance.sample(people, 5):
            at = now - chance.choice([3, 30, 300, 700]) * chance.random() * DAY
            state = chance.choice(ENDED)
            yes = state in {Step.CARRIES, Step.HELPS}
            relays.append(
                Relay(
                    whisper=whisper,
                    by=by,
                    to=one,
                    state=state,
                    kind=chance.choice(Kind.values),
                    chosen_at=at,
                    asked_at=at,
                    ends_at=at + 3 * DAY,
                    answered_at=at + HOUR if yes else None,
                )
            )
    Relay.objects.bulk_create(relays)
    Ask.objects.bulk_create(
        Ask(by=by, to=relay.to, room="whispers", heard=True, at=relay.chosen_at)
        for relay in relays
        if relay.state != Step.AT_DOOR and relay.chosen_at > now - 7 * DAY
    )


@pytest.fixture
def town(alice, now):
    """Thirty people in a long row of ties, with some across; who lived it is far."""
    chance = random.Random(7)
    people = [alice, *(make.member(f"Ami{n}") for n in range(29))]
    across = [tuple(sorted(chance.sample(range(30), 2))) for _ in range(6)]
    for one, other in {*across, *((n, n + 1) for n in range(29))}:
        make.tie(people[one], people[other], named=True)
    for one in (people[2], people[3], people[25]):
        lived(one)
        one.asked_by_anyone = True
        one.save()
    for one in chance.sample(people[1:], 6):
        members.change_bearing(chance.choice([0, 1]), one.asked_by_anyone, by=one)
    for one in chance.sample(people[1:], 4):
        members.say_full(by=one, now=now - HOUR)
    past_of(people[1:], make.member("Zoé"), chance, now, 200)
    return people


def test_of_those_around_it_says_exactly_what_it_says_of_all(town, alice, now):
    everybody = np.array(Member.objects.values_list("pk", flat=True))
    for hops in (1, 2, 3):
        begun = make.whisper(alice, hops=hops, strangers=True, opened_at=now)
        make.relay(begun, town[1], state=Step.CARRIES)
        engine.weigh(now)
        known = engine.known(begun, now)
        assert known is not None
        store, seen, topic, some, hour = known
        whole = history(everybody, now)

        assert set(some.members) < set(whole.members)
        assert whole.network == pytest.approx(whole.counts.sum(axis=1))
        for asked in (routing.candidates, routing.step, routing.directly):
            told = asked(store, seen, topic, some, hour)
            assert told == asked(store, seen, topic, whole, hour)
        told = routing.strangers(seen, topic, some, hour)
        assert told == routing.strangers(seen, topic, whole, hour)
        assert len(told) > 0


@contextmanager
def read(counted: list[int]):
    """How many rows the database gave."""
    asked = []

    def note(execute, sql, params, many, context):
        asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield
    with connection.cursor() as cursor:
        for sql, params in asked:
            cursor.execute(sql, params)
            counted.append(len(cursor.fetchall()))


def test_what_others_answered_is_not_read(alice, bruno, fanny, words, now):
    lived(fanny)
    need = queries.draft(words, by=alice, now=now)
    engine.known(need, now)  # the engine is built
    before: list[int] = []
    after: list[int] = []
    with read(before):
        engine.known(need, now)
    others = [make.member(f"Autre{n}", asks_a_week=0) for n in range(20)]
    past_of(others, make.member("Zoé"), random.Random(1), now, 300)
    engine.known(need, now)
    with read(after):
        engine.known(need, now)

    assert sum(after) == sum(before)
    past_of([bruno, fanny, *others[:3]], others[9], random.Random(2), now, 5)
    nearer: list[int] = []
    with read(nearer):
        engine.known(need, now)
    assert sum(nearer) > sum(before)


def test_what_all_answer_is_weighed_by_night(alice, bruno, words, now):
    """Where many say no it is worth less to ask, and the bar is lower."""

    def bar(at=now):
        known = engine.known(queries.draft(words, by=alice, now=at), at)
        assert known is not None
        return routing.least_value(known.history, known.hour)

    assumed = bar()
    others = [make.member(f"Autre{n}") for n in range(5)]
    whisper = make.whisper(make.member("Zoé"))
    for one in others:
        make.relay(
            whisper,
            one,
            state=Step.RESTS,
            asked_at=now - 9 * DAY,
            ends_at=now - 6 * DAY,
        )
    assert bar() == assumed
    engine.weigh(now)
    assert bar() < assumed
    assert bar() < bar(now + 300 * DAY) < assumed


# ── At the cap ────────────────────────────────────────────────────────────────


def test_who_heard_of_it_late_is_free_again_a_day_after_he_heard(alice, bruno, now):
    members.say_full(by=bruno, now=now)
    begun = make.whisper(alice, opened_at=now, urgency=Urgency.NORMAL)
    actions.choose(begun, bruno, by=alice, now=now)
    members.say_free(by=bruno)
    actions.go_on_all(now=now + 22 * HOUR)
    (relay,) = begun.relays.filter(state=Step.ASKED)
    assert relay.asked_at == now

    for hours in (30, 45, 47, 7 * 24 - 3, 7 * 24 - 1):
        at = now + hours * HOUR
        found = history(np.array([bruno.pk]), at)
        free = routing.free_at(found, engine.hour(at))[0] <= engine.hour(at)
        assert free == may_be_asked(bruno, at)


def test_that_a_week_is_full_changes_nothing_in_what_is_proposed(
    alice, bruno, fanny, words, now
):
    """Bruno knows two who lived it, which no words may tell."""
    for name in ("Gilles", "Hugo"):
        secret = make.member(name)
        make.tie(bruno, secret)
        Side.objects.filter(member=secret).update(nameable=True)
        lived(secret)
    for name in ("Irène", "Jean", "Karim"):
        make.tie(alice, make.member(name))
    need = queries.draft(words, by=alice, now=now)
    before = proposed(need, alice, now)
    assert next(iter(before)) == "Bruno"

    members.say_full(by=bruno, now=now)
    assert list(proposed(need, alice, now).items()) == list(before.items())


def test_of_equals_the_least_asked_is_proposed_first(alice, words, now):
    people = {name: make.member(name) for name in ("Gilles", "Hugo")}
    for one in people.values():
        make.tie(alice, one, named=True)
        lived(one)
    need = queries.draft(words, by=alice, now=now)
    asked = make.whisper(make.member("Zoé"), opened_at=now - 20 * DAY)
    first, second = proposed(need, alice, now)
    make.relay(
        asked,
        people[first],
        state=Step.CLOSED,
        asked_at=now - 20 * DAY,
        ends_at=now - 17 * DAY,
    )
    assert list(proposed(need, alice, now)) == [second, first]
