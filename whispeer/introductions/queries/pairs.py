"""Two of one's ties who should know each other: what one says answers what the other says."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial
from itertools import islice
from typing import Any, NamedTuple, TypeAlias

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from whispeer.ground.prepared import rows
from whispeer.ground.words import nearness, themes
from whispeer.introductions.models import Introduction, Party
from whispeer.introductions.queries.told import Pair
from whispeer.members.models import Member, blocked_between
from whispeer.members.states import EntryKind
from whispeer.ties.models import Side, Suggestion, bounded_between
from whispeer.ties.queries.circle import Circle
from whispeer.ties.queries.known import Known

Apart: TypeAlias = Callable[[], set[frozenset[int]]]

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
    shown: list[Pair] = []
    seen: set[int] = set()
    found = offers(circle, circle.spoken_of, partial(together, circle))
    while len(shown) < AT_ONCE and (some := list(islice(found, LOOKED_AT))):
        apart = kept_apart(circle.member, some)
        for one in some:
            two = two_of(one)
            if not two & seen and two not in apart:
                shown.append(one)
                seen |= two
    return shown[:AT_ONCE]


def offers(circle: Circle, asking: Collection[Known], known: Apart) -> Iterator[Pair]:
    """Two whose words meet, the closest first, of whom one of these asks.

    `known` tells the pairs that need nobody; it is asked only where there is one.
    """
    met = [one for one in meetings(circle) if one.question.by in asking]
    if not met:
        return
    apart = known()
    for meeting in sorted(met, key=lambda meeting: -meeting.near):
        two = frozenset((meeting.question.by.member, meeting.answer.by.member))
        if two not in apart:
            yield pair(meeting)


def two_of(pair: Pair) -> frozenset[int]:
    return frozenset((pair.one.member, pair.other.member))


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
    known, said = circle.spoken_of, circle.said
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


def by_engine(
    circle: Circle, asking: Collection[Known], known: Apart
) -> Iterator[Pair]:
    """Two whom the engine would bring together through the member: the first who may.

    Whatever became of it for the one it was shown to: that is not the member's to know.
    """
    near = {one.member: one for one in circle.spoken_of}
    found = [
        (near[one], near[other])
        for one, other in rows(drawn_through, circle.member.pk, circle.now)
        if one in near and other in near and near[one] in asking
    ]
    apart = known() if found else set()
    for one, other in found:
        if frozenset((one.member, other.member)) not in apart:
            yield known_to_both(one, other)
            return


def drawn_through(member: int, now: datetime) -> QuerySet[Suggestion, tuple[int, int]]:
    """Those of this fortnight that pass through a member, the engine's best first."""
    found = Suggestion.objects.filter(
        ~blocked_between("member", "about"),
        ~bounded_between("member", "about"),
        through=member,
        shown_from__lte=now,
        expires_at__gt=now,
    )
    return found.order_by("place", "pk").values_list("member", "about")


def known_to_both(one: Known, other: Known) -> Pair:
    return Pair(
        one=one,
        other=other,
        reason=_("You know them both. They might have something to say to each other."),
        said=one.looking_for or one.working_on,
        answered="",
    )


def together(circle: Circle) -> set[frozenset[int]]:
    """Pairs of the member's people who are tied, or whom he lately brought together.

    To him who asks for it, and whom for, is a pair that he was asked to bring together.
    """
    people = [one.member for one in circle.spoken_of]
    found = rows(met_already, circle.member.pk, circle.now - SPARED, people)
    return {frozenset(two) for two in found}


def met_already(
    member: int, since: datetime, people: list[int]
) -> QuerySet[Any, tuple[int, int]]:
    lately = Introduction.objects.filter(through=member, begun_at__gt=since).order_by()
    asked = lately.filter(about__isnull=False)
    brought = Party.objects.filter(
        introduction__through=member, introduction__begun_at__gt=since
    )
    tied = Side.objects.filter(member__in=people, other__in=people)
    return brought.values_list("member", "introduction__parties__member").union(
        asked.values_list("by", "about"), tied.values_list("member", "other")
    )


def kept_apart(member: Member, found: Iterable[Pair]) -> set[frozenset[int]]:
    """Those among them who may not meet."""
    people = sorted({one for pair in found for one in two_of(pair)})
    return {frozenset(two) for two in rows(apart_among, member.pk, people, people)}


def apart_among(
    member: int, people: list[int], again: list[int]
) -> QuerySet[Side, tuple[int, int]]:
    """Each two of a member's own ties, asked of the ties he has to both."""
    sides = Side.objects.filter(member=member, other__in=people)
    pairs = sides.annotate(second=F("member__sides__other")).filter(second__in=again)
    apart = pairs.filter(
        Q(blocked_between("other", "second")) | bounded_between("other", "second")
    )
    return apart.order_by().values_list("other", "second")
