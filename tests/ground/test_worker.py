"""Work put off is done: once when all goes well, again when somebody died on the way."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import Error, connection, transaction
from django_tasks_db.models import DBTaskResult

from tests.ground import jobs
from whispeer.ground import queue
from whispeer.ground.mail import deliver
from whispeer.ground.models import Lease
from whispeer.ground.worker import Worker

pytestmark = pytest.mark.both
SECOND = timedelta(seconds=1)


def until(happens: Callable[[], object], patience: float = 20.0) -> None:
    """Wait for something that another thread or process does."""
    end = time.monotonic() + patience
    while not happens():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.02)


def statuses() -> list[str]:
    return [row.status for row in DBTaskResult.objects.order_by("enqueued_at")]


@pytest.fixture
def place(tmp_path):
    return tmp_path / "done"


def test_tasks_are_done_in_their_order(transactional_db, place):
    for words in ("one", "two", "three"):
        jobs.write.enqueue(str(place), words)
    with Worker([], pause=0.05):
        until(lambda: statuses() == ["SUCCESSFUL"] * 3)

    assert place.read_text() == "one\ntwo\nthree\n"


def test_what_was_rolled_back_is_never_done(transactional_db, place):
    with transaction.atomic():
        jobs.write.enqueue(str(place), "one")
        transaction.set_rollback(True)

    assert statuses() == []


def test_two_workers_do_each_task_once(transactional_db, place):
    for number in range(40):
        jobs.write.enqueue(str(place), str(number))
    with Worker([], pause=0.01), Worker([], pause=0.01):
        until(lambda: statuses() == ["SUCCESSFUL"] * 40)

    done = place.read_text().split()
    assert sorted(done, key=int) == [str(number) for number in range(40)]


def test_a_task_that_failed_is_tried_again_later(
    transactional_db, place, monkeypatch, caplog
):
    monkeypatch.setattr(queue, "FIRST_PAUSE", SECOND / 10)
    jobs.stumble.enqueue(str(place))
    with Worker([], pause=0.05):
        until(lambda: statuses() == ["SUCCESSFUL"])

    assert place.read_text() == "stood\n"
    ours = [r.getMessage() for r in caplog.records if r.name.startswith("whispeer")]
    assert ours == ["tests.ground.jobs.stumble: READY after FAILED"]


def test_mail_that_left_is_forgotten(transactional_db, mailbox):
    deliver.enqueue(
        to="bruno@example.org",
        subject="A word\nfor you",
        body="Come in.",
        language="en",
    )
    with Worker([], pause=0.05):
        until(lambda: not statuses())

    [letter] = mailbox
    assert letter["To"] == "bruno@example.org"
    assert letter["Subject"] == "A word for you"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter.get_content().strip() == "Come in."


def test_mail_waits_while_the_mail_server_is_away(
    transactional_db, mailbox, settings, monkeypatch
):
    monkeypatch.setattr(queue, "FIRST_PAUSE", SECOND / 10)
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    deliver.enqueue(to="bruno@example.org", subject="A word", body="Come in.")
    with Worker([], pause=0.05):
        until(lambda: attempts() > 0)
        settings.EMAIL_PORT = port
        until(lambda: not statuses())

    assert len(mailbox) == 1


def attempts() -> int:
    return max((len(row.worker_ids) for row in DBTaskResult.objects.all()), default=0)


def test_a_letter_sent_twice_carries_one_name(transactional_db, mailbox):
    sent = deliver.enqueue(to="bruno@example.org", subject="A word", body="Come in.")
    row = DBTaskResult.objects.get(pk=sent.id)
    for _ in range(2):
        Worker([]).run_one()
        DBTaskResult.objects.filter(pk=row.pk).update(status="READY")

    assert len(mailbox) == 2
    assert len({letter["Message-ID"] for letter in mailbox}) == 1


def test_a_living_worker_keeps_its_long_task(db, now):
    row = taken(by="alive", seen_at=now)
    queue.take_back(now + queue.LEASE / 2)

    row.refresh_from_db()
    assert row.status == "RUNNING"


def test_a_silent_worker_loses_its_task(db, now):
    row = taken(by="silent", seen_at=now)
    queue.take_back(now + queue.LEASE + SECOND)

    row.refresh_from_db()
    assert row.status == "READY"


def test_a_task_that_kills_every_worker_is_given_up(db, now):
    row = taken(by="silent", seen_at=now)
    DBTaskResult.objects.update(worker_ids=["silent"] * queue.ATTEMPTS)
    queue.take_back(now + queue.LEASE + SECOND)

    row.refresh_from_db()
    assert row.status == "FAILED"


def taken(*, by: str, seen_at):
    queue.renew_lease(by, seen_at)
    row = DBTaskResult.objects.get(pk=jobs.write.enqueue("nowhere", "").id)
    row.claim(by)
    return row


def test_a_worker_that_stops_hands_its_task_back(transactional_db, place):
    jobs.wait_to_be_let_go.enqueue(str(place))
    worker = Worker([], pause=0.05)
    with worker:
        until(place.exists)
        began = time.monotonic()
    took, left = time.monotonic() - began, statuses()
    jobs.LET_GO.set()
    worker.threads[0].join()

    assert took < 5
    assert left == ["READY"]
    assert not Lease.objects.exists()


def test_a_database_that_is_away_is_waited_for(transactional_db, place, monkeypatch):
    falls = iter([Error, Error])
    step = Worker.step

    def falter(worker: Worker) -> bool:
        for error in falls:
            raise error
        return step(worker)

    monkeypatch.setattr(Worker, "step", falter)
    jobs.write.enqueue(str(place), "one")
    with Worker([], pause=0.01):
        until(lambda: statuses() == ["SUCCESSFUL"])


def test_what_a_killed_worker_had_begun_is_done_by_the_next(transactional_db, place):
    jobs.begin_and_dawdle.enqueue(str(place))
    killed = start_worker()
    until(place.exists)
    killed.kill()
    killed.wait()
    left = statuses()

    survivor = start_worker()
    try:
        until(lambda: statuses() == ["SUCCESSFUL"])
    finally:
        survivor.kill()
        survivor.wait()

    assert left == ["RUNNING"]
    assert place.read_text() == "begun\nagain\n"


def start_worker() -> subprocess.Popen[bytes]:
    name = str(connection.settings_dict["NAME"])
    return subprocess.Popen(
        [sys.executable, "-m", "tests.ground.working", name, "1"], env=os.environ
    )
