"""Two of one's ties who should know each other: what one says answers what the other says."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from django.utils.translation import gettext as _

from whispeer.ground.words import nearness, themes
from whispeer.introductions.models import Introduction, Party
from whispeer.introductions.queries.told import Pair
from whispeer.members.models import Member
from whispeer.members.queries import SeenPortrait, portrait_as_seen, with_portraits
from whispeer.members.states import Closeness
from whispeer.ties.models import Side
from whispeer.ties.queries import may_meet

AT_ONCE = 3
SPARED = timedelta(days=90)  # how long two are not proposed again


class Said(NamedTuple):
    """One sentence of a tie's portrait, and what it is about."""

    member: Member
    words: str
    themes: Mapping[str, float]


class Meeting(NamedTuple):
    """Two sentences of two people that are about the same."""

    near: float
    question: Said
    answer: Said
    is_need: bool


def tied_people(member: Member) -> list[Member]:
    """One's ties with their portraits, whoever many: three queries."""
    near = Side.objects.visible_to(member).values("other")
    return list(with_portraits(Member.objects.filter(pk__in=near)).order_by("pk"))


def to_offer(
    member: Member, now: datetime, near: list[Member] | None = None
) -> list[Pair]:
    """The few whose words meet most closely; nobody twice, and nobody known already.

    `near` are the `tied_people`, where they were read already.
    """
    people = tied_people(member) if near is None else near
    brought = brought_together(member, now) | tied_among(people)
    shown: list[Pair] = []
    seen: set[int] = set()
    for meeting in sorted(meetings(people), key=lambda meeting: -meeting.near):
        one, other = meeting.question.member, meeting.answer.member
        two = frozenset((one.pk, other.pk))
        if two & seen or two in brought or not may_meet(one, other):
            continue
        shown.append(pair(meeting))
        seen |= two
        if len(shown) == AT_ONCE:
            break
    return shown


def pair(meeting: Meeting) -> Pair:
    one, other = meeting.question.member, meeting.answer.member
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


def meetings(people: Iterable[Member]) -> Iterator[Meeting]:
    """A need that meets what somebody lived or offers; a curiosity, and somebody's work.

    Read as these people's own ties read them.
    """
    seen = [(one, portrait_as_seen(one, Closeness.TIE)) for one in people]
    gives = by_theme(said for one, told in seen for said in gives_of(one, told))
    works = by_theme(
        said for one, told in seen for said in sentences(one, [told.working_on])
    )
    for one, told in seen:
        for need in sentences(one, [told.looking_for]):
            yield from met(need, gives, is_need=True)
        for curiosity in sentences(one, (entry.words for entry in told.curiosities)):
            yield from met(curiosity, works, is_need=False)


def gives_of(one: Member, told: SeenPortrait) -> list[Said]:
    return sentences(one, (entry.words for entry in [*told.offers, *told.ordeals]))


def sentences(one: Member, written: Iterable[str]) -> list[Said]:
    return [Said(one, words, themes(words)) for words in written if words]


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
        (said.member.pk, said.words): said
        for stem in question.themes
        for said in answers.get(stem, ())
        if said.member != question.member
    }
    for said in about.values():
        near = nearness(question.themes, said.themes)
        if near:
            yield Meeting(near, question, said, is_need)


def brought_together(member: Member, now: datetime) -> set[frozenset[int]]:
    """The pairs this member lately brought together, or tried to."""
    lately = Introduction.objects.filter(through=member, begun_at__gt=now - SPARED)
    introductions = lately.values("pk")
    rows = Party.objects.filter(introduction__in=introductions)
    people: dict[int, set[int]] = defaultdict(set)
    for introduction, one in rows.values_list("introduction", "member"):
        people[introduction].add(one)
    return {frozenset(two) for two in people.values()}


def tied_among(people: list[Member]) -> set[frozenset[int]]:
    sides = Side.objects.filter(member__in=people, other__in=people)
    return {frozenset(two) for two in sides.values_list("member", "other")}
