"""How rows move from a state to another: by the table of states, once."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet, TextChoices


def move(
    rows: QuerySet[Any],
    table: Mapping[Any, set[Any]],
    to: TextChoices,
    *,
    column: str = "state",
    **fields: Any,
) -> int:
    """Move the rows that the table of states lets move; how many did.

    Compare and set, in one statement: of two who move a row at once, one does.
    """
    before = [state for state, following in table.items() if to in following]
    return rows.filter(**{f"{column}__in": before}).update(**{column: to}, **fields)
