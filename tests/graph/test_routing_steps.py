"""Whom a whisper asks and when it stops, one example a rule."""

from dataclasses import replace

import numpy as np
import pytest

from whispeer.graph import build, routing
from whispeer.graph.constants import WHISPERS
from whispeer.graph.errors import BadArray, BadNumber, DuplicateMember
from whispeer.graph.routing import (
    Answer,
    Candidate,
    Kind,
    PastAsks,
    Stop,
    Urgency,
    Whisper,
)

NOON = 12.0
CHLOE, DAVID, EMMA, FARID, GITA = 3, 4, 5, 6, 7
ALICE, BRUNO = 1, 2
NOBODY = routing.no_history()


def street():
    """Alice knows Bruno and Chloe; Bruno knows David, Chloe knows Emma."""
    return build.small(
        [(1, 2, 0.5), (1, 3, 0.5), (2, 4, 0.5), (3, 5, 0.5), (6, 7, 0.5)]
    )


def ask_on(store, whisper, topic, history, now, answer=None):
    """One step; the one who is asked answers an hour later."""
    step = routing.step(store, whisper, topic, history, now)
    whisper = step.whisper
    if answer:
        whisper = routing.answered(whisper, step.asks[0].to, answer, now + 1)
    return step, whisper


def told(members, **fields):
    """Who declared it; nobody else has lived it."""
    return routing.topic_of(members, share=1.0, **fields)


def test_who_declared_it_is_asked_before_whoever_knows_him():
    topic = told([CHLOE, DAVID])
    step, _ = ask_on(street(), Whisper(ALICE, NOON), topic, NOBODY, NOON)

    assert [(a.by, a.to, a.kind) for a in step.asks] == [(ALICE, CHLOE, Kind.HELP)]


def test_it_goes_from_hand_to_hand_to_who_lived_it():
    store, topic = street(), told([DAVID])
    first, whisper = ask_on(
        store, Whisper(ALICE, NOON), topic, NOBODY, NOON, Answer.RELAYS
    )
    second, whisper = ask_on(store, whisper, topic, NOBODY, 13.0, Answer.HELPS)
    third, _ = ask_on(store, whisper, topic, NOBODY, 14.0)

    assert [(a.by, a.to, a.kind) for a in first.asks] == [(ALICE, BRUNO, Kind.RELAY)]
    assert [(a.by, a.to, a.kind) for a in second.asks] == [(BRUNO, DAVID, Kind.HELP)]
    assert (third.asks, third.stop) == ((), Stop.HELPED)


def test_a_no_is_followed_at_once_and_silence_after_a_day():
    store, topic = street(), told([DAVID, EMMA])
    step, refused = ask_on(store, Whisper(ALICE, NOON), topic, NOBODY, NOON, Answer.NO)

    assert step.again == NOON + 24
    assert len(routing.step(store, refused, topic, NOBODY, 13.0).asks) == 1
    assert not routing.step(store, step.whisper, topic, NOBODY, 35.9).asks
    assert len(routing.step(store, step.whisper, topic, NOBODY, 36.0).asks) == 1


@pytest.mark.parametrize(
    ("urgency", "asks", "again"),
    [(Urgency.CALM, 1, 60.0), (Urgency.NORMAL, 1, 36.0), (Urgency.URGENT, 2, 32.0)],
)
def test_urgency_sets_the_pace(urgency, asks, again):
    whisper = Whisper(ALICE, NOON, urgency=urgency)
    topic = told([DAVID, EMMA])
    step = routing.step(street(), whisper, topic, NOBODY, NOON)

    assert (len(step.asks), step.again) == (asks, again)  # 24:00 is night, 8:00 not


def test_at_night_it_waits_for_the_morning():
    step = routing.step(street(), Whisper(ALICE, 21.0), told([BRUNO]), NOBODY, 21.0)

    assert (step.asks, step.stop, step.again) == ((), None, 32.0)


def test_where_nobody_is_worth_it_nobody_is_disturbed():
    step = routing.step(street(), Whisper(ALICE, NOON), told([FARID]), NOBODY, NOON)

    assert (step.asks, step.stop) == ((), Stop.NOBODY)


