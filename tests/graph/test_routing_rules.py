"""Whatever happens, a whisper keeps its promises: a life of many, at random."""

import random
from collections import Counter
from dataclasses import replace
from math import inf
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.graph.graphs import Both, graphs
from whispeer.graph import routing
from whispeer.graph.constants import WHISPERS
from whispeer.graph.routing import (
    Answer,
    Ask,
    History,
    Kind,
    Step,
    Stop,
    Urgency,
    Whisper,
)

GENEROUS = replace(WHISPERS, vmin_ratio=0.0)


class Life(NamedTuple):
    """What became of a whisper."""

    whisper: Whisper
    stop: Stop
    steps: list[tuple[float, Step]]
    history: History
    ended: float
    heard: list[tuple[int, float]]  # whom it disturbed, and when


def lived(given: Both, whisper: Whisper, topic, history: History, seed: int) -> Life:
    """Let somebody answer, or nobody, hour by hour, until it stops."""
    chance = random.Random(seed)
    now, steps = whisper.opened, []
    heard: list[tuple[int, float]] = []
    while True:
        history = with_silences(history, whisper, heard, now)
        step = routing.step(given.store, whisper, topic, history, now, GENEROUS)
        steps.append((now, step))
        whisper = step.whisper
        if step.stop:
            return Life(whisper, step.stop, steps, history, now, heard)
        assert step.again > now
        history, knock = knocked(whisper, history, heard, now)
        again = min(step.again, knock)
        awaiting = [
            ask
            for ask in whisper.asks
            if ask.answer is Answer.OPEN and hears(heard, ask)
        ]
        if awaiting and chance.random() < 0.7:
            ask = chance.choice(awaiting)
            sooner = now + chance.random() * (again - now)
            can = [Answer.NO, Answer.HELPS] if chance.random() < 0.2 else [Answer.NO]
            can += [Answer.RELAYS] * 2 if ask.kind is Kind.RELAY else []
            answer = chance.choice(can)
            if sooner < ask.sent + WHISPERS.expires:
                whisper = routing.answered(whisper, ask.to, answer, sooner)
                yes = answer is not Answer.NO
                helps = answer is Answer.HELPS or ask.kind is not Kind.RELAY
                history = routing.with_answer(
                    history, ask.to, sooner, helps=helps, yes=yes
                )
                now = sooner
                continue
        now = again


def with_silences(history, whisper, heard, now):
    """What nobody answered in time is remembered of those who heard of it."""
    after = routing.settled(whisper, now)
    for old, new in zip(whisper.asks, after.asks, strict=True):
        if old.answer != new.answer and hears(heard, old):
            history = routing.with_answer(history, old.to, now, helps=False, yes=False)
    return history


def knocked(whisper, history, heard, now):
    """Let those hear of it who bear it; and when to knock again."""
    again = inf
    for ask in whisper.asks:
        if hears(heard, ask):
            continue
        hours = routing.free_at(history, now).tolist()
        free = dict(zip(history.members.tolist(), hours, strict=True))
        hour = routing.heard(ask.sent, max(free.get(ask.to, now), now))
        if hour == now:
            history = routing.with_ask(history, ask.to, now)
            heard.append((ask.to, now))
        else:
            again = min(again, hour)
    return history, again


def hears(heard: list[tuple[int, float]], ask: Ask) -> bool:
    return any(to == ask.to for to, _ in heard)


@st.composite
def needs(draw):
    given = draw(graphs(12))
    ids = sorted(given.graph)
    some = st.sets(st.sampled_from(ids), max_size=3)
    declared = sorted(draw(some))
    topic = routing.topic_of(
        declared,
        hops=[draw(st.integers(1, 3)) for _ in declared],
        anyone=[draw(st.booleans()) for _ in declared],
    )
    whispers = [
        Whisper(
            draw(st.sampled_from(ids)),
            draw(st.floats(0, 48)),
            urgency=draw(st.sampled_from(Urgency)),
            hops=draw(st.integers(1, 5)),
            strangers=draw(st.booleans()),
            without=draw(some),
            apart={one: draw(some) for one in draw(some)},
        )
        for _ in range(draw(st.integers(1, 3)))
    ]
    caps = draw(st.lists(st.integers(0, 5), min_size=len(ids), max_size=len(ids)))
    history = routing.with_caps(
        routing.no_history(), np.array(ids), np.array(caps, np.int64)
    )
    return given, topic, whispers, history, draw(st.integers(0, 99))


