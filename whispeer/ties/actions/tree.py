"""Letting a branch of the tree of invitations rest, and wake again."""

from datetime import datetime

from django.db import transaction

from whispeer.members.models import Member
from whispeer.ties.queries.tree import branch_of


class Resting(Exception):
    """A steward lets this member's branch rest: he reads, and does nothing to others."""


def refuse_resting(by: Member) -> None:
    """Asked by whatever asks, invites or offers.

    Raises
    ------
    Resting
    """
    if Member.objects.filter(pk=by.pk, frozen_at__isnull=False).exists():
        raise Resting


@transaction.atomic
def let_rest(member: Member, *, by: Member, now: datetime) -> None:
    """In one gesture: he and all who came in by him. Who rests already stays so."""
    own = branch_of(member)
    branch = [member.pk, *(came.pk for came, _by in own.below if came.pk != by.pk)]
    awake = Member.objects.filter(pk__in=branch, frozen_at=None)
    awake.update(frozen_at=now)


@transaction.atomic
def wake(member: Member) -> None:
    """Those who were let to rest in the same gesture; another's gesture stays."""
    at = Member.objects.values_list("frozen_at", flat=True).get(pk=member.pk)
    branch = [member.pk, *(came.pk for came, _by in branch_of(member).below)]
    together = Member.objects.filter(pk__in=branch, frozen_at=at)
    together.update(frozen_at=None)
