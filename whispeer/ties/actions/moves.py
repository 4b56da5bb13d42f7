"""How rows move from a state to another, and how two people are held for a while."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet, TextChoices

from whispeer.members.models import Member


def move(
    rows: QuerySet[Any],
    table: Mapping[Any, set[Any]],
    to: TextChoices,
    **fields: Any,
) -> int:
    """Move the rows that the table of states lets move; how many did.

    Compare and set, in one statement: of two who move a row at once, one does.
    """
    before = [state for state, following in table.items() if to in following]
    return rows.filter(state__in=before).update(state=to, **fields)


def hold(*people: Member) -> None:
    """Hold members until the commit, so that nothing else binds or parts them.

    Always in the same order, so that two who hold each other never wait for ever.
    On SQLite the transaction already holds the one lock there is.
    """
    pks = [person.pk for person in people]
    rows = Member.objects.select_for_update(no_key=True).filter(pk__in=pks)
    list(rows.order_by("pk").values_list("pk"))
