"""The clock's door into this room."""

from whispeer.ground import clock
from whispeer.ground.tasks import task
from whispeer.members import actions


@task
def forget_overdue() -> None:
    """Once a day: requests too old to serve, accounts nobody ever came in by."""
    actions.forget_overdue(now=clock.now())
