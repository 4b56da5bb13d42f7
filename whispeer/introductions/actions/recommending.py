"""Words about work done together: proposed by one, accepted by the other."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q

from whispeer.ground.moves import move
from whispeer.introductions.actions.beginning import ROOM, refuse_selling
from whispeer.introductions.models import Recommendation
from whispeer.introductions.models.recommendations import RecommendationQuerySet
from whispeer.introductions.queries.recommendations import tells_the_name
from whispeer.introductions.states import RECOMMENDED_NEXT, Recommended
from whispeer.members.actions import notices
from whispeer.members.models import Member
from whispeer.members.states import NoticeKind
from whispeer.ties import actions as ties
from whispeer.ties.queries import are_tied

WAITS = timedelta(days=30)


class Praise(NamedTuple):
    """What one writes of another, and how far it speaks."""

    work: str
    words: str
    limit: str


class AlreadyRecommended(Exception):
    """One's words about this person stand, or wait for the answer."""


class RecommendationOver(Exception):
    """It was taken back, or its time passed."""


class NameInWords(Exception):
    """The words tell of whom they are: they cannot be read before the name is."""


@transaction.atomic
def recommend(
    of: Member, praise: Praise, *, by: Member, now: datetime
) -> Recommendation:
    """Propose words about work one did with a tie.

    Raises
    ------
    NotATie, Resting, Paused, AlreadyRecommended, TooManyToday, TooAlike
    """
    ties.hold(by, of)
    if not are_tied(by, of):
        raise ties.NotATie
    ties.refuse_resting(by)
    ties.refuse_paused(by)
    written = Recommendation.objects.filter(by=by, of=of)
    written.exclude(state=Recommended.ACCEPTED).filter(ends_at__lte=now).delete()
    if written.exists():
        raise AlreadyRecommended
    refuse_selling(by, [of], praise.words, now)
    ties.record_reach(by=by, to=of, room=ROOM, now=now)
    row = Recommendation.objects.create(
        by=by, of=of, proposed_at=now, ends_at=now + WAITS, **praise._asdict()
    )
    about = str(row.public_id)
    notices.leave(of, room=ROOM, kind=NoticeKind.WAITS, about=about, now=now)
    return row


@transaction.atomic
def accept(
    row: Recommendation, *, by: Member, now: datetime, before_name: bool = False
) -> None:
    """Say that this work was done together, and that these words may be read.

    Said again, it changes whether they may be read before one's own name is.

    Raises
    ------
    RecommendationOver, NameInWords
    """
    if before_name and tells_the_name(row):
        raise NameInWords
    ties.hold(row.by, row.of)
    mine = Recommendation.objects.visible_to(by, now).filter(pk=row.pk, of=by)
    mine = Recommendation.objects.filter(pk__in=mine.values_list("pk", flat=True))
    accepted = mine.filter(state=Recommended.ACCEPTED)
    if not accepted.update(before_name=before_name):
        yes = Recommended.ACCEPTED
        if not move(mine, RECOMMENDED_NEXT, yes, before_name=before_name):
            raise RecommendationOver
    notices.take_back(str(row.public_id), of=by)


@transaction.atomic
def let_be(row: Recommendation, *, by: Member) -> None:
    """Not these words: nobody is told, and at the end known from the beginning they go."""
    if move(rows_of(row).filter(of=by), RECOMMENDED_NEXT, Recommended.LET_BE):
        notices.take_back(str(row.public_id), of=by)


@transaction.atomic
def take_back_words(row: Recommendation, *, by: Member) -> None:
    """Either takes them back, at any time: nothing is left, and nobody is told."""
    rows_of(row).filter(Q(by=by) | Q(of=by)).delete()
    notices.take_back(str(row.public_id))


def rows_of(row: Recommendation) -> RecommendationQuerySet:
    return Recommendation.objects.filter(pk=row.pk)


@transaction.atomic
def forget_unanswered(*, now: datetime) -> None:
    """A silence and a no come to the same end."""
    over = Recommendation.objects.filter(ends_at__lte=now)
    for row in over.exclude(state=Recommended.ACCEPTED):
        notices.take_back(str(row.public_id))
        row.delete()


@transaction.atomic
def forget_words_of(member: Member) -> None:
    """All that was written by somebody who leaves, and about him."""
    for row in Recommendation.objects.filter(Q(by=member) | Q(of=member)):
        notices.take_back(str(row.public_id))
        row.delete()
