"""Limits of attempts: allauth counts them in the cache, which is a table of the database.

So they hold whichever process answers. A row names an address or a machine for as long
as its limit looks back; Django forgets it only when the table is full, we each hour.
"""

from datetime import datetime

from django.conf import settings
from django.db import connection


def prune(now: datetime) -> None:
    """Forget what no limit looks at any more."""
    table = connection.ops.quote_name(str(settings.CACHES["default"]["LOCATION"]))
    before = connection.ops.adapt_datetimefield_value(now)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [before])  # noqa: S608