def test_strangers_are_asked_only_when_the_seeker_agreed_and_they_ticked_it():
    topic = told([FARID, GITA], anyone=[False, True])
    agreed = Whisper(ALICE, NOON, strangers=True)
    step = routing.step(street(), agreed, topic, NOBODY, NOON)

    assert [(a.by, a.to, a.kind) for a in step.asks] == [(ALICE, GITA, Kind.STRANGER)]
    without = agreed._replace(without={GITA})
    assert routing.step(street(), without, topic, NOBODY, NOON).stop is Stop.NOBODY
    with pytest.raises(BadNumber, match="relays is no answer"):
        routing.answered(step.whisper, GITA, Answer.RELAYS, 13.0)


FULL = routing.with_ask(routing.with_ask(NOBODY, BRUNO, -150.0), BRUNO, -100.0)


def test_whose_week_is_full_takes_his_turn_like_anybody():
    topic = told([BRUNO, CHLOE])
    step = routing.step(street(), Whisper(ALICE, NOON), told([BRUNO]), FULL, NOON)
    after = routing.step(street(), step.whisper, topic, FULL, 36.0)

    assert [(ask.to, ask.sent) for ask in step.asks] == [(BRUNO, NOON)]
    assert (step.stop, step.again) == (None, 36.0)
    assert [ask.to for ask in after.asks] == [CHLOE]


@pytest.mark.parametrize(
    ("free", "hour"),
    [(-90.0, NOON), (18.0, 18.0), (21.0, 32.0), (60.0, 60.0), (60.1, np.inf)],
)
def test_he_hears_of_it_by_day_while_he_would_have_a_day_to_answer(free, hour):
    assert routing.heard(NOON, free) == hour


def test_the_house_by_itself_asks_no_tie_and_no_stranger_whose_week_is_full():
    agreed = Whisper(ALICE, NOON, strangers=True)
    topic = told([FARID, GITA], anyone=True)
    full = routing.with_ask(NOBODY, FARID, NOON - 10)
    asked, waits = (
        routing.directly(street(), agreed, one, full, NOON)
        for one in (topic, told([FARID], anyone=True))
    )
    tied = routing.directly(street(), agreed, told([BRUNO]), NOBODY, NOON)

    assert [(ask.to, ask.kind) for ask in asked.asks] == [(GITA, Kind.STRANGER)]
    assert (waits.asks, waits.stop, waits.again) == ((), None, 32.0)
    assert (tied.asks, tied.stop, tied.again) == ((), None, 36.0)


def test_who_bears_none_ever_is_proposed_to_nobody():
    history = routing.with_caps(NOBODY, np.array([BRUNO]), np.array([0]))
    topic = told([BRUNO])
    step = routing.step(street(), Whisper(ALICE, NOON), topic, history, NOON)

    assert step.stop is Stop.NOBODY


def test_eight_are_asked_at_most():
    store = build.small([(0, i, 0.5) for i in range(1, 20)])
    topic, whisper, now = routing.topic_of(range(1, 20)), Whisper(0, NOON), NOON
    while not (step := routing.step(store, whisper, topic, NOBODY, now)).stop:
        (ask,) = step.asks
        now = ask.sent + 0.5
        whisper = routing.answered(step.whisper, ask.to, Answer.NO, now)

    assert (step.stop, len(whisper.asks)) == (Stop.ASKS, 8)


def test_after_two_weeks_it_is_over():
    step = routing.step(
        street(), Whisper(ALICE, NOON), told([BRUNO]), NOBODY, NOON + 336
    )

    assert step.stop is Stop.TIME


def test_a_sensitive_theme_goes_one_tie_far_and_a_shy_helper_is_not_found_further():
    store, sensitive = street(), Whisper(ALICE, NOON, hops=1)
    far = told([DAVID])
    shy = told([DAVID], hops=[1])
    relays = routing.candidates(store, Whisper(ALICE, NOON), shy, NOBODY, NOON)

    assert routing.step(store, sensitive, far, NOBODY, NOON).stop is Stop.NOBODY
    assert max(one.value for one in relays) == 0
    assert routing.step(store, Whisper(ALICE, NOON), far, NOBODY, NOON).asks


def test_who_must_be_kept_apart_from_a_relay_is_not_reached_over_him():
    store, topic = street(), told([DAVID])
    apart = Whisper(ALICE, NOON, apart={BRUNO: {DAVID}})
    _, whisper = ask_on(store, apart, topic, NOBODY, NOON, Answer.RELAYS)
    found = routing.candidates(store, whisper, topic, NOBODY, 13.0)

    assert [one.to for one in found] == [CHLOE]


def candidate(to, value, asked=0, free=0.0):
    return Candidate(1, to, Kind.RELAY, value, value, free, asked)


