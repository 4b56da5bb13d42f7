"""Who must not hear it."""

from collections import defaultdict
from collections.abc import Collection

from django.db.models import Q, QuerySet

from whispeer.ground.prepared import rows
from whispeer.members.models import Member, Portrait
from whispeer.ties.models import key_of
from whispeer.ties.queries.boundaries import pairs_apart
from whispeer.whispers.models import Whisper


def kept_apart(people: Collection[int]) -> dict[int, set[int]]:
    """By each of them, those with whom he is never brought together, be it over others."""
    apart: dict[int, set[int]] = defaultdict(set)
    for one, other in pairs_apart(people):
        apart[one].add(other)
        apart[other].add(one)
    return dict(apart)


def kept_out(whisper: Whisper) -> set[int]:
    """Whom the seeker excluded, by name or by company; and who is not to be reached."""
    chosen = whisper.without.values_list("pk", flat=True) if whisper.pk else ()
    keys = {key_of(company) for company in whisper.without_companies} - {""}
    there = Portrait.objects.filter(company_key__in=keys).exclude(member=whisper.by_id)
    return {
        *chosen,
        *rows(who_are_away),
        *there.values_list("member", flat=True),
    }


def who_are_away() -> QuerySet[Member, int]:
    away = Q(frozen_at__isnull=False) | Q(is_active=False)
    everybody: QuerySet[Member] = Member.objects.filter(away)
    return everybody.values_list("pk", flat=True)
