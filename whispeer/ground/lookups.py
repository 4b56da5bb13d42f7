"""What columns are asked that Django does not ask."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Lookup
from django.db.models.sql.compiler import SQLCompiler


class Begins(Lookup[str]):
    """Begins with these letters, as a range that an index holds on both databases.

    Unlike `startswith` it takes them as they are given, with nothing worked out: a rule
    that asks so can be prepared (`ground.prepared`). On PostgreSQL the index is to have
    the class `varchar_pattern_ops`, which orders by signs and not by a language.

    `Word.objects.filter(Begins(F("word"), "atel"))`
    """

    lookup_name = "begins"

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[Any, ...]]:
        return self._between(compiler, connection, ">=", "<", "char")

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[Any, ...]]:
        return self._between(compiler, connection, "~>=~", "~<~", "chr")

    def _between(
        self,
        compiler: SQLCompiler,
        connection: BaseDatabaseWrapper,
        from_: str,
        below: str,
        sign: str,
    ) -> tuple[str, tuple[Any, ...]]:
        column, of_column = self.process_lhs(compiler, connection)
        given, of_given = self.process_rhs(compiler, connection)
        last = f"({given} || {sign}(1114111))"  # the last sign there is
        both = f"({column} {from_} {given} AND {column} {below} {last})"
        return both, (*of_column, *of_given, *of_column, *of_given)
