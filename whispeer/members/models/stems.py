"""By which words a need finds what a portrait says."""

from collections.abc import Iterable

from django.db import models

from whispeer.ground.personal import Personal
from whispeer.members.models.member import Member
from whispeer.members.models.portrait import Entry

LONGEST = 32  # letters kept of a stem; what is found is judged by its own words


def kept(stems: Iterable[str]) -> list[str]:
    """Stems as the index holds them, each once."""
    return sorted({stem[:LONGEST] for stem in stems})


class StemQuerySet(models.QuerySet["Stem"]):
    def among(self, stems: Iterable[str]) -> "StemQuerySet":
        return self.filter(stem__in=kept(stems))

    def of_entries(self) -> "StemQuerySet":
        return self.filter(entry__isnull=False)

    def of_trades(self) -> "StemQuerySet":
        return self.filter(entry=None)


class Stem(models.Model):
    """A stem of an entry, or of a trade: an index, written with the words it is of.

    It holds the themes of `ground.words`: were these cut otherwise, a migration would
    write it anew. No page reads it.
    """

    member = models.ForeignKey(
        Member, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    entry = models.ForeignKey(  # none: it is of the trade
        Entry, on_delete=models.CASCADE, related_name="+", null=True
    )
    stem = models.CharField(max_length=LONGEST)

    objects = StemQuerySet.as_manager()

    personal = Personal(
        of="member", private=("stem",), technical=("id", "member", "entry")
    )

    class Meta:
        indexes = [
            models.Index(fields=["stem", "entry", "member"], name="stem_of"),
            models.Index(fields=["member", "entry"], name="stems_of_member"),
        ]

    def __str__(self) -> str:
        return "stem"