@given(needs())
@settings(max_examples=70, deadline=None)
def test_a_whisper_never_comes_to_whom_it_must_not(drawn):
    given, topic, whispers, history, seed = drawn
    for whisper in whispers:
        life = lived(given, whisper, topic, history, seed)
        ways = routing.ways(life.whisper)
        asked = [ask.to for ask in life.whisper.asks]

        assert len(set(asked)) == len(asked) <= WHISPERS.asks
        assert not {whisper.seeker, *whisper.without} & set(asked)
        for ask in life.whisper.asks:
            way = ways[ask.by]
            away = {one for member in way for one in whisper.apart.get(member, ())}
            assert ask.to not in away
            if ask.kind is Kind.STRANGER:
                assert whisper.strangers
                assert ask.by == whisper.seeker
                assert topic.anyone[topic.members.tolist().index(ask.to)]
            else:
                assert given.graph[ask.by][ask.to][1], "a closed tie is no way"
                assert len(way) <= min(whisper.hops, WHISPERS.hops)
            if ask.kind is Kind.HELP:
                limit = topic.hops[topic.members.tolist().index(ask.to)]
                assert len(way) <= limit


@given(needs())
@settings(max_examples=60, deadline=None)
def test_nobody_is_asked_more_than_he_bears_nor_at_night(drawn):
    given, topic, whispers, history, seed = drawn
    caps = dict(zip(history.members.tolist(), history.weekly.tolist(), strict=True))
    received: dict[int, list[float]] = {}
    opened = 0.0
    for whisper in whispers:  # one after the other, in one history
        late = whisper._replace(opened=opened + whisper.opened)
        life = lived(given, late, topic, history, seed)
        history, opened = life.history, life.ended
        for to, hour in life.heard:
            received.setdefault(to, []).append(hour)
    for member, hours in received.items():
        for hour in hours:
            assert 8 <= hour % 24 < 20
            assert sum(hour <= other < hour + 24 for other in hours) <= 1
            assert sum(hour <= other < hour + 168 for other in hours) <= caps[member]


@given(needs())
@settings(max_examples=40, deadline=None)
def test_one_is_waited_for_at_a_time_and_two_when_it_is_urgent(drawn):
    given, topic, whispers, history, seed = drawn
    for whisper in whispers:
        life = lived(given, whisper, topic, history, seed)
        urgent = whisper.urgency is Urgency.URGENT
        hours = {Urgency.CALM: 48, Urgency.NORMAL: 24, Urgency.URGENT: 12}
        for now, step in life.steps:
            waiting = [
                ask
                for ask in step.whisper.asks
                if ask.answer is Answer.OPEN and now < ask.sent + hours[whisper.urgency]
            ]
            assert len(waiting) <= (2 if urgent else 1) or not step.asks


@given(needs())
@settings(max_examples=40, deadline=None)
def test_it_stops_for_a_reason_and_the_same_each_time(drawn):
    given, topic, whispers, history, seed = drawn
    for whisper in whispers:
        life = lived(given, whisper, topic, history, seed)
        again = lived(given, whisper, topic, history, seed)
        answers = Counter(ask.answer for ask in life.whisper.asks)

        assert life.whisper == again.whisper
        assert life.ended <= whisper.opened + WHISPERS.days * 24
        assert (life.stop is Stop.HELPED) == (answers[Answer.HELPS] > 0)
        if life.stop is Stop.ASKS:
            assert len(life.whisper.asks) == WHISPERS.asks
        if life.stop in {Stop.ASKS, Stop.NOBODY}:
            assert not answers[Answer.OPEN]
        assert life.steps[-1][1].again == inf


@pytest.mark.parametrize(
    ("yes", "asked", "s", "week"),
    [(1, 1, 0.5, 0), (3, 9, 0.1, 2), (0, 40, 1.0, 1)],
)
def test_chances_follow_what_was_said_before(yes, asked, s, week):
    for chance in (routing.relay_chance, routing.help_chance):
        now = chance(yes, asked, s, week)
        assert 0.02 <= now <= 0.95
        assert chance(yes + 1, asked + 1, s, week) >= now
        assert chance(yes, asked + 1, s, week) <= now
        assert chance(yes, asked, s * 0.9, week) <= now
        assert chance(yes, asked, s, week + 1) <= now


def test_no_chance_is_certain_and_none_is_hopeless():
    assert routing.relay_chance(1e6, 1e6, 1.0, 0) == 0.95
    assert routing.help_chance(0, 1e6, 0.0, 9) == 0.02


def test_an_expired_ask_is_settled_as_of_its_hour():
    whisper = Whisper(1, 8.0, (Ask(1, 2, 9.0, Kind.RELAY), Ask(1, 3, 33.0, Kind.RELAY)))

    assert [ask.answer for ask in routing.settled(whisper, 81.0).asks] == [
        Answer.SILENT,
        Answer.OPEN,
    ]
