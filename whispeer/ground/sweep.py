"""The hourly round: what is too old to serve is forgotten."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from whispeer.ground import clock, limits, once, queue, schedule
from whispeer.ground.tasks import task


@task()
def sweep() -> None:
    """Forget spent keys, finished tasks, taken slots and expired sessions and limits."""
    now = clock.now()
    once.purge(now)
    queue.prune(now)
    schedule.prune(now)
    limits.prune(now)
    Session.objects.filter(expire_date__lt=now).delete()
    open_ones = Session.objects.values("session_key")
    UserSession.objects.exclude(session_key__in=open_ones).delete()
