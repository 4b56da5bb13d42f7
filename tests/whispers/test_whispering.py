"""Alice needs something, and says it to one person at a time."""

from datetime import timedelta

import pytest

from tests import make
from tests.whispers.life import DAY, HOUR, notices_of, step, to
from whispeer.ties import actions as ties
from whispeer.ties.models import Ask
from whispeer.whispers import actions, queries
from whispeer.whispers.models import Whisper
from whispeer.whispers.states import State, Step, Urgency


@pytest.fixture
def begin(alice, words, now):
    def begin(*chosen, at=now, by=alice, **said):
        return actions.whisper(words._replace(**said), chosen=chosen, by=by, now=at)

    return begin


def test_the_first_one_is_asked_at_once_by_day(begin, alice, bruno, now):
    begun = begin(bruno)

    assert (step(begun, bruno), to(begun, bruno).asked_at) == (Step.ASKED, now)
    assert to(begun, bruno).ends_at == now + 3 * DAY
    assert notices_of(bruno) == ["waits"]
    assert Ask.objects.get(by=alice, to=bruno).heard


def test_by_night_it_waits_for_the_morning(begin, bruno, now):
    night = now.replace(hour=22)
    begun = begin(bruno, at=night)
    assert step(begun, bruno) == Step.CHOSEN
    assert notices_of(bruno) == []

    actions.go_on_all(now=night + 9 * HOUR)
    assert step(begun, bruno) == Step.CHOSEN  # seven o'clock

    actions.go_on_all(now=night + 10 * HOUR)
    assert step(begun, bruno) == Step.ASKED


def test_the_next_approved_one_is_asked_a_day_later(begin, bruno, fanny, now):
    begun = begin(bruno, fanny)
    assert step(begun, fanny) == Step.CHOSEN

    actions.go_on_all(now=now + 23 * HOUR)
    assert step(begun, fanny) == Step.CHOSEN

    actions.go_on_all(now=now + DAY)
    assert step(begun, fanny) == Step.ASKED
    assert step(begun, bruno) == Step.ASKED  # it stays open meanwhile


def test_when_it_is_urgent_two_are_asked_at_once(begin, alice, bruno, fanny, now):
    gilles = make.member("Gilles")
    make.tie(alice, gilles)
    begun = begin(bruno, fanny, gilles, urgency=Urgency.URGENT)

    assert [step(begun, one) for one in (bruno, fanny, gilles)] == [
        Step.ASKED,
        Step.ASKED,
        Step.CHOSEN,
    ]


def test_an_approved_one_may_be_thought_again(begin, alice, bruno, fanny, now):
    begun = begin(bruno, fanny)
    (waits,) = queries.waiting(begun, alice)

    actions.unchoose(begun.relays.get(public_id=waits.public_id), by=alice)
    actions.go_on_all(now=now + DAY)
    assert not begun.relays.filter(to=fanny).exists()


def test_who_was_asked_is_not_unasked(begin, alice, bruno):
    begun = begin(bruno)
    with pytest.raises(actions.WhisperOver):
        actions.unchoose(to(begun, bruno), by=alice)


def test_nobody_left_the_seeker_is_told_that_it_waits_for_him_once(
    begin, alice, bruno, now
):
    begun = begin(bruno)
    assert queries.room(alice, now).own[0].awaits == ""

    for hours in (24, 25, 30):
        actions.go_on_all(now=now + hours * HOUR)
    assert notices_of(alice) == ["follows"]
    assert queries.room(alice, now + DAY).own[0].awaits == "next"
    assert step(begun, bruno) == Step.ASKED


def test_who_is_chosen_then_is_asked_at_once(begin, alice, bruno, fanny, now):
    begun = begin(bruno)
    actions.go_on_all(now=now + DAY)

    actions.choose(begun, fanny, by=alice, now=now + DAY)
    assert step(begun, fanny) == Step.ASKED
    assert queries.room(alice, now + DAY).own[0].awaits == ""


