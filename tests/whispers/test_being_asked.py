"""Bruno is asked: he helps, passes it on, lets it rest, or says that it is too much."""

import pytest

from tests import make
from tests.whispers.life import DAY, HOUR, carried, notices_of, step, to
from whispeer.members.models import Member
from whispeer.members.states import DetailKind
from whispeer.ties import actions as ties
from whispeer.whispers import actions, queries
from whispeer.whispers.models import Relay
from whispeer.whispers.states import Step, Told


@pytest.fixture
def begun(alice, bruno, words, now):
    return actions.whisper(words, chosen=[bruno], by=alice, now=now)


def entrusted(member, now):
    return queries.room(member, now).entrusted


def test_he_reads_who_asks_and_the_sentence(begun, alice, bruno, words, now):
    (one,) = entrusted(bruno, now)
    assert (one.seen.by, one.seen.is_seeker) == (alice, True)
    assert one.seen.sentence == words.sentence


def test_who_is_asked_further_reads_who_asks_him_and_nothing_of_the_seeker(
    begun, bruno, diane, now
):
    carried(begun, bruno, diane, now=now)
    (one,) = entrusted(diane, now)
    assert (one.seen.by, one.seen.is_seeker) == (bruno, False)
    assert one.seen.line == "Je pense à toi"
    assert (one.seen.name, one.seen.company, one.seen.description) == ("", "", "")


TOLD = [
    (Told.NOBODY, ["", "", ""]),
    (Told.SECOND, ["", "Alice Aubert", ""]),
    (Told.THIRD, ["", "Alice Aubert", "Alice Aubert"]),
]


@pytest.mark.parametrize(("told", "names"), TOLD)
def test_what_may_be_told_goes_as_far_as_the_seeker_says(
    alice, hands, words, now, told, names
):
    """Of her name the first reads nothing here: he knows her."""
    told_so_far = words._replace(name_told=told)
    begun = actions.whisper(told_so_far, chosen=hands[:1], by=alice, now=now)
    carried(begun, *hands, now=now)

    assert [queries.seen(to(begun, one)).name for one in hands] == names


def test_the_preview_is_what_is_read_in_the_end(alice, bruno, diane, words, now):
    alice.portrait.place = "Villeurbanne"
    alice.portrait.save()
    words = words._replace(trade_told=Told.SECOND, town_told=Told.THIRD)
    alice = Member.objects.get(pk=alice.pk)
    before = [queries.preview(words, by=alice, step=n, now=now) for n in (1, 2, 3)]
    begun = actions.whisper(words, chosen=[bruno], by=alice, now=now)
    carried(begun, bruno, diane, now=now)

    read = [queries.seen(to(begun, one)) for one in (bruno, diane)]
    assert before[0] == read[0]
    assert before[1].description == read[1].description != ""
    assert before[2].description != before[1].description
    assert before[1].sentence == read[1].sentence


def test_he_passes_it_on_and_it_is_asked_at_once(begun, bruno, diane, now):
    actions.carry(to(begun, bruno), diane, by=bruno, now=now, line="…")
    assert (step(begun, bruno), step(begun, diane)) == (Step.CARRIES, Step.ASKED)
    assert notices_of(bruno) == []
    assert notices_of(diane) == ["waits"]


def test_he_may_pass_it_on_to_another_as_well(begun, bruno, diane, now):
    gilles = make.member("Gilles")
    make.tie(bruno, gilles)
    carried(begun, bruno, diane, now=now)
    actions.carry(to(begun, bruno), gilles, by=bruno, now=now, line="…")
    assert step(begun, gilles) == Step.CHOSEN  # one is asked at a time

    actions.go_on_all(now=now + DAY)
    assert step(begun, gilles) == Step.ASKED


def test_nobody_passes_on_to_a_stranger_nor_back(begun, alice, bruno, chantal, now):
    with pytest.raises(ties.NotATie):
        actions.carry(to(begun, bruno), chantal, by=bruno, now=now, line="")
    with pytest.raises(actions.NotPossible):
        actions.carry(to(begun, bruno), alice, by=bruno, now=now, line="")
    assert step(begun, bruno) == Step.ASKED  # nothing of it was done


