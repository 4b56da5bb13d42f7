"""What a steward reads of a report, and what becomes of it."""

import pytest

from tests import make
from tests.steward.room import ROOM, read, send
from whispeer.members.models import Report
from whispeer.members.states import ReportState

pytestmark = pytest.mark.both


def test_a_steward_reads_the_words_and_both_names(steward, alice, bruno, client_of):
    report = make.report(alice, bruno)
    page = read(client_of(steward), f"{ROOM}reports/{report.public_id}/")

    for word in ("Alice Aubert", "Bruno Bianchi", report.words.split(",")[0]):
        assert word in page
    for word in ("relieuse", "menuisier", alice.email, bruno.email):
        assert word not in page


def test_a_report_is_looked_at_closed_and_looked_at_again(
    steward, alice, bruno, client_of
):
    report, client = make.report(alice, bruno), client_of(steward)
    for state in ("looked at", "closed", "looked at"):
        send(client, "move_report", report, state=state)
        report.refresh_from_db()
        assert report.state == state


@pytest.mark.parametrize("state", ["", "received", "lost", "\x00"])
def test_a_report_goes_nowhere_else(state, steward, alice, bruno, client_of):
    report = make.report(alice, bruno)
    answer = send(client_of(steward), "move_report", report, state=state)

    assert answer.status_code == 302
    assert Report.objects.get().state == ReportState.RECEIVED


def test_a_steward_finds_no_report_about_himself(steward, alice, client_of):
    report = make.report(alice, steward)
    client = client_of(steward)

    assert "Alice" not in read(client)
    assert client.get(f"{ROOM}reports/{report.public_id}/").status_code == 404
    assert send(client, "move_report", report, state="closed").status_code == 404


def test_a_report_without_a_person_says_so_in_the_list_and_on_its_page(
    steward, alice, client_of
):
    report = make.report(alice, None, room="members")
    for path in (ROOM, f"{ROOM}reports/{report.public_id}/"):
        assert "Alice Aubert</bdi> signale quelqu’un" in read(client_of(steward), path)