def test_chosen_twice_is_chosen_once(begin, alice, bruno, fanny, now):
    begun = begin(bruno)
    for _ in range(2):
        actions.choose(begun, fanny, by=alice, now=now)
    assert begun.relays.filter(to=fanny).count() == 1


def test_no_more_than_three_are_approved_beforehand(begin, alice, bruno, now):
    friends = [make.member(f"Ami{n}") for n in range(4)]
    for friend in friends:
        make.tie(alice, friend)
    begun = begin(bruno, *friends[:2])
    actions.choose(begun, friends[2], by=alice, now=now)
    with pytest.raises(actions.TooManyChosen):
        actions.choose(begun, friends[3], by=alice, now=now)


def test_only_a_tie_is_asked(begin, alice, bruno, chantal, now):
    with pytest.raises(ties.NotATie):
        begin(chantal)
    begun = begin(bruno)
    with pytest.raises(ties.NotATie):
        actions.choose(begun, chantal, by=alice, now=now)


def test_somebody_is_chosen_for_a_start(begin, bruno):
    with pytest.raises(actions.NotPossible):
        begin()


def test_nobody_asks_for_another_s_whisper(begin, bruno, diane, now):
    begun = begin(bruno)
    with pytest.raises(actions.WhisperOver):
        actions.choose(begun, diane, by=bruno, now=now)


def test_two_are_under_way_at_most(begin, bruno, now):
    begin(bruno, sentence="Je cherche un local près de la gare.")
    begin(bruno, sentence="Je cherche une main pour le salon de mai.")
    with pytest.raises(actions.TooManyWhispers):
        begin(bruno, sentence="Je cherche un avis sur un contrat.")


def test_four_are_begun_in_a_month_at_most(begin, alice, bruno, now):
    for days in (3, 10, 17, 24):
        make.whisper(alice, opened_at=now - days * DAY, state=State.OVER)
    with pytest.raises(actions.TooManyWhispers):
        begin(bruno)
    begin(bruno, at=now + 7 * DAY)


def test_a_newcomer_whispers_to_who_invited_him(begin, alice, bruno, fanny, now):
    make.invitation(by=bruno, used_by=alice, state="used")
    with pytest.raises(actions.NotKnownYet):
        begin(fanny)
    begin(bruno)


def test_who_rests_whispers_nothing(begin, alice, bruno, now):
    alice.frozen_at = now
    alice.save()
    with pytest.raises(ties.Resting):
        begin(bruno)


def test_while_a_steward_lets_him_rest_his_whisper_stands_still(
    begin, alice, bruno, fanny, now
):
    begun = begin(bruno, fanny)
    alice.frozen_at = now
    alice.save()

    actions.go_on_all(now=now + DAY)
    assert step(begun, fanny) == Step.CHOSEN
    assert queries.room(bruno, now + HOUR).entrusted == []


def test_on_its_first_day_an_account_reaches_five_people(begin, alice, bruno, now):
    alice.joined_at = now - HOUR
    alice.save()
    for n in range(5):
        make.ask(make.member(f"Ami{n}"), by=alice)
    with pytest.raises(actions.TooManyToday):
        begin(bruno)


def test_the_same_sentence_again_and_again_is_slowed_at_the_third(begin, bruno, now):
    begun = [begin(bruno, at=now + n * DAY) for n in (0, 1)]
    Whisper.objects.filter(pk=begun[0].pk).update(state=State.OVER)
    with pytest.raises(ties.TooAlike):
        begin(bruno, at=now + 2 * DAY)


def test_the_words_are_kept_as_they_were_written(begin, alice, bruno, words):
    begun = begin(bruno, offered="Une heure de comptes", trade="une fromagère")
    assert begun.sentence == words.sentence
    assert (begun.offered, begun.trade) == ("Une heure de comptes", "une fromagère")
    assert begun.ends_at - begun.opened_at == timedelta(days=14)
