"""Today: a few gestures, the first for somebody, then the day is over."""

import re
from datetime import timedelta
from random import Random

from django.urls import reverse

from tests import make
from tests.web.ideas import FULL_OF_IDEAS
from whispeer.ground.gestures import Gesture
from whispeer.members.models import Dismissal
from whispeer.members.states import Closeness, EntryKind
from whispeer.ties.states import Lived
from whispeer.web.today import MOST, choose, gestures_for

NEED = "Je cherche quelqu’un qui a déjà négocié un bail commercial."
ORDEAL = "J’ai négocié le bail de mon atelier trois fois."


def need_of(member, words=NEED, **fields):
    for name, value in {"looking_for": words, **fields}.items():
        setattr(member.portrait, name, value)
    member.portrait.save()


def test_the_first_gesture_is_for_somebody_and_says_why_me(alice, bruno, now):
    need_of(bruno)
    make.entry(alice, EntryKind.ORDEAL, words=ORDEAL)

    first = gestures_for(alice, now, Random(FULL_OF_IDEAS))[0]

    assert first.for_somebody
    assert (first.title, first.said) == (NEED, ORDEAL)
    assert bruno.name in first.person_sentence


def test_a_need_kept_nearer_than_ties_is_not_told(alice, bruno, now):
    need_of(bruno, looking_for_shown=Closeness.SELF)

    assert NEED not in [
        one.title for one in gestures_for(alice, now, Random(FULL_OF_IDEAS))
    ]


def test_a_stranger_s_need_is_told_to_nobody(alice, bruno, chantal, now):
    need_of(chantal)

    assert NEED not in [
        one.title for one in gestures_for(alice, now, Random(FULL_OF_IDEAS))
    ]


def test_the_page_holds_at_most_five_gestures_and_ends(alice, client_of, now):
    for number in range(9):
        tie = make.member(f"Membre{number}")
        make.tie(alice, tie)
        make.introduction(tie, alice)

    page = client_of(alice).get("/").content.decode()

    assert page.count('class="passage gesture') == MOST
    assert "C’est tout pour aujourd’hui" in page


def test_what_is_let_pass_leaves_its_place_empty_for_the_day(alice, client_of, now):
    for number in range(9):
        tie = make.member(f"Membre{number}")
        make.introduction(tie, alice)
        make.tie(alice, tie)
    chosen = gestures_for(alice, now, Random(FULL_OF_IDEAS))
    make.dismissal(alice, chosen[0].key, at=now)

    left = gestures_for(alice, now, Random(FULL_OF_IDEAS))

    assert [one.key for one in left] == [one.key for one in chosen[1:]]


def test_what_was_let_pass_yesterday_stays_away_a_while_then_may_return(
    alice, bruno, now
):
    need_of(bruno)
    make.entry(alice, EntryKind.ORDEAL, words=ORDEAL)
    key = next(
        g for g in gestures_for(alice, now, Random(FULL_OF_IDEAS)) if g.title == NEED
    ).key
    make.dismissal(alice, key, at=now - timedelta(days=1))

    assert key not in [g.key for g in gestures_for(alice, now, Random(FULL_OF_IDEAS))]
    later = now + timedelta(days=15)
    assert key in [g.key for g in gestures_for(alice, later, Random(FULL_OF_IDEAS))]


def test_a_gesture_let_pass_tells_nobody_which_it_was(alice, bruno, client_of, now):
    need_of(bruno)
    client = client_of(alice)
    gesture = gestures_for(alice, now, Random(FULL_OF_IDEAS))[0]

    client.post(
        reverse("web:let_pass"), {"gesture": gesture.key, "key": make.fresh_key()}
    )

    assert Dismissal.objects.get().gesture == gesture.key
    assert str(bruno.public_id) not in gesture.key


def test_a_forged_gesture_changes_nothing_and_is_told(alice, client_of, all_tables):
    client = client_of(alice)
    before = all_tables()["members.Dismissal"]

    answer = client.post(
        reverse("web:let_pass"), {"gesture": "x" * 5000, "key": make.fresh_key()}
    )

    assert answer.status_code == 302
    assert all_tables()["members.Dismissal"] == before
    assert "notice" in client.get("/").content.decode()


def test_a_meeting_that_was_not_thanked_for_is_proposed_once(alice, bruno, now):
    tie = alice.sides.get().tie
    make.event(tie, bruno, Lived.MET, at=now - timedelta(days=2))
    kinds = [one.kind for one in gestures_for(alice, now, Random(FULL_OF_IDEAS))]
    assert kinds.count("thanks") == 1

    make.thanks(tie, alice, at=now - timedelta(days=1))

    assert "thanks" not in [
        one.kind for one in gestures_for(alice, now, Random(FULL_OF_IDEAS))
    ]


def test_a_silent_tie_is_told_without_reproach_or_figure(alice, bruno, now):
    tie = alice.sides.get().tie
    make.event(tie, bruno, Lived.CARD, at=now - timedelta(days=200))

    told = [g for g in gestures_for(alice, now, Random(FULL_OF_IDEAS)) if g.of_the_day]

    assert [one.kind for one in told] == ["encourage"]
    assert not any(sign.isdigit() for sign in told[0].title)


def test_a_newcomer_is_offered_a_first_card(chantal, now):
    kinds = [one.kind for one in gestures_for(chantal, now, Random(FULL_OF_IDEAS))]

    assert "card" in kinds


def test_the_choice_is_the_same_all_day_whatever_the_order_it_comes_in():
    proposed = [
        Gesture(kind=f"k{n % 3}", about=str(n), kicker="", title="") for n in range(12)
    ]

    assert choose(proposed, Random(7)) == choose(proposed[::-1], Random(7))


def test_a_day_proposes_one_thing_for_each_person():
    proposed = [
        Gesture(kind=kind, about=kind, kicker="", title="", whom="Karim")
        for kind in ("need", "news", "thanks")
    ]

    assert len(choose(proposed, Random(FULL_OF_IDEAS))) == 1


def test_kinds_take_turns():
    proposed = [
        Gesture(kind="news", about=str(n), kicker="", title="") for n in range(9)
    ]
    proposed.append(Gesture(kind="thanks", about="x", kicker="", title=""))

    kinds = [one.kind for one in choose(proposed, Random(3))]

    assert "thanks" in kinds


def test_what_a_visitor_reads_is_being_built_is_not_open_yet(client):
    page = client.get("/", headers={"accept-language": "en"}).content.decode()
    being_built = re.findall(r"Being built: ([^.]*)\.", page)

    assert being_built
    for room in ("whispers", "introductions", "recommendations", "encounters"):
        assert not any(room in told for told in being_built)


def test_a_full_week_ends_on_a_day_told_as_it_is_said(alice, now, client_of):
    """In French the first of a month is « 1er », wherever a day is told."""
    first = next(day for n in range(40) if (day := now + timedelta(days=n)).day == 1)
    alice.full_until = first
    alice.save()

    for path in ("/", reverse("members:me")):
        assert "1er\u00a0" in client_of(alice).get(path).content.decode()
