"""The worker and the clock: a thread of the server, or of a process of its own."""

import logging
import threading
import time
import uuid
from collections.abc import Sequence
from datetime import timedelta
from types import TracebackType
from typing import Self

from django.db import Error, connections
from django_tasks_db.management.commands.db_worker import Worker as Runner
from django_tasks_db.models import DBTaskResult

from whispeer.ground import clock, queue
from whispeer.ground.schedule import Job, start_due

logger = logging.getLogger(__name__)


class Worker:
    """Runs the tasks that are ready, one by one, and starts the jobs that are due.

    `with Worker(jobs): ...` runs it in a thread as long as the block lasts.
    """

    def __init__(
        self,
        jobs: Sequence[Job],
        *,
        pause: float = 0.5,
        lease: timedelta = queue.LEASE,
    ) -> None:
        self.name = uuid.uuid4().hex
        self.jobs = jobs
        self.pause = pause
        self.lease = lease
        self.round_is_due_at = 0.0
        self.stopping = threading.Event()
        self.threads = [
            # Daemons: a task that does not end cannot keep the house from closing.
            threading.Thread(target=self.run, name="worker", daemon=True),
            threading.Thread(target=self.beat, name="lease", daemon=True),
        ]

    def __enter__(self) -> Self:
        queue.renew_lease(self.name, clock.now())
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop(within=0.5)

    def stop(self, within: float) -> None:
        """Let the task at hand end, or leave it to the next worker."""
        self.stopping.set()
        end = time.monotonic() + within
        for thread in self.threads:
            thread.join(max(0.0, end - time.monotonic()))
        try:
            queue.hand_back(self.name)
        except Error:
            logger.warning("The database is away; the lease will run out by itself.")

    def run(self) -> None:
        """Work until told to stop; a database that is away is waited for."""
        while not self.stopping.is_set():
            try:
                worked = self.step()
            except Error as error:
                logger.warning("The database is away: %s", type(error).__name__)
                connections.close_all()
                worked = False
            if not worked:
                self.stopping.wait(self.pause)
        connections.close_all()

    def beat(self) -> None:
        """Renew the lease, in a thread of its own: a long task is not a dead worker."""
        while not self.stopping.wait(self.lease.total_seconds() / 6):
            try:
                queue.renew_lease(self.name, clock.now())
            except Error:
                connections.close_all()
        connections.close_all()

    def step(self) -> bool:
        """Do one task, and the round when it is time; say whether there was a task."""
        if time.monotonic() >= self.round_is_due_at:
            self.round_is_due_at = time.monotonic() + self.lease.total_seconds() / 6
            self.go_round()
        if not DBTaskResult.objects.ready().exists():
            return False
        self.run_one()
        queue.forget_delivered()
        queue.try_again(clock.now())
        return True

    def go_round(self) -> None:
        now = clock.now()
        start_due(self.jobs, now)
        queue.take_back(now, self.lease)
        queue.try_again(now)
        queue.forget_delivered()

    def run_one(self) -> None:
        Runner(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=0,
            batch=True,
            max_tasks=1,
            backend_name="default",
            startup_delay=False,
            worker_id=self.name,
        ).run()