@pytest.mark.parametrize(
    ("found", "chosen"),
    [
        ([candidate(2, 0.50, 3), candidate(3, 0.48, 1)], 3),  # within 5 %: less asked
        ([candidate(2, 0.50, 3), candidate(3, 0.47, 1)], 2),
        ([candidate(2, 0.50, 1), candidate(3, 0.49, 1)], 2),  # then the greater value
        ([candidate(3, 0.50, 1), candidate(2, 0.50, 1)], 2),  # then the lesser id
        ([candidate(2, 0.90, 0, free=13.0), candidate(3, 0.2, 9)], 3),  # who bears it
        ([candidate(2, 0.1)], None),
        ([], None),
    ],
)
def test_among_equals_the_least_asked_is_chosen(found, chosen):
    one = routing.next_ask(found, least=0.15, now=NOON)

    assert (one.to if one else None) == chosen


def test_the_order_of_proposals_begins_with_whom_one_would_ask_and_hears_no_cap():
    found = [candidate(2, 0.50, 3), candidate(3, 0.48, 1), candidate(4, 0.2, 0)]
    found += [candidate(5, 0.47, 0), candidate(6, 0.455, 0)]
    full = [one._replace(free_at=NOON + 100) for one in found]

    assert [one.to for one in routing.ranked(found)] == [3, 2, 5, 6, 4]
    assert [one.to for one in routing.ranked(full)] == [3, 2, 5, 6, 4]
    for _ in range(3):
        chosen = routing.next_ask(found, 0.0, NOON)
        assert chosen == routing.ranked(found)[0]
        found.remove(chosen)


def test_a_history_told_bit_by_bit_is_the_one_told_at_once():
    asks = PastAsks(
        np.array([5, 2, 5]), np.array([0.0, 10.0, 30.0]), np.array([5.0, 40.0, np.inf]),
        np.array([False, True, False]), np.array([True, False, False]),
    )  # fmt: skip
    told = routing.with_ask(routing.no_history(), 5, 0.0)
    told = routing.with_answer(told, 5, 5.0, helps=False, yes=True)
    told = routing.with_ask(routing.with_ask(told, 2, 10.0), 5, 30.0)
    told = routing.with_answer(told, 2, 40.0, helps=True, yes=False)
    once = routing.history_of(asks, 40.0)

    assert told.members.tolist() == once.members.tolist() == [2, 5]
    assert told.counts == pytest.approx(once.counts)
    assert told.recent.tolist() == once.recent.tolist()
    assert routing.asked_within(told, 40.0, 7).tolist() == [1, 2]
    assert routing.asked_within(told, 169.0, 7).tolist() == [1, 1]


def test_a_yes_of_half_a_year_ago_counts_half():
    asks = PastAsks._make(np.array([x]) for x in (5, 0.0, 0.0, False, True))
    history = routing.history_of(asks, 180 * 24.0)

    assert history.counts[:, 0].tolist() == [0.5, 0.5, 0.0, 0.0]
    assert routing.least_value(history, 180 * 24.0) == pytest.approx(
        0.33 * (3.1 / 4.5) * 0.7
    )


def test_nonsense_is_refused_by_name():
    asks = PastAsks._make(np.array([x]) for x in (5, 0.0, 0.0, False, True))
    with pytest.raises(BadNumber, match="0 to 5"):
        routing.with_caps(NOBODY, np.array([1]), np.array([6]))
    with pytest.raises(BadArray, match="2 caps for 1"):
        routing.with_caps(NOBODY, np.array([1]), np.array([1, 1]))
    with pytest.raises(DuplicateMember):
        routing.topic_of([1, 1])
    with pytest.raises(BadNumber, match="share of 0"):
        routing.topic_of([1], share=0.0)
    with pytest.raises(BadArray, match="differ in length"):
        routing.history_of(asks._replace(sent=np.zeros(2)), 0.0)
    with pytest.raises(BadNumber, match="no ask to member 2"):
        routing.answered(Whisper(1, 0.0), 2, Answer.NO, 1.0)


def test_the_rules_can_be_others():
    rules = replace(WHISPERS, first_wave=2, first_hour=0.0, last_hour=24.0)
    step = routing.step(
        street(),
        Whisper(ALICE, 2.0),
        told([BRUNO, CHLOE]),
        NOBODY,
        2.0,
        rules,
    )

    assert [ask.to for ask in step.asks] == [BRUNO, CHLOE]
