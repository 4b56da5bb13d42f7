"""J4 agrees with M3 as it is written, on random and on real graphs."""

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.graph import plain_routing as twin
from tests.graph.data import real
from tests.graph.graphs import both, graphs
from whispeer.graph import build, files, routing
from whispeer.graph.constants import WHISPERS
from whispeer.graph.errors import BadNumber, UnknownMember
from whispeer.graph.routing import Answer, Ask, Kind, Whisper

NOON = 12.0


@given(given=graphs(9), max_ties=st.integers(1, 3))
@settings(max_examples=100, deadline=None)
def test_trust_agrees_with_its_plain_twin(given, max_ties):
    ids = sorted(given.graph)
    for a, b in zip(ids, ids[1:] + ids[:1], strict=True):
        found = routing.path_trust(given.store, a, b, max_ties=max_ties)

        assert found == pytest.approx(twin.trust(given.graph, a, b, max_ties))


def test_trust_over_ties_that_nobody_shares_adds_up():
    store = build.small([(1, 2, 1.0), (2, 9, 1.0), (1, 3, 1.0), (3, 9, 1.0), (2, 3, 1)])

    assert routing.path_trust(store, 1, 9) == pytest.approx(1 - 0.3**2)
    assert routing.path_trust(store, 1, 9, max_ties=1) == 0
    assert routing.path_trust(store, 1, 1) == 1


def test_trust_goes_three_ties_at_most():
    store = build.small([(i, i + 1, 1.0) for i in range(5)])

    assert routing.path_trust(store, 0, 3) == pytest.approx(0.49)
    assert routing.path_trust(store, 0, 4) == 0
    with pytest.raises(BadNumber, match="max_ties 4"):
        routing.path_trust(store, 0, 4, max_ties=4)


@st.composite
def cases(draw, members=9):
    """A graph, a whisper on its way in it, who declared what, and a past."""
    given = draw(graphs(members))
    ids = sorted(given.graph)
    limit = draw(st.dictionaries(st.sampled_from(ids), st.integers(0, 4), max_size=4))
    share = draw(st.sampled_from([0.3, 0.9, 1.0]))
    hops = draw(st.integers(1, 4))
    past = draw(
        st.lists(
            st.tuples(st.sampled_from(ids), st.floats(-400, NOON), st.booleans(),
                      st.booleans()),
            max_size=12,
        )
    )  # fmt: skip
    seeker = draw(st.sampled_from(ids))
    asks: list[Ask] = []
    holding = [seeker]
    for _ in range(draw(st.integers(0, 3))):
        by = draw(st.sampled_from(holding))
        free = [
            one for one in given.graph[by] if one not in {seeker, *(a.to for a in asks)}
        ]
        if free:
            to = draw(st.sampled_from(free))
            answer = draw(st.sampled_from([Answer.RELAYS, Answer.NO, Answer.OPEN]))
            asks.append(Ask(by, to, 9.0, Kind.RELAY, answer, 10.0))
            holding += [to] if answer is Answer.RELAYS else []
    without = draw(st.sets(st.sampled_from(ids), max_size=2))
    whisper = Whisper(seeker, 8.0, tuple(asks), hops=hops, without=without)
    return given, limit, share, past, whisper


RULES = replace(WHISPERS, hops=4)


def history_of(past):
    member, sent, helps, yes = (
        np.array([one[k] for one in past], kind)
        for k, kind in enumerate([np.int64, float, bool, bool])
    )
    return routing.history_of(
        routing.PastAsks(member, sent, sent + 1, helps, yes), NOON
    )


def past_of(past):
    """The same, added up one by one."""
    found: dict[int, twin.Past] = {}
    for member, sent, helps, yes in past:
        relay, help_, week = found.get(member, twin.Past())
        left = 0.5 ** ((NOON - sent - 1) / (180 * 24)) if sent + 1 <= NOON else 0.0
        if helps:
            help_ = help_[0] + yes * left, help_[1] + left
        else:
            relay = relay[0] + yes * left, relay[1] + left
        found[member] = twin.Past(relay, help_, week + (sent + 168 > NOON))
    return found


def case_of(given, limit, share, past, whisper):
    history = history_of(past)
    free = routing.free_at(history, NOON)
    busy = set(history.members[free > NOON + 24].tolist())
    never = {whisper.seeker, *whisper.without, *(ask.to for ask in whisper.asks)}
    return twin.Case(
        given.graph, limit, share, past_of(past), whisper.hops, never, busy
    )


