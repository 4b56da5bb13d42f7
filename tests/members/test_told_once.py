"""Nobody is told twice and nobody is forgotten, whatever is killed and whoever else tells."""

import os
import subprocess
import sys
import time
import uuid
from collections import Counter
from datetime import datetime, timedelta
from threading import Barrier, Thread
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django_tasks_db.models import DBTaskResult

from tests import make
from whispeer.members import emails
from whispeer.members.actions.notices import leave, tell_all
from whispeer.members.models import Member, Notice
from whispeer.members.states import NoticeKind

pytestmark = pytest.mark.both
EIGHT = datetime(2026, 3, 10, 8, 0, tzinfo=ZoneInfo("Europe/Paris"))


def people_for_whom_something_waits(how_many: int) -> list[Member]:
    """Three things each."""
    people = [make.member(f"Personne {number}") for number in range(how_many)]
    for person in people:
        for _ in range(3):
            left = {"kind": NoticeKind.WAITS, "about": str(uuid.uuid4())}
            leave(person, room="a room", now=EIGHT - timedelta(hours=1), **left)
    return people


def letters() -> Counter[str]:
    """How many mails are in the queue for each address."""
    rows = DBTaskResult.objects.values_list("args_kwargs", flat=True)
    return Counter(row["kwargs"]["to"] for row in rows)


def half_told() -> list[str]:
    """Whose day, notices and mail do not say the same."""
    sent = letters()
    wrong = []
    for person in Member.objects.prefetch_related("notices"):
        told = {notice.told_at is not None for notice in person.notices.all()}
        if told != {person.email in sent} or (person.mailed_on is not None) not in told:
            wrong.append(person.email)
    return wrong


def start_telling() -> subprocess.Popen[bytes]:
    name = str(connection.settings_dict["NAME"])
    command = [sys.executable, "-m", "tests.members.telling", name, EIGHT.isoformat()]
    return subprocess.Popen(command, env=os.environ)


def test_killed_in_the_middle_it_has_told_some_wholly_and_the_rest_not_at_all(
    transactional_db,
):
    people = people_for_whom_something_waits(150)
    seen = [0]
    for some in (5, 40):
        kill_once_told(some)
        seen.append(len(letters()))
        assert half_told() == []
        assert set(letters().values()) == {1}
    tell_all(now=EIGHT)

    assert seen == sorted(set(seen)), "the second round told nobody"
    assert seen[-1] < len(people), "it was never killed in the middle"
    assert letters() == Counter({person.email: 1 for person in people})
    assert half_told() == []


def kill_once_told(some: int, patience: float = 20.0) -> None:
    """Let another process tell, and end it in the middle of whatever it is doing."""
    end = time.monotonic() + patience
    with start_telling() as telling:
        while len(letters()) < some and telling.poll() is None:
            assert time.monotonic() < end, "it never told anybody"
        telling.kill()


class OutOfPaper(Exception):
    """Whatever may break while a mail is written."""


def test_what_breaks_while_one_is_told_leaves_him_untold(transactional_db, monkeypatch):
    [person] = people_for_whom_something_waits(1)

    def breaks(member: Member) -> None:
        raise OutOfPaper

    with monkeypatch.context() as patch:
        patch.setattr(emails, "say_that_something_waits", breaks)
        with pytest.raises(OutOfPaper):
            tell_all(now=EIGHT)

    assert letters() == Counter()
    assert Notice.objects.filter(told_at=None).count() == 3
    tell_all(now=EIGHT)
    assert letters() == Counter({person.email: 1})


@pytest.mark.parametrize("rounds", [2, 4])
def test_rounds_at_the_same_instant_tell_everybody_once(rounds, transactional_db):
    people = people_for_whom_something_waits(40)
    start, failures = Barrier(rounds), []

    def tell() -> None:
        start.wait()
        try:
            tell_all(now=EIGHT)
        except Exception as failure:  # a thread's errors are nobody's otherwise
            failures.append(failure)
        finally:
            connection.close()

    threads = [Thread(target=tell) for _ in range(rounds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert letters() == Counter({person.email: 1 for person in people})
    assert half_told() == []


def test_what_is_taken_back_in_that_very_instant_sends_nothing(
    transactional_db, monkeypatch
):
    """The hour has come and something waited; it is gone when it is to be told."""
    [person] = people_for_whom_something_waits(1)
    tell_one = Member.objects.get

    def answered_meanwhile(**which):
        Notice.objects.all().delete()
        return tell_one(**which)

    monkeypatch.setattr(Member.objects, "get", answered_meanwhile)
    tell_all(now=EIGHT)
    monkeypatch.undo()

    assert letters() == Counter()
    assert Member.objects.get(pk=person.pk).mailed_on is None
