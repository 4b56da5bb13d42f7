"""Who reads words about work done together: its two people, and whom trust leads there.

Inside an introduction or a whisper only, and only where at most three ties lead from the
reader to who wrote the words and to whom they are about. Nothing here is ever searched.
"""

import re
import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

import numpy as np
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from whispeer.graph.routing.trust import LONGEST, trust_of_rows
from whispeer.ground.links import is_signed, signature
from whispeer.ground.prepared import rows
from whispeer.ground.words import folded
from whispeer.introductions.models import Introduction, Recommendation
from whispeer.introductions.queries.one import Told
from whispeer.introductions.queries.people import people_of
from whispeer.introductions.queries.told import Asked, Begun, Entrusted, Made
from whispeer.introductions.states import Recommended
from whispeer.members.models import Member
from whispeer.members.queries import description
from whispeer.members.states import Closeness, Discoverability
from whispeer.ties import engine
from whispeer.ties.models import Side
from whispeer.ties.queries import ways_to, whom_one_may_meet
from whispeer.ties.queries.people import ties_among

AT_ONCE = 3  # about one person; who wants more asks the person
OWN_TIE = 1.0  # no way is shorter, whether it may be named to others or not


class Room(NamedTuple):
    """A member's own: what waits for his answer, what is said of him, what he wrote."""

    proposed: list[Recommendation]
    accepted: list[Recommendation]
    written: list[Recommendation]


class Read(NamedTuple):
    """Words about somebody, as one reader may know whose they are."""

    public_id: uuid.UUID
    of: Member | None  # None where the reader does not know the name yet
    author: str
    page: str  # of the author, a tie of the reader's
    work: str
    words: str
    limit: str
    report: str  # the way to the stewards


def recommendations_of(member: Member, now: datetime) -> Room:
    visible = Recommendation.objects.visible_to(member, now)
    rows = list(visible.select_related("by", "of"))
    received = [row for row in rows if row.of_id == member.pk]
    return Room(
        proposed=[row for row in received if row.state == Recommended.PROPOSED],
        accepted=[row for row in received if row.state == Recommended.ACCEPTED],
        written=[row for row in rows if row.by_id == member.pk],
    )


def has_recommended(by: Member, of: Member, now: datetime) -> bool:
    visible = Recommendation.objects.visible_to(by, now)
    return visible.filter(by=by, of=of).exists()


def tells_the_name(row: Recommendation) -> bool:
    """Do the words say of whom they are?"""
    said = set(words_in(f"{row.work} {row.words} {row.limit}"))
    company = row.of.portrait.company
    return bool(said & set(words_in(f"{row.of.name} {company}")))


def words_in(text: str) -> list[str]:
    return [word for word in re.findall(r"[^\W_]+", folded(text)) if len(word) > 2]


def recommended_in(
    one: Told, introduction: Introduction, reader: Member, now: datetime
) -> list[Read]:
    """What a reader may read in an introduction, in the place he has there."""
    if isinstance(one, Asked):
        others = [who for who in people_of(introduction) if who != reader]
        return recommended(others, reader, named=False, now=now)
    if isinstance(one, Entrusted):
        people: Iterable[Member | None] = (one.by, one.about)
    else:
        assert isinstance(one, Begun | Made)
        people = one.people
    return recommended([who for who in people if who], reader, named=True, now=now)


def words_to_report(
    public_id: uuid.UUID, reader: Member, now: datetime, shown: str
) -> Recommendation:
    """Of which a member may tell the stewards: proposed to him, or shown to him; or 404."""
    standing = Recommendation.objects.standing(now).exclude(by=reader)
    row = get_object_or_404(standing.select_related("by"), public_id=public_id)
    own = Recommendation.objects.visible_to(reader, now).filter(pk=row.pk)
    if not own.exists() and not is_signed(shown_to(reader), public_id, shown):
        raise Http404
    return row


