"""Whom the idea of the day is about, and what it says: the sources of M7, one by one."""

from datetime import timedelta

import pytest

from tests import make
from tests.web.ideas import idea_of
from whispeer.introductions.states import State
from whispeer.members.states import EntryKind
from whispeer.ties import actions
from whispeer.ties.models import Side
from whispeer.ties.queries.circle import Circle
from whispeer.ties.queries.deeds import wakes
from whispeer.ties.states import Kept, Lived

NEED = "Je cherche quelqu’un qui a déjà négocié un bail commercial."
ORDEAL = "J’ai négocié le bail de mon atelier trois fois."


def need_of(member, words=NEED):
    member.portrait.looking_for = words
    member.portrait.save()


def met(one, other, *days, now):
    """They saw each other so many days ago."""
    tie = Side.objects.get(member=one, other=other).tie
    for ago in days:
        make.event(tie, other, at=now - timedelta(days=ago))
    return tie


def keep(member, other, kept):
    Side.objects.filter(member=member, other=other).update(kept=kept)


@pytest.fixture
def lived(alice, bruno):
    """Alice lived what Bruno needs."""
    make.entry(alice, EntryKind.ORDEAL, words=ORDEAL)
    need_of(bruno)
    return bruno


def test_a_tie_kept_in_silence_is_never_proposed(alice, lived, now):
    tie = met(alice, lived, 2, now=now)
    make.event(tie, alice, Lived.HELP, at=now - timedelta(days=1))
    keep(alice, lived, Kept.MUTED)

    assert idea_of(alice, now) is None
    keep(alice, lived, Kept.AS_IT_COMES)
    assert idea_of(alice, now) is not None


def test_a_need_that_i_have_not_lived_is_no_idea(alice, bruno, now):
    need_of(bruno)
    assert idea_of(alice, now) is None


def test_whoever_was_shown_comes_back_less_often(alice, bruno, chantal, now):
    make.tie(alice, chantal)
    make.entry(alice, EntryKind.ORDEAL, words=ORDEAL)
    need_of(bruno)
    need_of(chantal)
    for ago in range(1, 14):
        make.idea(alice, bruno, at=now - timedelta(days=ago))
    shown = [
        idea_of(alice, now, seed).whom == str(bruno.public_id)
        for seed in range(400)
        if idea_of(alice, now, seed)
    ]
    assert len(shown) > 200
    assert sum(shown) / len(shown) < 0.45


def test_a_sleeping_tie_is_proposed_with_its_story(alice, bruno, now):
    tie = met(alice, bruno, 400, 410, 420, 430, 440, now=now)
    make.thanks(tie, bruno, words="Merci pour les outils prêtés", at=now)

    found = idea_of(alice, now)
    assert found.kind == "wake"
    assert "Au salon de Lyon" in found.body
    assert found.said == "Merci pour les outils prêtés"
    assert not any(sign.isdigit() for sign in found.title + found.body)


def test_of_sleeping_ties_one_of_another_world_is_woken(
    alice, bruno, chantal, now, monkeypatch
):
    make.tie(alice, chantal)
    for other in (bruno, chantal):
        met(alice, other, 400, 410, 420, 430, 440, now=now)
    worlds = {alice.pk: 1, bruno.pk: 1, chantal.pk: 2}
    monkeypatch.setattr("whispeer.ties.engine.worlds_of", lambda people, now: worlds)

    circle = Circle(alice, now)
    found = [one.one.member for one in wakes(circle, circle.known)]
    assert found == [chantal.pk]


def test_a_tie_that_cools_gets_a_word_of_encouragement(alice, bruno, now):
    met(alice, bruno, 130, now=now)
    assert idea_of(alice, now).kind == "encourage"


def test_help_is_thanked_for_in_its_own_words(alice, bruno, now):
    tie = alice.sides.get().tie
    actions.say_helped(tie, by=alice, now=now - timedelta(days=1))
    found = idea_of(alice, now)
    assert found.kind == "thanks"
    assert found.title == "Tu as reçu l’aide de Bruno hier."


def test_two_whom_i_brought_together_a_fortnight_ago(alice, bruno, chantal, now):
    make.tie(alice, chantal)
    make.tie(bruno, chantal, introduced_by=alice)
    made_at = now - timedelta(days=16)
    row = make.introduction(
        bruno, alice, chantal, state=State.MADE, made_at=made_at, begun_at=made_at
    )
    row.parties.update(answer="yes")
    assert idea_of(alice, now).kind == "asked how"


def test_the_engine_s_pair_is_proposed_to_who_knows_both(alice, bruno, chantal, now):
    make.tie(alice, chantal)
    shown = make.suggestion(bruno, chantal, alice)
    first = idea_of(alice, now)
    assert first.kind == "pair"

    shown.state = "let pass"
    shown.save()
    assert idea_of(alice, now).key == first.key, "what Bruno did with it is his"
    make.introduction(bruno, alice, about=chantal, state=State.OVER)
    assert idea_of(alice, now) is None, "he was asked already"


def test_two_who_must_not_meet_are_no_pair(alice, bruno, chantal, now):
    make.tie(alice, chantal)
    make.suggestion(bruno, chantal, alice)
    make.block(chantal, bruno)
    assert idea_of(alice, now) is None


# ── Help that goes on ─────────────────────────────────────────────────────────


@pytest.fixture
def helped(alice, bruno, chantal, now):
    """Bruno helped Alice with a lease, and Chantal looks for just that."""
    make.tie(alice, chantal)
    need_of(chantal)
    tie = Side.objects.get(member=alice, other=bruno).tie
    yesterday = now - timedelta(days=1)
    actions.say_helped(tie, by=alice, now=yesterday)
    words = "Merci d’avoir relu et négocié mon bail commercial"
    actions.thank(tie, words=words, by=alice, now=yesterday)
    return chantal


def test_help_may_go_on_to_whom_it_could_be_useful(alice, helped, now):
    found = idea_of(alice, now)
    assert found.title == "À qui cela pourrait-il servir\u202f?"
    assert found.whom == str(helped.public_id)
    assert found.said == NEED


def test_it_is_asked_once_the_day_after(alice, helped, now):
    days = [idea_of(alice, now + timedelta(days=n)) for n in (-1, 0, 1, 2)]
    assert [one.kind if one else "" for one in days].count("onward") == 1


def test_where_it_is_of_no_use_nothing_is_asked(alice, bruno, chantal, now):
    make.tie(alice, chantal)
    actions.say_helped(
        Side.objects.get(member=alice, other=bruno).tie,
        by=alice,
        now=now - timedelta(days=1),
    )
    found = idea_of(alice, now)
    assert found is None or found.kind != "onward"


def test_who_helped_is_asked_nothing_of_it(bruno, helped, now):
    found = idea_of(bruno, now)
    assert found is None or found.kind != "onward"
