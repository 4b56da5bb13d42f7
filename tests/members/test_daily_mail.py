"""One mail a day at most, at one's hour, and only when something waits."""

import re
import uuid
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from tests import make
from tests.members.reading import words_of
from whispeer.members.actions import change_mail_hour
from whispeer.members.actions.notices import (
    call_stewards,
    forget_old,
    leave,
    take_back,
    tell_all,
)
from whispeer.members.models import Member, Notice
from whispeer.members.queries import turn_down_link
from whispeer.members.queries.notices import hours_come
from whispeer.members.states import NoticeKind
from whispeer.members.tasks import tell_of_what_waits

PARIS = ZoneInfo("Europe/Paris")
EIGHT = datetime(2026, 3, 10, 8, 0, tzinfo=PARIS)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

pytestmark = pytest.mark.both


def wait_for(member: Member, at: datetime = EIGHT - HOUR, **said: str) -> None:
    """Something waits since then."""
    said.setdefault("about", str(uuid.uuid4()))
    leave(member, room="introductions", kind=NoticeKind.WAITS, now=at, **said)


# ── The letter itself ────────────────────────────────────────────────────────


@pytest.fixture
def letter(alice, bruno, mailbox, run_tasks):
    """What arrives at Alice's, through SMTP, after something of Bruno's was left."""
    wait_for(alice)
    tell_all(now=EIGHT)
    run_tasks()
    [letter] = mailbox
    return letter


def test_it_says_that_something_waits_and_nothing_else(letter, alice, bruno):
    words = words_of(letter)

    assert letter["To"] == alice.email
    assert letter["Subject"] == "Quelque chose t’attend"
    assert letter["Content-Language"] == "fr"
    assert "Quelque chose t’attend" in words
    for name in ("Alice", "Aubert", "Bruno", "Bianchi", "introduction", "présentation"):
        assert name not in words + letter["Subject"]


def test_it_leads_to_today_and_says_how_to_turn_it_down(letter, settings, alice):
    links = re.findall(r"^http\S+$", words_of(letter), re.MULTILINE)

    assert links == [
        f"{settings.ADDRESS}/",
        f"{settings.ADDRESS}{reverse('members:letters')}",
        turn_down_link(alice),
    ]


def test_it_is_said_in_the_language_of_its_reader(chantal, mailbox, run_tasks):
    chantal.language = "en"
    chantal.save()
    wait_for(chantal)
    tell_all(now=EIGHT)
    run_tasks()

    [letter] = mailbox
    assert letter["Subject"] == "Something waits for you"
    assert letter["Content-Language"] == "en"


def test_mail_programs_are_told_how_to_turn_it_down(letter, alice):
    assert letter["List-Unsubscribe"].strip() == f"<{turn_down_link(alice)}>"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


# ── When it comes ────────────────────────────────────────────────────────────


def told() -> list[str]:
    """To whom a mail is in the queue."""
    rows = DBTaskResult.objects.order_by("enqueued_at")
    return [row.args_kwargs["kwargs"]["to"] for row in rows]


def test_nothing_comes_when_nothing_waits(alice):
    tell_all(now=EIGHT)

    assert told() == []


def test_it_waits_for_the_hour(alice):
    wait_for(alice)
    tell_all(now=EIGHT - MINUTE)
    before = told()
    tell_all(now=EIGHT)

    assert before == []
    assert told() == [alice.email]


def test_several_things_make_one_mail_and_the_next_round_none(alice):
    for _ in range(3):
        wait_for(alice)
    for minutes in (0, 10, 20, 30):
        tell_all(now=EIGHT + minutes * MINUTE)

    assert told() == [alice.email]


def test_what_comes_after_the_hour_is_told_the_day_after(alice):
    wait_for(alice, EIGHT + MINUTE)
    tell_all(now=EIGHT + 10 * MINUTE)
    same_day = told()
    tell_all(now=EIGHT + DAY)

    assert same_day == []
    assert told() == [alice.email]


