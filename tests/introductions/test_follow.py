"""After: did they talk? A word to who brought them; a bridge that is young."""

from datetime import timedelta

import pytest

from tests import make
from tests.introductions.reading import notices_of
from whispeer.introductions import actions, queries
from whispeer.members.models import Notice
from whispeer.ties import actions as ties
from whispeer.ties import engine
from whispeer.ties.models import Event, Side
from whispeer.ties.queries import tie_between
from whispeer.ties.queries.circle import Circle
from whispeer.ties.states import Lived

FORTNIGHT = timedelta(days=14)


@pytest.fixture
def made(alice, bruno, diane, now):
    introduction = make.introduction(alice, bruno, to=diane)
    actions.say_yes(introduction, by=diane, now=now)
    Notice.objects.all().delete()
    return introduction


def tie_of(one, other):
    tie = tie_between(one, other)
    assert tie is not None
    return tie


def lived(one, other):
    tie = tie_of(one, other)
    return list(Event.objects.filter(tie=tie).values_list("kind", flat=True))


def test_a_fortnight_after_each_is_asked_alone(made, alice, bruno, diane, now):
    assert queries.room(Circle(alice, now + timedelta(days=13))).follows == []
    (one,) = queries.room(Circle(alice, now + FORTNIGHT)).follows
    assert (one.other, one.through) == (diane, bruno)
    assert queries.room(Circle(diane, now + FORTNIGHT)).follows[0].other == alice
    assert queries.room(Circle(bruno, now + FORTNIGHT)).follows == []


def test_each_is_told_of_it_once(made, alice, bruno, diane, now):
    for hours in (0, 1, 24 * 14, 24 * 14 + 1, 24 * 20):
        actions.follow_all(now=now + timedelta(hours=hours))
    assert notices_of(alice) == notices_of(diane) == ["follows"]
    assert notices_of(bruno) == []


def test_a_yes_counts_as_lived_for_all_three(made, alice, bruno, diane, now):
    actions.say_talked(made, by=alice, talked=True, now=now + FORTNIGHT)

    assert lived(alice, diane) == [Lived.TALKED]
    assert lived(bruno, alice) == lived(bruno, diane) == [Lived.INTRODUCTION]


def test_two_who_say_yes_talked_once(made, alice, bruno, diane, now):
    for member in (alice, diane, alice):
        actions.say_talked(made, by=member, talked=True, now=now + FORTNIGHT)
    assert lived(alice, diane) == [Lived.TALKED]
    assert lived(bruno, alice) == [Lived.INTRODUCTION]


def test_a_no_is_silent_and_the_other_may_say_yes(made, alice, diane, now):
    actions.say_talked(made, by=alice, talked=False, now=now + FORTNIGHT)
    assert lived(alice, diane) == []
    assert queries.room(Circle(alice, now + FORTNIGHT)).follows == []
    assert len(queries.room(Circle(diane, now + FORTNIGHT)).follows) == 1
    actions.say_talked(made, by=diane, talked=True, now=now + FORTNIGHT)
    assert lived(alice, diane) == [Lived.TALKED]


def test_nobody_else_says_whether_they_talked(made, bruno, chantal, now):
    for member in (bruno, chantal):
        with pytest.raises(actions.IntroductionOver):
            actions.say_talked(made, by=member, talked=True, now=now)


def test_two_who_let_go_of_each_other_are_not_asked(made, alice, diane, now):
    ties.let_go(Side.objects.get(member=alice, other=diane).tie, by=diane, now=now)
    actions.follow_all(now=now + FORTNIGHT)
    assert queries.room(Circle(alice, now + FORTNIGHT)).follows == []
    assert notices_of(alice) == []
    with pytest.raises(actions.IntroductionOver):
        actions.say_talked(made, by=alice, talked=True, now=now)


def test_who_let_go_of_who_brought_them_still_talked(made, alice, bruno, diane, now):
    ties.let_go(Side.objects.get(member=alice, other=bruno).tie, by=alice, now=now)
    actions.say_talked(made, by=alice, talked=True, now=now + FORTNIGHT)
    assert lived(alice, diane) == [Lived.TALKED]
    assert lived(bruno, diane) == [Lived.INTRODUCTION]


def test_what_was_lived_weighs_in_the_tie(made, alice, diane, now):
    tie = tie_of(alice, diane)
    assert engine.view(tie.events.all(), now).strength == 0
    actions.say_talked(made, by=alice, talked=True, now=now)
    assert engine.view(tie.events.all(), now).strength > 0


def test_a_word_to_who_brought_them_is_proposed_until_it_is_said(
    made, alice, bruno, diane, now
):
    (one,) = queries.room(Circle(alice, now + timedelta(days=1))).thankables
    assert (one.tie.member, one.other) == (bruno.pk, diane)
    tie = tie_of(alice, bruno)
    words = "Merci de nous avoir réunies"
    ties.thank(tie, words=words, by=alice, now=now + timedelta(days=1))
    assert queries.room(Circle(alice, now + timedelta(days=2))).thankables == []
    assert len(queries.room(Circle(diane, now + timedelta(days=2))).thankables) == 1
    assert queries.room(Circle(bruno, now)).thankables == []


def of_different_worlds(one, other, now):
    """Two groups who meet often, and one tie between them."""
    for centre in (one, other):
        friends = [make.member(f"Ami{n}") for n in range(6)]
        for friend in (group := [centre, *friends]):
            for further in group[group.index(friend) + 1 :]:
                make.event(make.tie(friend, further), friend, at=now)
    engine.rebuild(now)


@pytest.mark.parametrize("day", [7, 30, 90])
def test_a_bridge_between_two_worlds_is_cared_for(day, alice, bruno, chantal, now):
    tie = make.tie(alice, chantal, introduced_by=bruno, made_at=now)
    of_different_worlds(alice, chantal, now)
    at = now + timedelta(days=day, hours=3)

    (one,) = queries.bridges_to_care(Circle(alice, at))
    assert (one.tie.member, one.day) == (chantal.pk, day)
    assert queries.bridges_to_care(Circle(alice, now + timedelta(days=day - 1))) == []
    make.event(tie, chantal, at=at)
    assert queries.bridges_to_care(Circle(alice, at)) == []


def test_within_one_world_there_is_no_bridge_to_care_for(alice, bruno, chantal, now):
    make.tie(alice, chantal, introduced_by=bruno, made_at=now)
    friends = [make.member(f"Ami{n}") for n in range(4)]
    for friend in friends:
        for centre in (alice, chantal):
            make.event(make.tie(friend, centre), friend, at=now)
    engine.rebuild(now)
    assert queries.bridges_to_care(Circle(alice, now + timedelta(days=7))) == []


def test_a_tie_made_by_a_card_is_no_bridge_to_care_for(alice, chantal, now):
    make.tie(alice, chantal, made_at=now)
    of_different_worlds(alice, chantal, now)
    assert queries.bridges_to_care(Circle(alice, now + timedelta(days=7))) == []
