"""The engine's log: each action that touches a tie ends by writing down the pair."""

from datetime import datetime
from functools import partial

from django.db import connection, transaction
from django.db.models import Max

from whispeer.ties import engine
from whispeer.ties.models import TieChange

# The lock under which a change takes its number: it is held until the commit, so
# that a higher number is never visible before a lower one.
LOG_LOCK = 0x7768_6973_7065  # "whispe"


def record(*pair: int, now: datetime) -> None:
    """Write down that what binds two members has changed; to be called last.

    The process that wrote applies the change to the engine once it is committed;
    should it die before, whoever comes next does.
    """
    first, second = sorted(pair)
    # On SQLite the transaction already holds the one lock there is.
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOG_LOCK])
    last = TieChange.objects.aggregate(last=Max("seq"))["last"] or 0
    TieChange.objects.create(seq=last + 1, first=first, second=second, at=now)
    transaction.on_commit(partial(engine.catch_up, now), robust=True)
