"""The clock's door into the room of ties."""

from whispeer.ground import clock
from whispeer.ground.tasks import task
from whispeer.ties import engine
from whispeer.ties.actions.leaving import let_lapse
from whispeer.ties.actions.suggestions import renew
from whispeer.ties.actions.vouches import open_those_known


@task
def renew_suggestions() -> None:
    """Once a fortnight, over the whole network."""
    renew(clock.now())


@task
def rebuild_engine() -> None:
    """Once a week: strength has faded and worlds have moved."""
    now = clock.now()
    engine.rebuild(now)
    open_those_known(now=now)


@task
def follow_log() -> None:
    """Apply what a process that died left in the log, should nobody have looked since."""
    engine.store(clock.now())


@task
def close_overdue() -> None:
    """Cards and invitations come to their end."""
    let_lapse(now=clock.now())
