"""What the house does by itself starts once for its time, and is caught up once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from threading import Barrier

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django_tasks_db.models import DBTaskResult

from whispeer.ground import queue, schedule
from whispeer.ground.models import Lease, Run, SpentKey
from whispeer.ground.schedule import Job
from whispeer.ground.sweep import sweep
from whispeer.ground.tasks import task
from whispeer.web.schedule import JOBS

pytestmark = pytest.mark.both
HOUR = timedelta(hours=1)
NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


@task()
def ring() -> None:
    """A bell that nobody hears."""


HOURLY = Job(ring, every=HOUR)


def test_a_job_starts_once_for_its_hour(db):
    for minutes in (0, 1, 59):
        schedule.start_due([HOURLY], NOON + timedelta(minutes=minutes))

    assert DBTaskResult.objects.count() == 1


def test_it_starts_again_the_next_hour(db):
    schedule.start_due([HOURLY], NOON)
    schedule.start_due([HOURLY], NOON + HOUR)

    assert DBTaskResult.objects.count() == 2


def test_of_the_hours_missed_only_the_latest_is_caught_up(db):
    schedule.start_due([HOURLY], NOON)
    schedule.start_due([HOURLY], NOON + 7 * HOUR)

    assert [run.slot for run in Run.objects.order_by("slot")] == [NOON, NOON + 7 * HOUR]


def test_a_clock_set_back_starts_nothing_twice(db):
    schedule.start_due([HOURLY], NOON)
    schedule.start_due([HOURLY], NOON - 2 * HOUR)

    assert DBTaskResult.objects.count() == 1


def test_an_offset_moves_the_slot():
    job = Job(ring, every=timedelta(days=1), offset=timedelta(hours=4))

    assert job.slot(NOON) == datetime(2026, 3, 10, 4, tzinfo=UTC)
    assert job.slot(datetime(2026, 3, 10, 3, tzinfo=UTC)).day == 9


def test_the_change_of_the_hour_neither_doubles_nor_skips_a_day(db):
    """The night of 25 October 2026 has 25 hours in Paris, that of 28 March 23."""
    job = Job(ring, every=timedelta(days=1), offset=timedelta(hours=1))
    for quarter in range(4 * 24 * 4):
        schedule.start_due(
            [job], datetime(2026, 10, 24, tzinfo=UTC) + quarter * HOUR / 4
        )

    slots = [run.slot for run in Run.objects.order_by("slot")]
    assert {later - slot for slot, later in pairwise(slots)} == {timedelta(days=1)}


def test_of_processes_that_come_at_the_same_instant_one_starts_it(transactional_db):
    together = Barrier(4)

    def come(_: int) -> bool:
        together.wait()
        try:
            return schedule.start(HOURLY, NOON, NOON)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as processes:
        started = list(processes.map(come, range(4)))

    assert sorted(started) == [False, False, False, True]
    assert DBTaskResult.objects.count() == 1


def test_every_job_of_the_house_is_started(db):
    schedule.start_due(JOBS, NOON)

    assert {run.job for run in Run.objects.all()} == {job.name for job in JOBS}
    assert len({job.name for job in JOBS}) == len(JOBS)


def test_what_was_done_by_other_means_is_not_started_again(db):
    schedule.count_as_done([HOURLY], NOON)
    schedule.count_as_done([HOURLY], NOON)
    schedule.start_due([HOURLY], NOON)

    assert DBTaskResult.objects.count() == 0


def test_the_sweep_forgets_what_is_too_old_and_nothing_else(db, clock, now):
    old, young = now - timedelta(hours=49), now - HOUR
    for moment in (old, young):
        key = "00000000-0000-0000-0000-000000000001"
        SpentKey.objects.create(scope=str(moment), key=key, spent_at=moment)
        Lease.objects.create(worker=str(moment), seen_at=moment)
        done = ring.enqueue()
        DBTaskResult.objects.filter(pk=done.id).update(
            status="SUCCESSFUL", finished_at=moment
        )
        Session.objects.create(session_key=str(moment), expire_date=moment + 2 * HOUR)
    schedule.start_due([HOURLY], now - timedelta(days=400))
    schedule.start_due([HOURLY], now)
    DBTaskResult.objects.filter(status="READY").delete()

    sweep.call()

    assert SpentKey.objects.get().spent_at == young
    assert Lease.objects.get().seen_at == young
    assert DBTaskResult.objects.get().finished_at == young
    assert Session.objects.get().session_key == str(young)
    assert Run.objects.get().started_at == now


def test_the_pauses_between_attempts_grow_and_end(db, now):
    row = DBTaskResult.objects.get(pk=ring.enqueue().id)
    pauses = []
    for attempt in range(1, queue.ATTEMPTS + 1):
        row.worker_ids, row.status, row.run_after = ["w"] * attempt, "FAILED", now
        row.save()
        queue.try_again(now)
        row.refresh_from_db()
        pauses.append((row.run_after - now).total_seconds())

    assert pauses == [10, 40, 160, 640, 2560, 10240, 40960, 0]
    assert row.status == "FAILED"
