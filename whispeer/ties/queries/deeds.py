"""What a member could do for his ties today, before the day draws one of it (M7).

Each source looks at some of the member's people and gives what it finds. None speaks of
a tie kept in silence: they are only asked about those of whom the house speaks.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, time, timedelta
from functools import partial
from typing import Final, NamedTuple, TypeAlias

from django.db.models import QuerySet
from django.utils.timezone import localdate

from whispeer.graph.strength import State
from whispeer.ground.gestures import Draft
from whispeer.ground.prepared import rows
from whispeer.ground.words import meeting
from whispeer.members.states import EntryKind
from whispeer.ties import engine
from whispeer.ties.models import Thanks
from whispeer.ties.queries import telling
from whispeer.ties.queries.circle import THANKS_WITHIN, Circle, Happened
from whispeer.ties.queries.known import Known
from whispeer.ties.queries.standing import standing
from whispeer.ties.states import IdeaKind, Kept, Lived

NEAREST: Final = 3  # needs that I have lived most closely
TRUSTED: Final = 2  # times they were together: more than the card of one evening


class Candidate(NamedTuple):
    """One thing for one tie, and how it would be said."""

    kind: IdeaKind
    one: Known
    draft: Draft


Source: TypeAlias = Callable[[Circle, list[Known]], Iterable[Candidate]]


def answers(circle: Circle, people: list[Known]) -> list[Candidate]:
    """What my ties are looking for, where I lived or offer something close."""
    member = circle.member
    given = [words for kind, words in circle.mine if kind != EntryKind.CURIOSITY]
    found = [
        (near, said, one)
        for one in people
        if one.looking_for and one.looking_for != member.portrait.looking_for
        for near, said in [closest(one.looking_for, given)]
        if near
    ]
    found.sort(key=lambda one: (-one[0], one[2].address))
    return [
        candidate(
            IdeaKind.ANSWER,
            "need answered",
            one,
            one.looking_for,
            partial(telling.need, one, said),
        )
        for _near, said, one in found[:NEAREST]
    ]


def closest(words: str, sentences: Iterable[str]) -> tuple[float, str]:
    """How near the nearest of some sentences comes, and that sentence; 0 and nothing."""
    near, said = max(
        ((meeting(words, one), one) for one in sentences), default=(0.0, "")
    )
    return (near, said) if near else (0.0, "")


def asks(circle: Circle, people: list[Known]) -> Iterator[Candidate]:
    """A tie works on what I would love to hear about: to ask how it goes is to give."""
    curious = [words for kind, words in circle.mine if kind == EntryKind.CURIOSITY]
    for one in people:
        near, said = closest(one.working_on, curious)
        if near:
            write = partial(telling.curiosity, one, said)
            yield candidate(IdeaKind.ASK, "curiosity", one, one.working_on, write)


def thanks_due(circle: Circle, people: list[Known]) -> Iterator[Candidate]:
    """We met lately, or I was helped, and I have not said thank you since."""
    now, me = circle.now, circle.member.pk
    for one in people:
        last = last_owed(circle.lived[one.tie], me)
        if last is None or last.at < now - THANKS_WITHIN:
            continue
        if one.tie in circle.thanked and circle.thanked[one.tie] >= last.at:
            continue
        write = partial(telling.thanks, one, last, now)
        yield candidate(IdeaKind.THANK, "thanks", one, str(last.at.date()), write)


def last_owed(events: Iterable[Happened], me: int) -> Happened | None:
    """The last meeting, or the last time that I said I was helped."""
    found = None
    for event in events:
        helped = event.kind == Lived.HELP and event.by_id == me
        if helped or event.kind == Lived.MET:
            found = event
    return found


def wakes(circle: Circle, people: list[Known]) -> Iterator[Candidate]:
    """A tie asleep is an asset: one that was trusted, of another world if there is one."""
    asleep = [
        one
        for one in people
        if stands(circle, one) == State.ASLEEP
        if is_trusted(circle, one)
    ]
    for one in elsewhere(circle, asleep) if len(asleep) > 1 else asleep:
        by = next((x for x in circle.spoken_of if x.member == one.introduced_by), None)
        write = partial(telling.wake, one, by, circle.lived[one.tie], circle.now)
        yield candidate(IdeaKind.WAKE, "wake", one, "", write)


def encouragements(circle: Circle, people: list[Known]) -> Iterator[Candidate]:
    """A tie that cools needs few words."""
    for one in people:
        if stands(circle, one) == State.COOLING:
            write = partial(
                telling.encouragement, one, circle.lived[one.tie], circle.now
            )
            yield candidate(IdeaKind.ENCOURAGE, "encourage", one, "", write)


def stands(circle: Circle, one: Known) -> State:
    return standing(circle.lived[one.tie], one.made_at, circle.now)


def is_trusted(circle: Circle, one: Known) -> bool:
    together = [x for x in circle.lived[one.tie] if x.kind != Lived.THANKS]
    return one.kept == Kept.PINNED or len(together) >= TRUSTED


def elsewhere(circle: Circle, people: list[Known]) -> list[Known]:
    """Those who move in another world than the member; everybody when none does."""
    me = circle.member.pk
    where = engine.worlds_of([me, *(one.member for one in people)], circle.now)
    return [one for one in people if where[one.member] != where[me]] or people


def onward(circle: Circle, people: list[Known]) -> Iterator[Candidate]:
    """I was helped yesterday: to whom else could this be useful? So it is asked once.

    What it was about is read in what I thanked for, and in what who helped me gives.
    """
    helps = [(at, by) for by in circle.spoken_of for at in helped_in(circle, by)]
    for at, by in sorted(helps, key=lambda one: one[0], reverse=True):
        midnight = datetime.combine(at, time.min, circle.now.tzinfo)
        thanked = rows(thanks_since, by.tie, circle.member.pk, midnight)
        about = [*thanked, *given_by(circle, by)]
        near, one = nearest(circle, about, [x for x in people if x.tie != by.tie])
        if near and one:
            key = f"{by.address} {at.date()}"
            write = partial(telling.onward, one, by)
            yield candidate(IdeaKind.ONWARD, "onward", one, key, write)
            return


def helped_in(circle: Circle, by: Known) -> Iterator[datetime]:
    """When this tie helped the member, as he said, yesterday."""
    yesterday = localdate(circle.now) - timedelta(days=1)
    for event in circle.lived[by.tie]:
        mine = event.kind == Lived.HELP and event.by_id == circle.member.pk
        if mine and localdate(event.at) == yesterday:
            yield event.at


def thanks_since(tie: int, by: int, since: datetime) -> QuerySet[Thanks, str]:
    """What somebody thanked for in a tie, from the day of the help on."""
    said = Thanks.objects.filter(tie=tie, by=by, at__gte=since)
    return said.values_list("words", flat=True)


def given_by(circle: Circle, one: Known) -> list[str]:
    said = circle.said[one.member]
    return [words for kind, words in said if kind != EntryKind.CURIOSITY]


def nearest(
    circle: Circle, about: list[str], people: list[Known]
) -> tuple[float, Known | None]:
    """Whose need, or else whose ordeal, comes closest to what some sentences are about."""
    best: tuple[float, Known | None] = (0.0, None)
    for one in people:
        ordeals = [w for kind, w in circle.said[one.member] if kind == EntryKind.ORDEAL]
        for words in filter(None, [one.looking_for, *ordeals]):
            near = closest(words, about)[0]
            if near > best[0]:
                best = near, one
    return best


def candidate(
    kind: IdeaKind, called: str, one: Known, about: str, write: telling.Written
) -> Candidate:
    """`called` and what it is about make the key by which a gesture is let pass."""
    draft = Draft(
        kind=called,
        about=f"{one.address} {about}".strip(),
        written=write,
        whom=str(one.public_id),
        for_somebody=True,
    )
    return Candidate(kind, one, draft)


SOURCES: Mapping[IdeaKind, Source] = {
    IdeaKind.ANSWER: answers,
    IdeaKind.ASK: asks,
    IdeaKind.THANK: thanks_due,
    IdeaKind.WAKE: wakes,
    IdeaKind.ENCOURAGE: encouragements,
    IdeaKind.ONWARD: onward,
}
