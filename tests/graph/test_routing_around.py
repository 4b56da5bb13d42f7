"""Of whom the past is known: of some around is as good as of all."""

import random

import numpy as np
import pytest

from whispeer.graph import build, routing
from whispeer.graph.routing import Answer, Ask, History, Kind, PastAsks, Whisper

NOON = 12.0
MEMBERS = 80


def past_of(chance: random.Random, many: int) -> PastAsks:
    """What happened to many, over two years; some asks are open still."""
    sent = [NOON - chance.choice([20, 200, 2000, 15000]) * chance.random() for _ in
            range(many)]  # fmt: skip
    return PastAsks(
        np.array([chance.randrange(MEMBERS) for _ in sent]),
        np.array(sent),
        np.array([chance.choice([at + 5, np.inf]) for at in sent]),
        np.array([chance.random() < 0.5 for _ in sent]),
        np.array([chance.random() < 0.5 for _ in sent]),
    )


def remembered(past: PastAsks, people, caps, rests) -> History:
    """As much of it as concerns some; and what all together answered."""
    here = np.isin(past.member, people)
    found = routing.history_of(PastAsks._make(one[here] for one in past), NOON)
    whole = routing.history_of(past, NOON)
    found = routing.with_network(found, whole.network, whole.counted)
    lower, full = np.intersect1d(caps, people), np.intersect1d(rests, people)
    found = routing.with_caps(found, lower, np.zeros(lower.size, np.int64))
    return routing.with_rests(found, full, np.full(full.size, NOON + 60))


@pytest.mark.parametrize("seed", range(12))
def test_the_past_of_those_around_is_as_good_as_that_of_all(seed):
    chance = random.Random(seed)
    pairs = {tuple(sorted(chance.sample(range(MEMBERS), 2))) for _ in range(110)}
    pairs |= {(one, one + 1) for one in range(MEMBERS - 1)}
    store = build.small([(a, b, chance.random()) for a, b in pairs])
    past = past_of(chance, 900)
    caps, rests = (chance.sample(range(MEMBERS), 9) for _ in range(2))
    declared = chance.sample(range(MEMBERS), 5)
    topic = routing.topic_of(
        declared,
        hops=[chance.randint(1, 3) for _ in declared],
        anyone=[chance.random() < 0.7 for _ in declared],
    )
    seeker = chance.randrange(MEMBERS)
    carrier = int(store.ids[store.row(store.row_of(seeker)).neighbours[0]])
    carried = Ask(seeker, carrier, 9.0, Kind.RELAY, Answer.RELAYS, 10.0)
    for hops in (1, 2, 3):
        for asks in ((), (carried,)):
            whisper = Whisper(seeker, 8.0, asks, hops=hops, strangers=True)
            people = routing.concerned(store, whisper, topic)
            some, whole = (
                remembered(past, one, caps, rests) for one in (people, range(MEMBERS))
            )

            assert set(some.members) < set(whole.members)
            for asked in (routing.candidates, routing.step, routing.directly):
                told, expected = (
                    asked(store, whisper, topic, known, NOON) for known in (some, whole)
                )
                assert told == expected
            told, expected = (
                routing.strangers(whisper, topic, known, NOON)
                for known in (some, whole)
            )
            assert told == expected


def test_what_all_answered_fades_as_what_one_answered():
    past = past_of(random.Random(1), 50)
    early, late = (routing.history_of(past, hour) for hour in (NOON, NOON + 900))
    told = routing.with_answer(late, 3, NOON + 901, helps=True, yes=True)

    assert early.network == pytest.approx(early.counts.sum(axis=1))
    assert told.network == pytest.approx(told.counts.sum(axis=1))
    kept = routing.with_network(routing.no_history([3]), early.network, NOON)
    assert routing.least_value(kept, NOON) == routing.least_value(early, NOON)


def test_whoever_rests_is_at_his_cap_until_then():
    rests = routing.with_rests(routing.no_history(), np.array([2]), np.array([40.0]))
    store, topic = build.small([(1, 2, 1.0)]), routing.topic_of([2])
    (bruno,) = routing.candidates(store, Whisper(1, 8.0), topic, rests, NOON)

    assert bruno.free_at == 40.0
