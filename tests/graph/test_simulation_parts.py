"""The parts of the simulation, counted by hand."""

from dataclasses import replace

import numpy as np
import pytest

from whispeer.graph.constants import PRESENCE, SIMULATION, TIES
from whispeer.graph.errors import BadNumber
from whispeer.graph.routing import with_ask
from whispeer.graph.routing.history import counts_at
from whispeer.graph.simulation.coffee import RoundCoffee, have_coffee
from whispeer.graph.simulation.needs import Need, needs
from whispeer.graph.simulation.people import People, made_up, settle
from whispeer.graph.simulation.ties import Start, Ties, presence_of
from whispeer.graph.simulation.town import Town
from whispeer.graph.simulation.ways import Directory, Post, Relays
from whispeer.graph.simulation.whispers import Whispers
from whispeer.graph.strength import strength_of

SURE = replace(  # everybody says yes at once, whatever he bears
    SIMULATION,
    relay_yes=100.0,
    helper_yes=100.0,
    stranger_yes=100.0,
    feed_answer=100.0,
    feed_share=0.0,
    helped_tie=1.0,
    reply_sigma=0.0,
)


def ties_of(pairs, members, presence=8.0):
    pairs = np.array(pairs, np.int64).reshape(-1, 2)
    lived = np.full(len(pairs), presence)
    past = np.zeros(len(pairs))
    world = np.arange(members, dtype=np.int32)
    return Ties(Start(pairs, lived, past - 100.0, past), world)


def town_of(pairs, lived, given=SURE):
    """A town where each has lived what is said, and told so."""
    known = tuple(frozenset(one) for one in lived)
    count = max(max(one, default=0) for one in known) + 1
    holders = tuple(
        tuple(who for who, has in enumerate(known) if one in has)
        for one in range(count)
    )
    members = len(known)
    people = People(
        np.arange(members, dtype=np.int32),
        known,
        known,
        holders,
        (1.0,) * members,
        np.ones(members, np.bool_),
        np.zeros((members, 4), np.int64),
    )
    town = Town(people, ties_of(pairs, members), given, np.random.default_rng(0))
    town.world = people.world
    town.store = town.ties.store(0.0, town.world)
    return town


# Ties


def test_a_silent_tie_fades_by_its_half_life_and_is_forgotten():
    ties = ties_of([(0, 1)], 2, presence=0.31)
    mute = replace(SIMULATION, contact=(0.0, 1.0))
    weeks = 0

    while ties.tied(0, 1):
        ties.pass_week(np.random.default_rng(0), 7.0 * weeks, mute)
        weeks += 1

    half = 90.0 * (1 + 100 / 180)
    assert weeks == np.ceil(half * np.log2(0.31 / 0.15) / 7.0)
    assert ties.of(0) == ties.of(1) == []


def test_what_is_lived_together_counts_up_to_the_cap_of_a_day():
    ties = ties_of([(0, 1)], 3)

    ties.live(0, 1, 3.0, 99.0)
    ties.live(1, 2, 3.0, PRESENCE.meeting)

    assert ties.presence[:2].tolist() == [8.0 + TIES.daily_cap, 3.0]
    assert ties.strength_between(1, 2) == strength_of(3.0)
    assert ties.strength_between(0, 2) == 0.0
    assert ties.bridges() == 1


def test_of_bridges_without_care_one_in_ten_lasts_a_year():
    def left(day_of_care):
        hub = ties_of([(0, 1)], 2001)
        for other in range(2, 2001):
            hub.live(0, other, 0.0, PRESENCE.meeting)
            if day_of_care is not None:
                hub.live(0, other, day_of_care, PRESENCE.meeting)
        for week in range(52):
            hub.pass_week(np.random.default_rng(week), 7.0 * week, SIMULATION)
        return hub.bridges() / 1999

    assert left(None) == pytest.approx(0.10, abs=0.03)
    assert left(300.0) > 0.9


def test_a_tie_silent_too_long_is_no_way():
    ties = ties_of([(0, 1), (1, 2)], 3)
    ties.live(0, 1, 400.0, PRESENCE.conversation)

    store = ties.store(400.0, np.zeros(3, np.int32))

    assert store.row(store.row_of(1)).open.tolist() == [True, False]


def test_presence_and_strength_are_one_another_turned_round():
    strengths = np.array([0.05, 0.3, 0.77, 1.0])

    back = [strength_of(one) for one in presence_of(strengths).tolist()]

    assert back == pytest.approx(strengths.tolist())


# People and needs


def test_people_have_lived_three_things_one_typical_of_their_world():
    world = np.repeat(np.arange(20, dtype=np.int32), 20)
    people = settle(np.random.default_rng(1), world, SIMULATION)

    assert all(1 <= len(lived) <= 3 for lived in people.lived)
    assert all(
        lived & set(people.typical[place].tolist())
        for lived, place in zip(people.lived, world.tolist(), strict=True)
    )
    assert np.mean(people.openness) == pytest.approx(1.0, abs=0.05)
    assert all(
        experience in people.lived[who]
        for experience, known in enumerate(people.holders)
        for who in known
    )


def test_a_wanted_experience_has_some_17_holders_at_800_members():
    """M3 was measured with 17; the length of the list follows from it."""
    world = np.repeat(np.arange(40, dtype=np.int32), 20)
    counts = []
    for seed in range(4):
        rng = np.random.default_rng(seed)
        people = settle(rng, world, SIMULATION)
        wanted = needs(rng, people, SIMULATION)
        counts += [len(people.holders[need.experience]) for need in wanted]

    assert 15 <= np.median(counts) <= 20


