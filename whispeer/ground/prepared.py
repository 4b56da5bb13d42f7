"""Rules of visibility put into SQL once, whoever asks.

A rule that looks at blocks, ties and states takes Django ten times longer to put into
SQL than the database to answer. Here that is done once for each shape of what is given,
with marks in its places, and at each call the marks are changed. The rule itself stays
the one queryset that everybody reads.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, TypeAlias

from django.db import connection
from django.db.models import QuerySet

Given: TypeAlias = int | datetime | Sequence[int]
Rule: TypeAlias = Callable[..., QuerySet[Any, Any]]
#: What stands in the place of each value given: its position, or what never changes.
Places: TypeAlias = tuple[tuple[int | None, Any], ...]

# Marks that no table holds. Two sets, to see what moves with what is given.
MARKS = (7_700_000_001, 8_800_000_001)
LONG_AGO = datetime(1871, 3, 18, 4, 5, 6, 701, tzinfo=UTC)


class NotPreparable(TypeError):
    """The rule works something out of what it is given, or does not use it."""


def keys(rule: Rule, *given: Given) -> list[int]:
    """The primary keys a rule finds, in its order.

    Parameters
    ----------
    rule : a function at the top of a module. It passes what it is given on to the
        queryset as it is: what is worked out from it (a day later) is given by itself.
    given : keys, moments, or sequences of keys (put into SQL once for each length).

    Raises
    ------
    NotPreparable
    """
    shape = tuple(shape_of(one) for one in given)
    sql, places = in_sql(rule, shape, connection.vendor)
    values = flat(given)
    with connection.cursor() as cursor:
        cursor.execute(
            sql, [fixed if at is None else values[at] for at, fixed in places]
        )
        return [row[0] for row in cursor.fetchall()]


@lru_cache(maxsize=512)
def in_sql(rule: Rule, shape: tuple[Any, ...], vendor: str) -> tuple[str, Places]:
    (sql, params), (again, others) = (spoken(rule, shape, mark) for mark in MARKS)
    first, second = (flat(marked(shape, mark)) for mark in MARKS)
    places: Places = tuple(
        (first.index(value), None) if value in first else (None, value)
        for value in params
    )
    moved = tuple(
        (second.index(value), None) if value in second else (None, value)
        for value in others
    )
    used = {at for at, _ in places}
    if (sql, places) != (again, moved) or not used.issuperset(range(len(first))):
        raise NotPreparable(f"{rule.__module__}.{rule.__qualname__}")
    return sql, places


def spoken(rule: Rule, shape: tuple[Any, ...], mark: int) -> tuple[str, Sequence[Any]]:
    rows = rule(*marked(shape, mark)).values_list("pk")
    sql, params = rows.query.get_compiler(connection=connection).as_sql()
    return sql, params


def shape_of(given: Given) -> Any:
    """Alike for what the same SQL serves."""
    if isinstance(given, int | datetime):
        return datetime if isinstance(given, datetime) else int
    return len(given)


def marked(shape: tuple[Any, ...], mark: int) -> list[Given]:
    """As many values as the shape says, each unlike all others."""
    given: list[Given] = []
    for at, one in enumerate(shape):
        own = mark + at * 100_000
        if isinstance(one, int):
            given.append([own + which for which in range(one)])
        else:
            moment = LONG_AGO + timedelta(seconds=own)
            given.append(moment if one is datetime else own)
    return given


def flat(given: Sequence[Given]) -> list[Any]:
    """One value after the other, as the database's driver takes them."""
    every = [
        value
        for one in given
        for value in ([one] if isinstance(one, int | datetime) else one)
    ]
    of_driver = connection.ops.adapt_datetimefield_value
    return [of_driver(one) if isinstance(one, datetime) else one for one in every]