@given(cases())
@settings(max_examples=120, deadline=None)
def test_the_value_of_each_ask_agrees_with_its_plain_twin(drawn):
    given, limit, share, past, whisper = drawn
    case = case_of(*drawn)
    expected: dict[int, float] = {}
    for by, hop in routing.holders(whisper).items():
        for to, (_, open_) in given.graph[by].items():
            if open_ and to not in case.never and hop < whisper.hops:
                chance, asked = twin.value(case, whisper.seeker, by, to, hop + 1)
                expected[to] = max(expected.get(to, 0.0), chance / asked)
    topic = routing.topic_of(list(limit), hops=list(limit.values()), share=share)
    found = routing.candidates(
        given.store, whisper, topic, history_of(past), NOON, RULES
    )

    assert {one.to: one.value for one in found} == pytest.approx(expected)
    assert [one.value for one in found] == sorted(
        (one.value for one in found), reverse=True
    )


@pytest.mark.parametrize("hops", [1, 2, 3, 4])
def test_values_agree_where_ties_lead_on_and_on(hops):
    chance = random.Random(hops)
    for _ in range(10):
        possible = [(a, b) for a in range(30) for b in range(a)]
        given = both(
            [
                (
                    a,
                    b,
                    chance.randint(1, 255),
                    chance.randint(1, 255),
                    chance.random() < 0.9,
                )
                for a, b in chance.sample(possible, 70)
            ]
        )
        ids = sorted(given.graph)
        limit = {one: chance.randint(1, 4) for one in chance.sample(ids, 3)}
        past = [
            (one, NOON - 30 * place, bool(place % 2), bool(place % 3))
            for place, one in enumerate(chance.choices(ids, k=15))
        ]
        whisper = Whisper(ids[0], 8.0, hops=hops)
        case = case_of(given, limit, 0.3, past, whisper)
        topic = routing.topic_of(list(limit), hops=list(limit.values()))
        found = routing.candidates(
            given.store, whisper, topic, history_of(past), NOON, RULES
        )
        expected = [twin.value(case, ids[0], ids[0], one.to, 1) for one in found]

        assert found
        assert [one.value for one in found] == pytest.approx(
            [chance / asked for chance, asked in expected]
        )


@given(cases())
@settings(max_examples=60, deadline=None)
def test_sketches_agree_with_their_plain_twin(drawn):
    given, limit, share, _, _ = drawn
    case = case_of(*drawn)
    ids = sorted(given.graph)
    topic = routing.topic_of(list(limit), hops=list(limit.values()), share=share)
    found = routing.sketch(given.store, topic, np.array(ids))

    assert found.tolist() == pytest.approx(
        [0 if limit.get(x, 0) else twin.lived(case, x, far=True) for x in ids]
    )


@pytest.mark.parametrize("name", ["email_eu", "fb100_amherst"])
def test_values_agree_on_real_graphs(name):
    chance = random.Random(3)
    read = files.read(real(name))
    steps = [chance.choice([1, 60, 130, 255]) for _ in read.pairs]
    pairs = [
        (a, b, s, s, True) for (a, b), s in zip(read.pairs.tolist(), steps, strict=True)
    ]
    given = both(pairs)
    ids = sorted(given.graph)
    for _ in range(4):
        seeker, *declared = chance.sample(ids, 9)
        limit = dict.fromkeys(declared, 3)
        whisper = Whisper(seeker, 8.0)
        case = case_of(given, limit, 0.3, [], whisper)
        topic = routing.topic_of(declared)
        found = routing.candidates(
            given.store, whisper, topic, routing.no_history(), NOON
        )
        some = chance.sample(found, 3)
        expected = [twin.value(case, seeker, seeker, one.to, 1) for one in some]

        assert [one.chance for one in some] == pytest.approx([e[0] for e in expected])
        assert [one.value for one in some] == pytest.approx(
            [chance / asked for chance, asked in expected]
        )


def test_strangers_to_the_graph_are_refused_by_name():
    store = build.small([(1, 2, 1.0)])
    topic, nothing = routing.topic_of([7]), routing.no_history([8])

    with pytest.raises(UnknownMember, match="member 3"):
        routing.candidates(store, Whisper(3, 0.0), topic, nothing, NOON)
    with pytest.raises(UnknownMember, match="member 3"):
        routing.sketch(store, topic, np.array([3]))
    asked = Ask(2, 1, 9.0, Kind.RELAY)
    with pytest.raises(BadNumber, match="member 2 asks"):
        routing.candidates(store, Whisper(1, 0.0, (asked,)), topic, nothing, NOON)