def test_needs_come_by_day_in_order_and_never_for_what_one_has_lived():
    world = np.repeat(np.arange(10, dtype=np.int32), 20)
    given = replace(SIMULATION, weeks=10)
    rng = np.random.default_rng(3)
    people = settle(rng, world, given)

    found = needs(rng, people, given)

    hours = [need.hour for need in found]
    assert len(found) == pytest.approx(0.12 * 200 * 10, rel=0.2)
    assert hours == sorted(hours)
    assert all(8 <= hour % 24 < 20 for hour in hours)
    assert all(
        need.experience not in people.lived[need.seeker]
        and people.holders[need.experience]
        for need in found
    )


def test_a_network_of_few_is_refused():
    with pytest.raises(BadNumber, match="39 members"):
        made_up(np.random.default_rng(0), 39)


# Ways to look for somebody


def test_a_message_disturbs_each_tie_once_and_finds_who_lived_it():
    town = town_of([(0, 1), (0, 2), (2, 3)], [(), (), (0,), (0,)])

    quest = Post(town, 1.0).begin(Need(0, 0, 10.0))

    assert (quest.asks, quest.resolved) == (2, 18.0)
    assert [len(hours) for hours in town.borne] == [0, 1, 1, 0]


def test_a_post_that_nobody_reads_disturbs_nobody():
    town = town_of([(0, 1)], [(), (0,)])

    quest = Post(town, 0.0).begin(Need(0, 0, 10.0))

    assert (quest.asks, quest.resolved) == (0, np.inf)


def test_a_directory_asks_strangers_one_a_day_until_one_says_yes():
    never = replace(SURE, reply_hours=1e9)
    lived = [(), *[(0,)] * 12]
    for given, asked in ((SURE, 1), (never, SIMULATION.directory_asks)):
        town = town_of([(0, 1)], lived, given)
        quest = Directory(town).begin(Need(0, 0, 10.0))
        town.pass_until(np.inf)

        days = sorted(hour for hours in town.borne for hour in hours)
        assert town.borne[1] == []
        assert quest.asks == len(days) == asked
        assert days == [10.0 + 24 * day for day in range(asked)]
    assert not np.isfinite(quest.resolved)


def test_relays_pass_it_on_three_ties_far_and_help_leaves_a_tie():
    chain = [(0, 1), (1, 2), (2, 3), (3, 4)]
    near = town_of(chain, [(), (), (), (0,), ()])
    far = town_of(chain, [(), (), (), (), (0,)])

    found, lost = (Relays(town).begin(Need(0, 0, 8.0)) for town in (near, far))
    for town in (near, far):
        town.pass_until(np.inf)

    assert (found.asks, found.resolved) == (3, 32.0 + 8)  # the third, next morning
    assert near.ties.tied(0, 3)
    assert (lost.asks, lost.resolved) == (3, np.inf)


def test_whoever_is_asked_at_night_hears_of_it_in_the_morning():
    town = town_of([(0, 1)], [(), (0,)])

    Relays(town).begin(Need(0, 0, 21.0))

    assert town.borne[1] == [32.0]


def test_an_ask_at_the_door_disturbs_nobody_until_a_place_is_free():
    never = replace(SURE, helper_yes=0.0)
    for before, given, heard in (
        ([], SURE, [12.0]),
        ([-150.0, -10.0], SURE, [18.0]),  # a place of the week is free in the evening
        ([-140.0, 0.0], SURE, [32.0]),  # at 28, by night
        ([-100.0, 0.0], SURE, []),  # in 68 hours, too late to answer
        ([-150.0, -10.0], never, [18.0]),
    ):
        town = town_of([(0, 1)], [(), (0,)], given)
        whispers = Whispers(town)
        for hour in before:
            whispers.history = with_ask(whispers.history, 1, hour)
        quest = whispers.begin(Need(0, 0, 12.0))
        town.pass_until(np.inf)

        assert town.borne[1] == heard
        assert quest.asks == len(heard)
        helped = heard and given is SURE
        assert quest.resolved == (heard[0] + 8.0 if helped else np.inf)
        assert quest.over
        asked = counts_at(whispers.history, 12.0 + 14 * 24)[3, 1]
        assert (asked > 0) == bool(heard)


# Coffees


def test_a_coffee_that_is_held_and_good_leaves_a_tie():
    for held, good, tied in ((1.0, 1.0, True), (0.0, 1.0, False), (1.0, 0.0, False)):
        given = replace(SURE, coffee_held=held, good_meeting=(good, good))
        town = town_of([], [(), ()], given)

        have_coffee(town, 0, 1, 5.0)

        assert town.ties.tied(0, 1) is tied


def test_who_met_in_a_round_does_not_again_before_half_a_year():
    given = replace(SURE, coffee_opt_in=1.0, coffee_held=1.0, good_meeting=(0.0, 0.0))
    town = town_of([(0, 1), (1, 2), (2, 3), (3, 0)], [()] * 4, given)
    rounds = RoundCoffee(town)
    met = []

    for week in (2, 4, 27, 28):
        rounds.hold(7.0 * week)
        met.append({pair for pair, day in rounds.met.items() if day == 7.0 * week})

    assert met == [{(0, 2), (1, 3)}, set(), set(), {(0, 2), (1, 3)}]
    assert rounds.held.tolist() == [2] * 4
    assert rounds.waited.tolist() == [0] * 4
