"""What a portrait says is stored together with the stems by which a need finds it."""

from collections.abc import Iterable, Iterator

from whispeer.ground.words import themes
from whispeer.members.models import Entry, Portrait, Stem, kept

BATCH = 5000


def index(said: Entry | Portrait) -> None:
    """As it is said now; what it said before finds it no more."""
    if isinstance(said, Entry):
        Stem.objects.filter(entry=said).delete()
    else:
        Stem.objects.of_trades().filter(member=said.member_id).delete()
    index_all([said])


def index_all(said: Iterable[Entry | Portrait]) -> None:
    """New ones together."""
    Stem.objects.bulk_create((stem for one in said for stem in stems_of(one)), BATCH)


def stems_of(said: Entry | Portrait) -> Iterator[Stem]:
    """An entry's own words; of a portrait its trade."""
    entry = said if isinstance(said, Entry) else None
    words = said.words if isinstance(said, Entry) else said.trade
    for stem in kept(themes(words)):
        yield Stem(member_id=said.member_id, entry=entry, stem=stem)
