"""Who invited whom: for the two, and for the stewards."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.utils.crypto import salted_hmac

from whispeer.members.models import Member
from whispeer.ties.models import Invitation, NeverAgain
from whispeer.ties.states import InvitationState

QUARTER = timedelta(days=91)
A_QUARTER = 3  # invitations: one knows whom one brings


class Sent(NamedTuple):
    """An invitation as who wrote it reads of it."""

    invitation: Invitation
    came: Member | None  # who came in by it, if he exists for who invited


class Branch(NamedTuple):
    """Somebody of the house, by whom he came, and who came by him and by them."""

    member: Member
    inviter: Member | None
    below: list[tuple[Member, Member]]  # who came, by whom


def invitations_of(member: Member) -> list[Sent]:
    """Whom a member invited, the last first, and what became of it."""
    mine = Invitation.objects.filter(by=member).exclude(email="", used_by=None)
    rows = list(mine.select_related("used_by").order_by("-sent_at", "-pk"))
    existing = Member.objects.existing_for(member)
    known = set(existing.filter(invited_through__in=rows).values_list("pk", flat=True))
    return [Sent(one, one.used_by if one.used_by_id in known else None) for one in rows]


def invited_lately(member: Member, now: datetime) -> QuerySet[Invitation]:
    """What counts in a quarter: each that was sent, whatever became of it."""
    return Invitation.objects.filter(by=member, sent_at__gt=now - QUARTER)


def may_invite(member: Member, now: datetime) -> bool:
    """Has a member an invitation left in this quarter?"""
    return len(invited_lately(member, now)[:A_QUARTER]) < A_QUARTER


def inviter_of(member: Member) -> Member | None:
    invitation = Invitation.objects.filter(used_by=member).select_related("by").first()
    return invitation.by if invitation else None


def branch_of(member: Member) -> Branch:
    """Everybody who came in by a member, and by those, in the order they came."""
    below: list[tuple[Member, Member]] = []
    generation: list[Member] = [member]
    seen = {member.pk}
    while generation:
        rows = came_in_by(generation)
        found = [(one.used_by, one.by) for one in rows if one.used_by_id not in seen]
        pairs = [(came, by) for came, by in found if came is not None and by]
        below += pairs
        generation = [came for came, _by in pairs]
        seen |= {came.pk for came in generation}
    return Branch(member, inviter_of(member), below)


def came_in_by(people: Iterable[Member]) -> QuerySet[Invitation]:
    used = Invitation.objects.filter(by__in=people, state=InvitationState.USED)
    return used.select_related("used_by", "by").order_by("used_by__joined_at", "pk")


def branches_at_rest() -> QuerySet[Member]:
    """Those by whom a branch was let to rest: who invited them was not, or not then."""
    resting = Member.objects.filter(frozen_at__isnull=False)
    above = F("invited_through__by__frozen_at")
    with_above = resting.filter(frozen_at=above)
    roots: QuerySet[Member] = resting.exclude(pk__in=with_above.values("pk"))
    return roots.order_by("frozen_at", "pk")


# ── Addresses that wish to hear nothing ───────────────────────────────────────


def digest(email: str, secret: str | bytes | None = None) -> str:
    said = email.strip().lower()
    made = salted_hmac("ties.never", said, secret=secret, algorithm="sha256")
    return str(made.hexdigest())


def digests(email: str) -> list[str]:
    """Keys of the house that were lately replaced still count."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [digest(email, key) for key in keys]


def wants_silence(email: str) -> bool:
    return NeverAgain.objects.filter(digest__in=digests(email)).exists()


def has_invited(member: Member, email: str) -> bool:
    """Did this member write to this address, ever? One message is enough."""
    mine = Invitation.objects.filter(by=member)
    return mine.filter(Q(email=email) | Q(digest__in=digests(email))).exists()