def report_page(row: Recommendation, reader: Member) -> str:
    """The way to the stewards, for whoever the words were shown to: signed for him."""
    page = reverse("introductions:report_words", args=[row.public_id])
    return f"{page}?shown={signature(shown_to(reader), row.public_id)}"


def shown_to(reader: Member) -> str:
    return f"recommendation.{reader.public_id}"


def recommended(
    people: Iterable[Member], reader: Member, *, named: bool, now: datetime
) -> list[Read]:
    """Words about people beside whom a reader stands in an introduction or a whisper.

    `named`: he knows their names. Otherwise only words that their person let be read
    before that, and that do not tell the name. Nearest by trust first.
    """
    about = {one.pk for one in people} - {reader.pk}
    if not about:
        return []
    accepted = rows(accepted_words, reader.pk, sorted(about), now)
    found = [row for row in accepted if row.by_id != reader.pk]
    if not named:
        found = [row for row in found if row.before_name]
    if not found:
        return []
    ends = {key for row in found for key in (row.by_id, row.of_id)}
    near = set(rows(ties_among, reader.pk, sorted(ends)))
    trust = trusted(reader, ends - near, now) | dict.fromkeys(near, OWN_TIE)
    found = [row for row in found if trust.keys() >= {row.by_id, row.of_id}]
    found.sort(key=lambda row: (-trust[row.by_id], row.pk))
    return few(found, reader, near, named=named)


def accepted_words(
    reader: int, about: list[int], now: datetime
) -> QuerySet[Recommendation]:
    """Words about these people, of authors and about people whom a reader may meet."""
    may_meet = whom_one_may_meet(Member(pk=reader))
    accepted = Recommendation.objects.standing(now).filter(
        state=Recommended.ACCEPTED,
        of__in=may_meet.filter(pk__in=about),
        by__in=may_meet,
    )
    return accepted.select_related("by__portrait", "of__portrait")


def trusted(reader: Member, people: set[int], now: datetime) -> dict[int, float]:
    """Those to whom at most three ties lead; for their order, never to be shown."""
    store = engine.store(now)
    known = [key for key in sorted(people) if key in store]
    if reader.pk not in store or not known:
        return {}
    targets = np.array([store.row_of(key) for key in known], np.int64)
    found = trust_of_rows(store, store.row_of(reader.pk), targets, max_ties=LONGEST)
    return {
        key: trust for key, trust in zip(known, found.tolist(), strict=True) if trust
    }


def few(
    found: list[Recommendation], reader: Member, near: set[int], *, named: bool
) -> list[Read]:
    """A few about each, those whose author may be spoken of."""
    authors = {row.by_id for row in found} - near
    reached = set(rows(reached_among, reader.pk, sorted(authors)) if authors else ())
    shown: dict[int, list[Read]] = {}
    for row in found:
        about = shown.setdefault(row.of_id, [])
        author = spoken_of(row.by, row.by_id in near, row.by_id in reached)
        if author and len(about) < AT_ONCE and (named or not tells_the_name(row)):
            page = reverse("ties:person", args=[row.by.public_id])
            about.append(
                Read(
                    row.public_id,
                    row.of if named else None,
                    author,
                    page if row.by_id in near else "",
                    row.work,
                    row.words,
                    row.limit,
                    report_page(row, reader),
                )
            )
    return [one for about in shown.values() for one in about]


def reached_among(reader: int, authors: list[int]) -> QuerySet[Side, int]:
    ways = ways_to(Member(pk=reader)).filter(member__in=authors)
    return ways.values_list("member", flat=True)


def spoken_of(author: Member, is_tie: bool, is_reached: bool) -> str:
    """By name to his ties, and to theirs if he lets it; otherwise by what he does."""
    if is_tie:
        return author.name
    if author.discoverability == Discoverability.NOT_AT_ALL:
        return ""
    if is_reached and author.discoverability == Discoverability.BY_NAME:
        return author.name
    nearness = Closeness.WITHIN_REACH if is_reached else Closeness.STRANGER
    return str(description(author, nearness))
