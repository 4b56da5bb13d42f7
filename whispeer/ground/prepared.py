"""Rules of visibility put into SQL once, whoever asks.

A rule that looks at blocks, ties and states takes Django ten times longer to put into
SQL than the database to answer. Here that is done once for each shape of what is given,
with marks in its places, and at each call the marks are changed. The rule itself stays
the one queryset that everybody reads.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import copy
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Model, QuerySet

Given: TypeAlias = int | str | date | Sequence[int]  # a datetime is a date, too
Row = TypeVar("Row")
Shape: TypeAlias = tuple[type[Any] | int, ...]
#: What stands in the place of each value: its position in what is given, or what never
#: changes.
Places: TypeAlias = tuple[tuple[int | None, Any], ...]

# Marks that no table holds. Two sets, to see what moves with what is given.
MARKS = (7_700_000_001, 8_800_000_001)
LONG_AGO = datetime(1871, 3, 18, 4, 5, 6, 701, tzinfo=UTC)


class NotPreparable(TypeError):
    """The rule works something out of what it is given, or does not use it."""


class Spoken(NamedTuple):
    """A rule in SQL, and how Django makes of an answer what the rule asks for."""

    sql: str
    places: Places
    model: type[Model]
    compiler: Any
    reader: Any


class Again:
    """Stands for the query of a queryset that was put into SQL before."""

    def __init__(self, spoken: Spoken, values: list[Any]) -> None:
        params = [fixed if at is None else values[at] for at, fixed in spoken.places]
        self.compiler = copy(spoken.compiler)
        self.compiler.as_sql = lambda: (spoken.sql, params)

    def get_compiler(self, using: str) -> Any:
        return self.compiler


def rows(rule: Callable[..., QuerySet[Any, Row]], *given: Given) -> list[Row]:
    """What a rule finds, as its queryset gives it: instances, tuples or single values.

    Parameters
    ----------
    rule : a function at the top of a module. It passes what it is given on to the
        queryset as it is: what is worked out from it (a day later) is given by itself.
        What it prefetches is left out.
    given : keys, words, moments, days, or sets of keys in any order.

    Raises
    ------
    NotPreparable
    """
    spoken = in_sql(rule, tuple(shape_of(one) for one in given))
    if spoken is None:
        return []
    query: Any = Again(spoken, list(flat(given)))
    found: Iterable[Row] = spoken.reader(QuerySet(spoken.model, query))
    return list(found)


@lru_cache(maxsize=512)
def in_sql(rule: Callable[..., QuerySet[Any, Any]], shape: Shape) -> Spoken | None:
    """The rule for what is given so; None when so it never finds anything."""
    asked, others = (rule(*marked(shape, mark)) for mark in MARKS)
    compiler, again = (compiler_of(one) for one in (asked, others))
    try:
        sql, places = placed(compiler, marked(shape, MARKS[0]))
        moved = placed(again, marked(shape, MARKS[1]))
    except EmptyResultSet:
        if 0 in shape:
            return None
        raise not_preparable(rule) from None
    used = {at for at, _ in places}
    if (sql, places) != moved or not used.issuperset(range(len_of(shape))):
        raise not_preparable(rule)
    # How values of the database become ours is looked up once, too.
    converters = compiler.get_converters([column for column, *_ in compiler.select])
    compiler.get_converters = lambda _columns: converters
    return Spoken(sql, places, asked.model, compiler, asked._iterable_class)


def compiler_of(asked: QuerySet[Any, Any]) -> Any:
    """It speaks to whichever connection is the one of the thread that asks."""
    return asked.query.get_compiler(connection=connection)


def placed(compiler: Any, given: Sequence[Given]) -> tuple[str, Places]:
    sql, params = compiler.as_sql()
    marks = list(flat(given))
    return sql, tuple(
        (marks.index(value), None) if value in marks else (None, value)
        for value in params
    )


def not_preparable(rule: Callable[..., Any]) -> NotPreparable:
    return NotPreparable(f"{rule.__module__}.{rule.__qualname__}")


def shape_of(given: Given) -> type[Any] | int:
    """Alike for what the same SQL serves: of a set, its length as `padded`."""
    if isinstance(given, int | str | date):
        kinds = (datetime, date, int, str)
        return next(kind for kind in kinds if isinstance(given, kind))
    return len(padded(given))


def len_of(shape: Shape) -> int:
    return sum(one if isinstance(one, int) else 1 for one in shape)


def marked(shape: Shape, mark: int) -> list[Given]:
    """As many values as the shape says, each unlike all others."""
    given: list[Given] = []
    for at, one in enumerate(shape):
        own = mark + at * 100_000
        if isinstance(one, int):
            given.append([own + which for which in range(one)])
        else:
            moment = LONG_AGO + timedelta(seconds=own)
            marks: dict[Any, Given]
            marks = {datetime: moment, date: moment.date(), str: f"{own}"}
            given.append(marks.get(one, own))
    return given


def padded(keys: Sequence[int]) -> Sequence[int]:
    """The same set, told longer: few lengths are put into SQL, and not each."""
    if len(keys) < 2:
        return keys
    room = 1 << (len(keys) - 1).bit_length()
    return [*keys, *[keys[-1]] * (room - len(keys))]


def flat(given: Sequence[Given]) -> Iterator[Any]:
    """One value after the other, as the database's driver takes them."""
    for one in given:
        if isinstance(one, datetime):
            yield connection.ops.adapt_datetimefield_value(one)
        elif isinstance(one, date):
            yield connection.ops.adapt_datefield_value(one)
        elif isinstance(one, int | str):
            yield one
        else:
            yield from padded(one)
