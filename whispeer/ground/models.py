from django.db import models

from whispeer.ground.personal import Erased, Personal


class SpentKey(models.Model):
    """A form that took effect: sent again, it gets the same answer and no second effect."""

    scope = models.CharField(max_length=64)  # who and which route, as a digest
    key = models.UUIDField()
    body = models.CharField(max_length=64)  # digest of what was sent
    status = models.PositiveSmallIntegerField(default=0)
    location = models.TextField(default="")
    spent_at = models.DateTimeField(db_index=True)

    personal = Personal(
        technical=("id", "scope", "key", "body", "status", "location", "spent_at"),
        erased=Erased.BY_AGE,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scope", "key"], name="key_spent_once")
        ]

    def __str__(self) -> str:
        return str(self.key)


class Run(models.Model):
    """A periodic task that was started for its slot: once, whichever process came first."""

    job = models.CharField(max_length=100)
    slot = models.DateTimeField()
    started_at = models.DateTimeField()

    personal = Personal(
        technical=("id", "job", "slot", "started_at"), erased=Erased.BY_AGE
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["job", "slot"], name="job_runs_once_a_slot")
        ]

    def __str__(self) -> str:
        return f"{self.job} {self.slot:%Y-%m-%d %H:%M}"


class Lease(models.Model):
    """A worker that is alive says so; one that falls silent loses the tasks it had taken."""

    worker = models.CharField(max_length=64, unique=True)
    seen_at = models.DateTimeField(db_index=True)

    personal = Personal(technical=("id", "worker", "seen_at"), erased=Erased.BY_AGE)

    def __str__(self) -> str:
        return self.worker
