"""Periodic tasks: each starts once for its slot, whichever process comes first.

Slots are counted in UTC from one Monday, so that no change of hour doubles or skips one.
Of the slots missed while the house was closed, only the latest is caught up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django_tasks.base import Task

from whispeer.ground.models import Run

ORIGIN = datetime(2024, 1, 1, tzinfo=UTC)
KEPT = timedelta(days=365)


@dataclass(frozen=True)
class Job:
    """A task that takes no argument, and how often it runs."""

    task: Task[[], Any]
    every: timedelta
    offset: timedelta = timedelta(0)

    @property
    def name(self) -> str:
        return self.task.module_path

    def slot(self, now: datetime) -> datetime:
        """The latest instant at which it was due."""
        first = ORIGIN + self.offset
        return first + (now - first) // self.every * self.every


def start_due(jobs: Sequence[Job], now: datetime) -> None:
    """Enqueue every job whose slot nobody has taken yet."""
    for job in jobs:
        slot = job.slot(now)
        # A later slot was taken when the machine's clock was set back since.
        if not Run.objects.filter(job=job.name, slot__gte=slot).exists():
            start(job, slot, now)


def start(job: Job, slot: datetime, now: datetime) -> bool:
    """Take a slot and enqueue its task; False when another process took it first."""
    try:
        with transaction.atomic():
            Run.objects.create(job=job.name, slot=slot, started_at=now)
            job.task.enqueue()
    except IntegrityError:
        return False
    return True


def take_slots(jobs: Sequence[Job], now: datetime) -> None:
    """Hold that all is done that was due until now: nothing is caught up at the start."""
    for job in jobs:
        Run.objects.get_or_create(
            job=job.name, slot=job.slot(now), defaults={"started_at": now}
        )


def count_as_done(jobs: Sequence[Job], now: datetime) -> None:
    """Take the slots of jobs whose work was just done by other means."""
    for job in jobs:
        Run.objects.get_or_create(
            job=job.name, slot=job.slot(now), defaults={"started_at": now}
        )


def prune(now: datetime) -> None:
    """Forget slots of long ago; a job that runs less than yearly would need more."""
    Run.objects.filter(slot__lt=now - KEPT).delete()
