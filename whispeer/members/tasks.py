"""The clock's door into this room."""

from whispeer.ground import clock
from whispeer.ground.tasks import task
from whispeer.members import actions
from whispeer.members.actions import notices


@task
def forget_overdue() -> None:
    """Once a day: requests too old to serve, accounts nobody ever came in by."""
    actions.forget_overdue(now=clock.now())


@task
def change_addresses() -> None:
    """Every few minutes: new addresses that have waited long enough."""
    actions.change_addresses(now=clock.now())


@task
def tell_of_what_waits() -> None:
    """Every few minutes: the one mail of the day, to those whose hour has come."""
    now = clock.now()
    notices.call_stewards(now=now)
    notices.tell_all(now=now)
