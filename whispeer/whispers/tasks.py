"""The clock's door into this room."""

from whispeer.ground import clock
from whispeer.ground.tasks import task
from whispeer.whispers import actions, engine


@task
def go_on() -> None:
    """Ask the next one where the hour has come, between eight in the morning and eight."""
    actions.go_on_all(now=clock.now())


@task
def close_overdue() -> None:
    """Bring to their end the whispers whose time has come."""
    actions.close_overdue(now=clock.now())


@task
def weigh_answers() -> None:
    """See how readily people say yes in this house, all together."""
    engine.weigh(clock.now())
