"""Words about work done together: proposed, accepted, read along trust, taken back."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse

from tests.introductions.pages import LIST, PRAISE, page_of, read, send
from tests.proof import prove
from whispeer.introductions import actions, tasks
from whispeer.introductions.models import Recommendation
from whispeer.introductions.states import Recommended
from whispeer.members.models import Notice, Report
from whispeer.ties import actions as ties
from whispeer.web import leaving, today

pytestmark = pytest.mark.both


# ── Its two people ────────────────────────────────────────────────────────────


def test_bruno_proposes_and_alice_accepts_on_her_page(alice, bruno, client_of, clock):
    path = reverse("introductions:recommend_one", args=[alice.public_id])
    client = client_of(bruno)
    chosen = f'value="{alice.public_id}" selected'
    assert chosen in client.get(path).content.decode()
    answer = send(client, path, to=str(alice.public_id), **PRAISE._asdict())
    row = Recommendation.objects.get()

    assert answer.status_code == 302
    assert row.state == Recommended.PROPOSED
    assert PRAISE.words in read(client_of(alice), page_of(row, "recommendation"))
    assert PRAISE.work in read(client_of(alice), LIST)
    assert send(client_of(alice), page_of(row, "accept_words")).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.before_name) == (Recommended.ACCEPTED, False)


def test_it_waits_on_today_and_the_mail_says_only_that_something_waits(
    alice, proposed, now
):
    kinds = [
        one.kind for one in today.gestures_for(alice, now, today.chance_of(alice, now))
    ]
    assert "recommended" in kinds
    assert Notice.objects.get(member=alice).about == str(proposed.public_id)
    actions.accept(proposed, by=alice, now=now)
    assert not Notice.objects.exists()


def test_one_recommends_ties_only_and_each_once(alice, bruno, chantal, proposed, now):
    with pytest.raises(ties.NotATie):
        actions.recommend(chantal, PRAISE, by=bruno, now=now)
    with pytest.raises(actions.AlreadyRecommended):
        actions.recommend(alice, PRAISE, by=bruno, now=now)


def test_a_form_that_is_refused_keeps_what_was_typed(alice, bruno, proposed, client_of):
    path = reverse("introductions:recommend")
    said = PRAISE._asdict() | {"words": "D’autres mots, tout aussi vrais que ceux-là."}
    answer = send(client_of(bruno), path, to=str(alice.public_id), **said)

    assert answer.status_code == 200
    assert said["words"] in answer.content.decode()


def test_a_no_looks_like_a_silence_to_its_end(
    alice, bruno, proposed, client_of, clock, now
):
    client = client_of(bruno)
    before = read(client, page_of(proposed, "recommendation")), read(client, LIST)
    send(client_of(alice), page_of(proposed, "let_be"))

    assert (
        read(client, page_of(proposed, "recommendation")),
        read(client, LIST),
    ) == before
    assert client_of(alice).get(page_of(proposed, "recommendation")).status_code == 404
    with pytest.raises(actions.AlreadyRecommended):
        actions.recommend(alice, PRAISE, by=bruno, now=now)
    with pytest.raises(actions.RecommendationOver):
        actions.accept(proposed, by=alice, now=now)

    clock.shift(timedelta(days=30))
    tasks.close_overdue.func()
    tasks.close_overdue.func()
    assert not Recommendation.objects.exists()


def test_what_is_accepted_stays(accepted, clock):
    clock.shift(timedelta(days=400))
    tasks.close_overdue.func()
    assert Recommendation.objects.get() == accepted


def test_a_yes_after_the_end_comes_to_nothing(alice, proposed, now):
    with pytest.raises(actions.RecommendationOver):
        actions.accept(proposed, by=alice, now=now + timedelta(days=30))


@pytest.mark.parametrize("who", ["alice", "bruno"])
def test_either_takes_them_back_and_nothing_is_left(who, request, accepted, client_of):
    client = client_of(request.getfixturevalue(who))
    assert send(client, page_of(accepted, "take_back_words")).status_code == 302
    assert not Recommendation.objects.exists()
    assert send(client, page_of(accepted, "take_back_words")).status_code == 404


def test_who_wrote_them_does_not_accept_them(bruno, proposed, client_of):
    for route in ("accept_words", "let_be", "report_words"):
        assert send(client_of(bruno), page_of(proposed, route)).status_code == 404
    proposed.refresh_from_db()
    assert proposed.state == Recommended.PROPOSED


def test_for_a_stranger_nothing_is_there(chantal, accepted, client_of, all_tables):
    client, before = client_of(chantal), all_tables()
    for route in ("accept_words", "let_be", "take_back_words", "report_words"):
        assert send(client, page_of(accepted, route)).status_code == 404
    assert client.get(page_of(accepted, "recommendation")).status_code == 404
    assert PRAISE.work not in read(client, LIST)
    assert {k for k, v in all_tables().items() if v != before[k]} <= {
        "sessions.Session",
        "ground.SpentKey",
    }


def test_two_who_block_each_other_read_nothing_of_each_other(
    alice, bruno, accepted, client_of, now
):
    ties.block(bruno, by=alice, now=now)
    for client in (client_of(alice), client_of(bruno)):
        assert client.get(page_of(accepted, "recommendation")).status_code == 404


def test_alice_tells_the_stewards_of_words_she_was_proposed(
    alice, bruno, proposed, client_of
):
    send(
        client_of(alice), page_of(proposed, "report_words"), words="Ce n’est pas vrai."
    )
    told = Report.objects.get()
    assert (told.of, told.about) == (bruno, str(proposed.public_id))


def test_who_wrote_takes_the_words_along_and_whoever_leaves_takes_them_away(
    alice, bruno, accepted, client_of, now
):
    client = prove(client_of(bruno), bruno)
    taken = json.loads(client.get(reverse("web:export")).content)
    (row,) = taken["introductions.recommendation"]
    assert row["words"] == PRAISE.words
    assert "state" not in row

    leaving.leave(alice, now=now)
    assert not Recommendation.objects.exists()