def test_a_day_has_one_mail_even_when_the_hour_is_changed(alice):
    wait_for(alice)
    tell_all(now=EIGHT)
    change_mail_hour(10, by=Member.objects.get(pk=alice.pk), now=EIGHT + HOUR)
    wait_for(alice, EIGHT + HOUR)
    tell_all(now=EIGHT + 2 * HOUR)

    assert told() == [alice.email]


def test_a_house_that_was_closed_does_not_tell_at_night(alice):
    wait_for(alice)
    tell_all(now=EIGHT + 2 * HOUR)
    late = told()
    wait_for(alice)
    tell_all(now=EIGHT + DAY + 14 * HOUR)

    assert late == [alice.email]
    assert told() == late


def test_who_wants_none_has_none(alice):
    change_mail_hour(None, by=alice, now=EIGHT - DAY)
    wait_for(alice)
    for hour in range(24):
        tell_all(now=EIGHT + hour * HOUR)

    assert told() == []


def test_who_takes_the_mail_up_again_is_not_told_of_the_past(alice):
    change_mail_hour(None, by=alice, now=EIGHT - DAY)
    wait_for(alice)
    change_mail_hour(8, by=alice, now=EIGHT - MINUTE)
    tell_all(now=EIGHT)

    assert told() == []


def test_an_address_nobody_confirmed_is_not_written_to(alice):
    EmailAddress.objects.create(user=alice, email=alice.email, verified=False)
    wait_for(alice)
    tell_all(now=EIGHT)

    assert told() == []


def test_the_task_tells_at_the_hour_of_the_clock(alice, clock, now, mailbox, run_tasks):
    alice.mail_hour = now.hour
    alice.save()
    wait_for(alice, now - MINUTE)
    tell_of_what_waits.call()
    run_tasks()

    assert [letter["To"] for letter in mailbox] == [alice.email]


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25", "2026-07-14"])
def test_on_days_when_the_clocks_change_every_hour_comes_once(day, alice):
    """Rounds every ten minutes, from midnight to midnight, and one mail for each hour."""
    midnight = datetime.fromisoformat(day).replace(tzinfo=PARIS).astimezone(UTC)
    people = {}
    for hour in range(24):
        person = make.member(f"Heure {hour}", mail_hour=hour)
        wait_for(person, midnight - MINUTE)
        people[person.email] = hour
    for round_ in range(25 * 6):
        tell_all(now=midnight + round_ * 10 * MINUTE)

    assert sorted(people[email] for email in told() if email in people) == [*range(24)]


def test_an_hour_comes_when_the_clock_on_the_wall_says_so(settings):
    before, after = (datetime(2026, month, 10, 8, 5, tzinfo=PARIS) for month in (3, 7))

    for now in (before, after, before.astimezone(UTC), after.astimezone(UTC)):
        assert [hour for hour, _ in hours_come(now)] == [6, 7, 8]


# ── What is left, what is taken back ─────────────────────────────────────────


def test_what_is_left_twice_is_there_once(alice):
    for _ in range(2):
        wait_for(alice, about="the same thing")

    assert len(Notice.objects.all()) == 1


def test_what_was_told_is_not_told_again(alice):
    wait_for(alice, about="the same thing")
    tell_all(now=EIGHT)
    wait_for(alice, EIGHT + HOUR, about="the same thing")
    tell_all(now=EIGHT + DAY)

    assert told() == [alice.email]


def test_what_waits_no_more_is_not_told(alice, bruno):
    for person in (alice, bruno):
        wait_for(person, about="the same thing")
    take_back("the same thing", of=bruno)
    tell_all(now=EIGHT)

    assert told() == [alice.email]


def test_what_is_old_is_forgotten(alice):
    wait_for(alice, EIGHT - 61 * DAY)
    wait_for(alice, EIGHT - 2 * DAY)
    forget_old(now=EIGHT)

    [left] = Notice.objects.all()
    assert left.left_at == EIGHT - 2 * DAY


def test_a_steward_is_called_once_for_who_asks_to_join(alice):
    steward = make.steward()
    make.join_request(asked_at=EIGHT - HOUR)
    for minutes in (0, 10):
        call_stewards(now=EIGHT + minutes * MINUTE)
        tell_all(now=EIGHT + minutes * MINUTE)

    assert told() == [steward.email]
