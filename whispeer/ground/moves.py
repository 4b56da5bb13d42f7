"""How rows move from a state to another: by the table of states, once."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import QuerySet, TextChoices


@transaction.atomic(savepoint=False)
def move(
    rows: QuerySet[Any],
    table: Mapping[Any, set[Any]],
    to: TextChoices,
    *,
    column: str = "state",
    **fields: Any,
) -> int:
    """Move the rows that the table of states lets move; how many did.

    Of two who move a row at once, one does. It is held before it is set: where a rule
    looks at other tables, Django asks for the rows in a query within the update, which
    PostgreSQL does not ask again when it had to wait for another's commit.
    """
    before = [state for state, following in table.items() if to in following]
    movable = rows.filter(**{f"{column}__in": before}).order_by()
    held = movable.select_for_update(of=("self",), no_key=True)
    keys = list(held.values_list("pk", flat=True))
    if not keys:
        return 0
    these: QuerySet[Any] = rows.model._base_manager.filter(pk__in=keys)
    return these.update(**{column: to}, **fields)