def test_it_goes_no_further_than_it_may(alice, bruno, diane, emile, words, now):
    near = words._replace(hops=2)
    begun = actions.whisper(near, chosen=[bruno], by=alice, now=now)
    last = carried(begun, bruno, diane, now=now)
    assert not queries.may_carry(last)
    with pytest.raises(actions.TooFar):
        actions.carry(last, emile, by=diane, now=now, line="")


def test_let_rest_it_is_gone_and_nobody_is_told(begun, alice, bruno, now):
    relay = to(begun, bruno)
    for _ in range(2):
        actions.let_rest(relay, by=bruno, now=now + HOUR)
    assert not Relay.objects.visible_to(bruno, now + HOUR).exists()
    assert notices_of(alice) == []
    with pytest.raises(actions.WhisperOver):
        actions.help_with(relay, by=bruno, now=now + 2 * HOUR)


def test_too_much_this_week_spares_him_for_a_week(begun, bruno, now):
    actions.say_too_much(to(begun, bruno), by=bruno, now=now)
    carla = make.member("Carla")
    make.tie(carla, bruno)
    other = make.whisper(carla, sentence="Je cherche un atelier à partager.")
    actions.choose(other, bruno, by=carla, now=now + 5 * DAY)
    assert step(other, bruno) == Step.AT_DOOR
    actions.go_on(other, now=now + 7 * DAY - HOUR)
    assert step(other, bruno) == Step.AT_DOOR

    actions.go_on(other, now=now + 7 * DAY)
    assert step(other, bruno) == Step.ASKED


def test_who_was_not_asked_answers_nothing(begun, bruno, chantal, now):
    relay = to(begun, bruno)
    actions.let_rest(relay, by=chantal, now=now)
    assert step(begun, bruno) == Step.ASKED
    for act in (actions.help_with, actions.say_too_much):
        if act is actions.help_with:
            with pytest.raises(actions.WhisperOver):
                act(relay, by=chantal, now=now)
    with pytest.raises(actions.WhisperOver):
        actions.carry(relay, bruno, by=chantal, now=now, line="")


def test_after_its_time_there_is_nothing_to_answer(begun, bruno, now):
    relay = to(begun, bruno)
    assert entrusted(bruno, now + 3 * DAY - HOUR)
    assert not entrusted(bruno, now + 3 * DAY)
    with pytest.raises(actions.WhisperOver):
        actions.help_with(relay, by=bruno, now=now + 3 * DAY)


def test_blocked_between_ask_and_yes_there_is_nothing_to_answer(
    begun, alice, bruno, diane, now
):
    relay = carried(begun, bruno, diane, now=now)
    ties.block(diane, by=alice, now=now)
    assert entrusted(diane, now) == []
    with pytest.raises(actions.WhisperOver):
        actions.help_with(relay, by=diane, now=now)


def test_a_tie_let_go_on_the_way_takes_the_ask_along(begun, bruno, diane, now):
    relay = carried(begun, bruno, diane, now=now)
    ties.let_go(ties_between(bruno, diane), by=bruno, now=now)
    with pytest.raises(actions.WhisperOver):
        actions.help_with(relay, by=diane, now=now)


def ties_between(one, other):
    return one.sides.get(other=other).tie


def test_who_would_help_says_what_may_pass(begun, alice, bruno, now):
    phone = make.detail(bruno, DetailKind.PHONE)
    other = make.detail(alice, DetailKind.PHONE, value="06 11 11 11 11")
    relay = to(begun, bruno)
    actions.help_with(
        relay, by=bruno, now=now, word="Volontiers", details=[phone, other]
    )
    assert list(relay.yes.details.all()) == [phone]
    assert notices_of(alice) == ["waits"]
    (helper,) = queries.helpers(begun)
    assert (helper.name, helper.word) == ("Bruno Bianchi", "Volontiers")
