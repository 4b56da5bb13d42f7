"""The pages after the asking: the same from outside, offers, what follows."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests import make
from tests.conftest import TUESDAY
from tests.introductions.pages import REASON, ROOM, WORDS, leads, page_of, read, send
from tests.proof import prove
from whispeer.introductions import actions
from whispeer.introductions.models import Introduction, Party
from whispeer.introductions.states import Answer, Kind, State
from whispeer.members.models import Report
from whispeer.ties.models import Side
from whispeer.web.leaving import leave

# ── The same from outside ────────────────────────────────────────────────────


def let_rest(one, bruno, diane, now):
    actions.let_rest(one, by=bruno, now=now)


def decline(one, bruno, diane, now):
    actions.carry(one, by=bruno, now=now)
    actions.decline(one, by=diane, now=now)


def stay_silent(one, bruno, diane, now):
    actions.carry(one, by=bruno, now=now)


def nothing(one, bruno, diane, now):
    pass


CAUSES = [let_rest, decline, stay_silent, nothing]


@pytest.mark.parametrize("cause", CAUSES)
def test_until_the_end_and_after_it_alice_reads_the_same_words(
    cause, alice, bruno, diane, client_of, clock
):
    """Beside one that nobody touched: every page of hers says the same of both."""
    now = TUESDAY
    twin_alice, twin_bruno, twin_diane = twins(alice, bruno, diane)
    ours = make.introduction(alice, bruno, about=diane, begun_at=now, reason=REASON)
    twin = make.introduction(
        twin_alice, twin_bruno, about=twin_diane, begun_at=now, reason=REASON
    )
    cause(ours, bruno, diane, now)
    for days in (0, 13, 14, 20):
        clock.move_to(now + timedelta(days=days, hours=1))
        if days >= 14:
            actions.close_overdue(now=now + timedelta(days=days, hours=1))
        for path, other in ((ROOM, ROOM), (page_of(ours), page_of(twin))):
            mine, hers = client_of(alice), client_of(twin_alice)
            assert read(mine, path) == read(hers, other), (cause.__name__, days)


def twins(*people):
    made = [
        make.member(
            one.given_name,
            family_name=one.family_name,
            trade=one.portrait.trade,
            place=one.portrait.place,
        )
        for one in people
    ]
    make.tie(made[0], made[1], named=True)
    make.tie(made[1], made[2], named=True)
    return made


def test_a_full_week_looks_like_any_other(alice, bruno, diane, suggestion, client_of):
    make.ask(bruno)
    make.ask(bruno)
    client = client_of(alice)
    path = reverse("introductions:ask", args=[suggestion.public_id])

    answer = client.post(path, {"key": make.fresh_key(), "reason": REASON}, follow=True)

    introduction = Introduction.objects.get()
    assert introduction.state == State.OVER
    assert answer.status_code == 200
    assert bruno.given_name in read(client, page_of(introduction))
    assert client_of(bruno).get(page_of(introduction)).status_code == 404


def test_after_a_no_nothing_is_left_for_diane(diane, carried, client_of):
    client = client_of(diane)

    send(client, page_of(carried, "decline"))

    assert client.get(page_of(carried)).status_code == 404
    assert REASON not in read(client, ROOM)


def test_for_a_stranger_none_of_it_exists(chantal, carried, client_of, all_tables):
    client = client_of(chantal)
    before = all_tables()
    paths = [
        page_of(carried, name)
        for name in ("carry", "let_rest", "say_yes", "decline", "withdraw", "talked")
    ]

    assert {send(client, path).status_code for path in paths} == {404}
    assert client.get(page_of(carried)).status_code == 404
    after = all_tables()
    changed = {name for name in before if before[name] != after[name]}
    assert changed <= {"ground.SpentKey", "sessions.Session"}


# ── Offering, following, telling ─────────────────────────────────────────────


def test_bruno_brings_two_of_his_ties_together(alice, bruno, diane, client_of, now):
    two = {"one": str(alice.public_id), "other": str(diane.public_id)}

    send(client_of(bruno), reverse("introductions:offer"), words=WORDS, **two)

    offered = Introduction.objects.get()
    assert offered.kind == Kind.OFFERED
    for one, other in ((alice, diane), (diane, alice)):
        page = read(client_of(one), page_of(offered))
        assert WORDS in page
        assert other.given_name not in page


def test_nobody_is_brought_together_with_himself(alice, bruno, client_of, now):
    make.tie(bruno, make.member("Farid"))
    same = {"one": str(alice.public_id), "other": str(alice.public_id)}

    answer = send(client_of(bruno), reverse("introductions:offer"), words=WORDS, **same)

    assert answer.status_code == 200
    assert WORDS in answer.content.decode()
    assert not Introduction.objects.exists()


def test_a_fortnight_after_each_is_asked_alone(alice, diane, carried, client_of, clock):
    actions.say_yes(carried, by=diane, now=TUESDAY)
    clock.move_to(TUESDAY + timedelta(days=15))
    of_alice = reverse("ties:person", args=[alice.public_id])
    before = read(client_of(diane), of_alice)
    assert "talked" in read(client_of(alice), ROOM)

    send(client_of(alice), page_of(carried, "talked"), talked="yes")

    assert "talked" not in read(client_of(alice), ROOM)
    assert "talked" in read(client_of(diane), ROOM)
    assert read(client_of(diane), of_alice) == before


def test_who_asks_can_be_reported_by_who_does_not_know_the_name(
    alice, bruno, diane, carried, client_of
):
    client, path = client_of(diane), page_of(carried, "report")
    page = read(client, path)
    send(client, path, words="Cette demande insiste.")

    told = Report.objects.get()
    assert (told.of, told.about) == (alice, str(carried.public_id))
    prove(client, diane)
    for said in (page, read(client, reverse("web:export")), read(client, ROOM)):
        assert "Alice" not in said


def test_a_welcome_can_be_reported_before_anybody_is_named(
    alice, diane, client_of, now
):
    house = Introduction.objects.create(
        kind=Kind.WELCOME,
        state=State.CARRIED,
        by=alice,
        begun_at=now,
        ends_at=now + timedelta(days=14),
    )
    for member in (alice, diane):
        Party.objects.create(introduction=house, member=member)

    assert page_of(house, "report") in leads(client_of(diane), page_of(house))
    send(client_of(diane), page_of(house, "report"), words="Ce métier est une insulte.")
    assert Report.objects.get().of == alice
    assert "Alice" not in read(client_of(diane), page_of(house, "report"))


def test_who_waits_can_report_the_one_in_the_middle(alice, bruno, carried, client_of):
    assert page_of(carried, "report") in leads(client_of(alice), page_of(carried))

    send(client_of(alice), page_of(carried, "report"), words="Il me presse.")

    assert Report.objects.get().of == bruno


def test_who_has_nobody_to_pass_it_on_to_is_told_so_and_may_let_it_rest(
    alice, bruno, client_of, now
):
    asked = make.introduction(alice, bruno, begun_at=now, reason=REASON)

    there = leads(client_of(bruno), page_of(asked))

    assert page_of(asked, "let_rest") in there
    assert page_of(asked, "carry") not in there


# ── What the mail told of is on Today ────────────────────────────────────────


def test_that_it_came_about_is_on_the_first_page_of_all_three(
    alice, bruno, diane, carried, client_of
):
    actions.say_yes(carried, by=diane, now=TUESDAY)
    for member in (alice, bruno, diane):
        assert page_of(carried) in leads(client_of(member), "/")


def test_that_it_did_not_is_on_the_first_page_of_who_asked_alone(
    alice, bruno, diane, carried, client_of, clock
):
    clock.move_to(TUESDAY + timedelta(days=14, hours=1))
    actions.close_overdue(now=TUESDAY + timedelta(days=14))

    assert page_of(carried) in leads(client_of(alice), "/")
    for member in (bruno, diane):
        assert page_of(carried) not in leads(client_of(member), "/")
    clock.move_to(TUESDAY + timedelta(days=22))
    assert page_of(carried) not in leads(client_of(alice), "/")


def test_of_two_who_were_brought_together_one_may_have_left_the_house(
    alice, bruno, diane, client_of, now, clock
):
    words = {"by": bruno, "words": WORDS, "now": now}
    offered = actions.offer(alice, diane, **words)
    leave(diane, now=now)
    page = read(client_of(bruno), page_of(offered))
    clock.move_to(TUESDAY + timedelta(days=15))

    assert "Alice" in page
    assert "et <bdi></bdi>" not in page
    assert "Alice à quelqu’un" in read(client_of(bruno), "/")
    leave(alice, now=now)
    assert client_of(bruno).get(page_of(offered)).status_code == 404


def test_a_tie_let_go_in_the_middle_leaves_a_clean_end(
    alice, bruno, diane, carried, client_of
):
    Side.objects.get(member=bruno, other=diane).tie.delete()

    assert client_of(diane).get(page_of(carried)).status_code == 404
    assert send(client_of(diane), page_of(carried, "say_yes")).status_code == 404
    assert Party.objects.get(member=diane).answer == Answer.AWAITED
    assert diane.given_name not in read(client_of(alice), page_of(carried))
