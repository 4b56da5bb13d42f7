"""Two of one's ties who should know each other: what one says answers what the other says."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from whispeer.ground.prepared import rows
from whispeer.ground.words import nearness, themes
from whispeer.introductions.models import Introduction, Party
from whispeer.introductions.queries.told import Pair
from whispeer.members.models import Member, blocked_between
from whispeer.members.states import EntryKind
from whispeer.ties.models import Side, bounded_between
from whispeer.ties.queries.circle import Circle
from whispeer.ties.queries.known import Known

AT_ONCE = 3
LOOKED_AT = 12  # pairs looked at together
SPARED = timedelta(days=90)  # how long two are not proposed again


class Said(NamedTuple):
    """One sentence of a tie's portrait, and what it is about."""

    by: Known
    words: str
    themes: Mapping[str, float]


class Meeting(NamedTuple):
    """Two sentences of two people that are about the same."""

    near: float
    question: Said
    answer: Said
    is_need: bool


def to_offer(circle: Circle) -> list[Pair]:
    """The few whose words meet most closely; nobody twice, and nobody known already."""
    met = sorted(meetings(circle), key=lambda meeting: -meeting.near)
    if not met:
        return []
    brought = brought_together(circle.member, circle.now)
    met = [one for one in met if two_of(one) not in brought]
    shown: list[Pair] = []
    seen: set[int] = set()
    apart: set[frozenset[int]] = set()
    for order, meeting in enumerate(met):
        if order % LOOKED_AT == 0:
            apart = kept_apart(circle.member, met[order : order + LOOKED_AT])
        two = two_of(meeting)
        if two & seen or two in apart:
            continue
        shown.append(pair(meeting))
        seen |= two
        if len(shown) == AT_ONCE:
            break
    return shown


def two_of(meeting: Meeting) -> frozenset[int]:
    return frozenset((meeting.question.by.member, meeting.answer.by.member))


def pair(meeting: Meeting) -> Pair:
    one, other = meeting.question.by, meeting.answer.by
    names = {"one": one.given_name, "other": other.given_name}
    return Pair(
        one=one,
        other=other,
        reason=_("What %(one)s is looking for, %(other)s knows about.") % names
        if meeting.is_need
        else _("What %(one)s would love to hear about, %(other)s is working on.")
        % names,
        said=meeting.question.words,
        answered=meeting.answer.words,
    )


def meetings(circle: Circle) -> Iterator[Meeting]:
    """A need that meets what somebody lived or offers; a curiosity, and somebody's work.

    Read as these people's own ties read them.
    """
    known, said = circle.known, circle.said
    written = [(one, *sentence) for one in known for sentence in said[one.member]]
    wonders = [one for one in written if one[1] == EntryKind.CURIOSITY]
    gives = by_theme(
        Said(one, words, themes(words))
        for one, kind, words in written
        if kind != EntryKind.CURIOSITY
    )
    works = by_theme(Said(one, one.working_on, themes(one.working_on)) for one in known)
    for one in known:
        need = Said(one, one.looking_for, themes(one.looking_for))
        yield from met(need, gives, is_need=True)
    for one, _kind, words in wonders:
        yield from met(Said(one, words, themes(words)), works, is_need=False)


def by_theme(sentences: Iterable[Said]) -> dict[str, list[Said]]:
    """Each stem, and the sentences that are about it: few are ever compared."""
    found: dict[str, list[Said]] = defaultdict(list)
    for said in sentences:
        for stem in said.themes:
            found[stem].append(said)
    return found


def met(
    question: Said, answers: dict[str, list[Said]], *, is_need: bool
) -> Iterator[Meeting]:
    about = {
        (said.by.member, said.words): said
        for stem in question.themes
        for said in answers.get(stem, ())
        if said.by.member != question.by.member
    }
    for said in about.values():
        near = nearness(question.themes, said.themes)
        if near:
            yield Meeting(near, question, said, is_need)


def brought_together(member: Member, now: datetime) -> set[frozenset[int]]:
    """The pairs this member lately brought together, or tried to."""
    people: dict[int, set[int]] = defaultdict(set)
    for introduction, one in rows(parties_through, member.pk, now - SPARED):
        people[introduction].add(one)
    return {frozenset(two) for two in people.values()}


def parties_through(member: int, since: datetime) -> QuerySet[Party, tuple[int, int]]:
    lately = Introduction.objects.filter(through=member, begun_at__gt=since)
    found = Party.objects.filter(introduction__in=lately.order_by().values("pk"))
    return found.values_list("introduction", "member")


def kept_apart(member: Member, met: Iterable[Meeting]) -> set[frozenset[int]]:
    """Those among them who know each other already, or may not meet."""
    people = sorted({one for meeting in met for one in two_of(meeting)})
    return {frozenset(two) for two in rows(apart_among, member.pk, people, people)}


def apart_among(
    member: int, people: list[int], again: list[int]
) -> QuerySet[Side, tuple[int, int]]:
    """Each two of a member's own ties, asked of the ties he has to both."""
    known = Side.objects.filter(member=OuterRef("other"), other=OuterRef("second"))
    sides = Side.objects.filter(member=member, other__in=people)
    pairs = sides.annotate(second=F("member__sides__other")).filter(second__in=again)
    apart = pairs.filter(
        Q(Exists(known))
        | Q(blocked_between("other", "second"))
        | bounded_between("other", "second")
    )
    return apart.order_by().values_list("other", "second")
