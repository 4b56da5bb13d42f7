"""The clock's door into this room."""

from whispeer.ground import clock
from whispeer.ground.tasks import task
from whispeer.introductions import actions, queries


@task
def close_overdue() -> None:
    """Bring to their end the introductions whose time has come; ask what became of others."""
    now = clock.now()
    actions.close_overdue(now=now)
    actions.follow_all(now=now)


@task
def welcome_newcomers() -> None:
    """Once a day: offer those who came lately two people who like to welcome."""
    now = clock.now()
    for newcomer in queries.newcomers(now):
        actions.welcome(newcomer, now=now)
