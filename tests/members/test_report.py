"""Telling the stewards: their eyes only, and who is reported never learns it."""

from datetime import timedelta
from itertools import product

import pytest
from django.urls import reverse

from tests import make
from tests.promises.calls import CHANGING
from whispeer.members import actions
from whispeer.members.actions.notices import call_stewards
from whispeer.members.models import Notice, Report
from whispeer.members.states import REPORT_NEXT, ReportState

pytestmark = pytest.mark.both
WORDS = "Des messages tous les soirs, après deux refus clairs."


def path_to(person) -> str:
    return reverse("ties:report", args=[person.public_id])


def tell(client, person, words: str = WORDS):
    return client.post(path_to(person), {"key": make.fresh_key(), "words": words})


def test_a_persons_page_leads_to_where_it_is_told(alice, bruno, client_of):
    person = reverse("ties:person", args=[bruno.public_id])

    assert path_to(bruno) in client_of(alice).get(person).content.decode()
    assert client_of(alice).get(path_to(bruno)).status_code == 200


def test_what_is_told_is_kept_as_it_was_said(alice, bruno, client_of):
    answer = tell(client_of(alice), bruno)

    assert answer.status_code == 302
    [report] = Report.objects.all()
    assert (report.by, report.of, report.words) == (alice, bruno, WORDS)
    assert report.state == ReportState.RECEIVED


def test_without_words_nothing_is_told(alice, bruno, client_of):
    answer = tell(client_of(alice), bruno, words="  ")

    assert answer.status_code == 200
    assert not Report.objects.exists()


def test_of_a_stranger_of_who_blocked_one_and_of_oneself_there_is_no_page(
    alice, bruno, chantal, client_of
):
    make.block(bruno, alice)

    for person in (chantal, bruno, alice):
        assert client_of(alice).get(path_to(person)).status_code == 404
        assert tell(client_of(alice), person).status_code == 404
    assert not Report.objects.exists()


def test_who_is_reported_finds_nothing_of_it(alice, bruno, client_of):
    actions.report(bruno, WORDS, room="ties", by=alice, now=alice.joined_at)
    client = client_of(bruno)

    for path in ("/", "/network/", "/me/", "/me/export/"):
        page = client.get(path).content.decode()
        assert WORDS not in page
        assert "report" not in page.lower()


def test_a_steward_who_is_reported_does_not_read_it(alice):
    first, second = make.steward("Solène"), make.steward("Simon")
    make.report(alice, first)

    assert not Report.objects.visible_to(first).exists()
    assert Report.objects.visible_to(second).exists()


def test_a_block_keeps_the_one_who_tells_from_the_steward_but_hides_nobody(
    alice, bruno
):
    first, second = make.steward("Solène"), make.steward("Simon")
    make.report(alice, bruno)
    make.block(bruno, first)
    make.block(alice, second)

    assert Report.objects.visible_to(first).exists()
    assert not Report.objects.visible_to(second).exists()


def test_a_day_holds_a_few_of_them_and_the_words_are_not_lost(
    alice, bruno, client_of, clock
):
    client = client_of(alice)
    for _ in range(5):
        tell(client, bruno)
    too_many = tell(client, bruno, words="Encore ceci, et cela.")
    clock.shift(timedelta(days=1, minutes=1))
    day_after = tell(client_of(alice), bruno)

    assert too_many.status_code == 200
    assert "Encore ceci, et cela." in too_many.content.decode()
    assert day_after.status_code == 302


def test_each_steward_is_called_once_but_the_one_it_is_about(alice, bruno, now):
    first, about = make.steward("Solène"), make.steward("Simon")
    make.report(alice, about, at=now)
    for _ in range(2):
        call_stewards(now=now)

    assert [notice.member for notice in Notice.objects.all()] == [first]


@pytest.mark.parametrize(("before", "after"), [*product(ReportState, ReportState)])
def test_a_report_moves_as_the_table_says_and_no_other_way(before, after, alice, bruno):
    steward = make.steward()
    report = make.report(alice, bruno, state=before)
    allowed = after in REPORT_NEXT[before]
    try:
        actions.move_report(report, after, by=steward)
    except actions.ReportMoved:
        assert not allowed
    else:
        assert allowed
    report.refresh_from_db()
    assert report.state == (after if allowed else before)


def test_what_is_looked_at_calls_no_steward_any_more(alice, bruno, now):
    steward = make.steward()
    report = make.report(alice, bruno, at=now)
    call_stewards(now=now)
    actions.move_report(report, ReportState.LOOKED_AT, by=steward)

    assert not Notice.objects.exists()


# ── Of who is not to be found any more ───────────────────────────────────────


def test_whom_one_blocked_can_be_reported_from_where_the_block_is_lifted(
    alice, chantal, client_of
):
    make.block(alice, chantal)
    path = reverse("members:report_blocked", args=[chantal.public_id])
    privacy = client_of(alice).get(reverse("members:privacy")).content.decode()
    answer = client_of(alice).post(path, {"key": make.fresh_key(), "words": WORDS})

    assert path in privacy
    assert answer.status_code == 302
    assert Report.objects.get().of == chantal


def test_who_blocked_me_is_not_found_that_way(alice, bruno, chantal, client_of):
    make.block(chantal, alice)
    for person in (bruno, chantal):
        path = reverse("members:report_blocked", args=[person.public_id])
        assert client_of(alice).get(path).status_code == 404


def test_who_blocked_me_is_told_of_in_words_and_nothing_shows_the_block(
    alice, chantal, client_of
):
    tell, privacy = reverse("members:tell"), reverse("members:privacy")
    before = words_of_page(client_of(alice), privacy)
    make.block(chantal, alice)

    assert words_of_page(client_of(alice), privacy) == before
    assert tell in before
    words = f"{chantal.name} a fait cela. {WORDS}"
    client_of(alice).post(tell, {"key": make.fresh_key(), "words": words})
    [report] = Report.objects.all()
    assert (report.of, report.words) == (None, words)


def test_what_names_somebody_in_words_is_read_by_stewards_but_one_who_blocked(alice):
    first, second = make.steward("Solène"), make.steward("Simon")
    make.block(second, alice)
    make.report(alice, None)

    assert Report.objects.visible_to(first).exists()
    assert not Report.objects.visible_to(second).exists()


def words_of_page(client, path: str) -> str:
    return CHANGING.sub("…", client.get(path).content.decode())
