"""What becomes of a task that failed, was left behind, or is done.

The rows are those of django-tasks-db; this adds what it leaves to others: a lease, a
bounded number of attempts with growing pauses, and forgetting.
"""

import logging
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from whispeer.ground.mail import deliver
from whispeer.ground.models import Lease

logger = logging.getLogger(__name__)

ATTEMPTS = 8
FIRST_PAUSE = timedelta(seconds=10)  # then four times longer each time: 15 h in all
LEASE = timedelta(seconds=60)
KEPT = timedelta(hours=48)


def renew_lease(worker: str, now: datetime) -> None:
    """A worker says that it is alive."""
    Lease.objects.update_or_create(worker=worker, defaults={"seen_at": now})


def hand_back(worker: str) -> None:
    """A worker that stops leaves nothing taken: the next one begins its task again."""
    for row in DBTaskResult.objects.running():
        if row.worker_ids[-1:] == [worker]:
            move(row, TaskResultStatus.READY)
    Lease.objects.filter(worker=worker).delete()


def take_back(now: datetime, lease: timedelta = LEASE) -> None:
    """Tasks of workers that fell silent are ready again, or failed after too many."""
    alive = set(
        Lease.objects.filter(seen_at__gt=now - lease).values_list("worker", flat=True)
    )
    for row in DBTaskResult.objects.running():
        if alive.isdisjoint(row.worker_ids[-1:]):
            if len(row.worker_ids) < ATTEMPTS:
                move(row, TaskResultStatus.READY)
            else:
                move(row, TaskResultStatus.FAILED, finished_at=now)


def try_again(now: datetime) -> None:
    """Failed tasks are ready again after a pause that grows, a bounded number of times."""
    for row in DBTaskResult.objects.failed():
        attempts = len(row.worker_ids)
        if attempts < ATTEMPTS:
            pause = FIRST_PAUSE * 4 ** (attempts - 1)
            move(row, TaskResultStatus.READY, run_after=now + pause)


def move(
    row: DBTaskResult[..., Any], status: TaskResultStatus, **fields: datetime
) -> None:
    """Change a row, unless another worker changed it since it was read."""
    seen = DBTaskResult.objects.filter(
        pk=row.pk, status=row.status, started_at=row.started_at
    )
    if seen.update(status=status, **fields):
        # The path of the task alone: arguments and errors can name people.
        logger.warning("%s: %s after %s", row.task_path, status, row.status)


def forget_delivered() -> None:
    """Mail that has left is nowhere any more, its address and words neither."""
    DBTaskResult.objects.successful().filter(task_path=deliver.module_path).delete()


def prune(now: datetime) -> None:
    """Forget what was done, and workers long silent."""
    with transaction.atomic():
        DBTaskResult.objects.finished().filter(finished_at__lt=now - KEPT).delete()
        Lease.objects.filter(seen_at__lt=now - KEPT).delete()
