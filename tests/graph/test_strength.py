from math import exp2, log1p

import pytest

from whispeer.graph.errors import BadArray
from whispeer.graph.strength import Event, Kind, State, half_life, strength_of, view

TALK = Kind.CONVERSATION


def every(days, *, until, kind=TALK):
    return [Event(float(day), kind) for day in range(0, until + 1, days)]


def steady(gap, half=180.0):
    """The sum a conversation every `gap` days converges to, just before the next."""
    return 1.0 / (exp2(gap / half) - 1.0)


# The numbers M1 states


@pytest.mark.parametrize(
    ("gap", "presence", "strength"),
    [
        (7, 36.6, 1.00),
        (30, 8.2, 0.61),
        (91, 2.4, 0.34),
        (182.5, 0.98, 0.19),
        (365, 0.32, 0.08),
    ],
)
def test_the_steady_rhythms_have_the_strengths_of_m1(gap, presence, strength):
    assert steady(gap) == pytest.approx(presence, rel=0.02)
    assert strength_of(presence) == pytest.approx(strength, abs=0.005)


def test_half_life_grows_with_age_from_90_to_365_days():
    assert [half_life(age) for age in (0, 90, 180, 360, 550, 5000)] == [
        90.0,
        135.0,
        180.0,
        270.0,
        365.0,
        365.0,
    ]


def test_a_single_conversation_halves_in_90_days():
    assert view([Event(0.0, TALK)], at=90.0).presence == pytest.approx(0.5)


# One tie, from one side


def test_age_runs_from_the_first_to_the_last_two_way_event():
    events = [Event(0.0, Kind.UNANSWERED), Event(50.0, TALK), Event(230.0, TALK)]

    assert view(events, at=300.0).half_life == half_life(180.0)


def test_a_day_gives_four_units_at_most():
    busy = [Event(0.1, Kind.MEETING), Event(0.2, Kind.CALL), Event(0.3, Kind.HELP)]

    assert view(busy, at=0.3).presence == pytest.approx(4.0, rel=0.01)


def test_several_conversations_of_one_day_are_one():
    chatty = [Event(3.0 + hour / 24, TALK) for hour in range(20)]

    assert view(chatty, at=3.9).presence == pytest.approx(1.0, rel=0.01)


def test_an_unanswered_message_counts_for_its_sender_alone():
    mine = view([Event(0.0, Kind.UNANSWERED, mine=True)], at=0.0)
    theirs = view([Event(0.0, Kind.UNANSWERED, mine=False)], at=0.0)

    assert (mine.presence, theirs.presence) == (0.2, 0.0)


def test_insisting_opens_no_gate_and_keeps_nothing_alive():
    insisting = [Event(float(day), Kind.UNANSWERED) for day in range(300)]

    tie = view(insisting, at=300.0)

    assert (tie.gate, tie.rhythm, tie.state) == (False, None, State.ASLEEP)


def test_the_gate_closes_after_one_half_life_of_silence():
    events = [Event(0.0, TALK)]

    assert view(events, at=90.0).gate
    assert not view(events, at=90.1).gate


def test_what_has_not_happened_yet_does_not_count():
    assert view([Event(0.0, TALK), Event(9.0, TALK)], at=5.0) == view(
        [Event(0.0, TALK)], at=5.0
    )


def test_the_order_of_events_does_not_matter():
    events = every(9, until=200, kind=Kind.CALL)

    assert view(events[::-1], at=210.0) == view(events, at=210.0)


@pytest.mark.parametrize(
    ("silence", "state"),
    [
        (0, State.ALIVE),
        (89, State.ALIVE),
        (90, State.COOLING),
        (239, State.COOLING),
        (240, State.ASLEEP),
    ],
)
def test_a_monthly_tie_cools_at_three_gaps_and_sleeps_at_eight(silence, state):
    assert view(every(30, until=360), at=360.0 + silence).state is state


def test_a_tie_met_twice_this_month_is_new():
    assert view([Event(0.0, TALK), Event(20.0, TALK)], at=59.0).state is State.NEW


def test_a_tie_without_rhythm_is_alive_while_its_gate_is_open():
    once = [Event(0.0, Kind.MEETING)]

    states = [view(once, at=at).state for at in (60.0, 91.0, 366.0)]

    assert states == [State.ALIVE, State.COOLING, State.ASLEEP]


def test_a_year_of_silence_is_sleep_whatever_the_rhythm():
    yearly = [Event(365.0 * year, TALK) for year in range(5)]

    assert view(yearly, at=365.0 * 4 + 366).state is State.ASLEEP


def test_the_rhythm_is_the_median_of_the_last_eight_gaps():
    days = [0, 300, *range(301, 310), 330, 350, 370, 390, 410]
    events = [Event(float(day), TALK) for day in days]

    assert view(events, at=450.0).rhythm == pytest.approx(40.0 / 20.0)
    assert view(events[:10], at=340.0).rhythm == pytest.approx(32.0 / 7.0)
    assert view(events[:10], at=340.0, min_gap=1.0).rhythm == pytest.approx(32.0)


def test_warmth_mixes_strength_and_recency():
    tie = view([Event(0.0, TALK)], at=30.0)

    recency = 1 - log1p(30) / log1p(365)
    assert tie.warmth == pytest.approx(0.65 * tie.strength + 0.35 * recency)
    assert view([Event(0.0, TALK)], at=9e4).warmth == pytest.approx(0.0, abs=1e-9)


def test_a_tie_said_to_be_always_close_keeps_a_strength_of_six_tenths():
    assert view([Event(0.0, TALK)], at=400.0, pinned=True).strength == 0.6


@pytest.mark.parametrize("day", [float("nan"), float("inf")])
def test_a_time_that_is_no_time_is_refused(day):
    with pytest.raises(BadArray):
        view([Event(day, TALK)], at=0.0)
    with pytest.raises(BadArray):
        view([], at=day)
