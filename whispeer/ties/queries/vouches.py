"""How far a newcomer reaches: no further than who invited him, until others know him."""

from collections.abc import Iterable
from datetime import datetime

from whispeer.members.models import Member
from whispeer.ties import engine
from whispeer.ties.models import Event, Invitation, Vouch, newcomers
from whispeer.ties.states import Lived

WORLDS = 2  # whose people answer for somebody, when nobody of them met him


def reaches_beyond(member: Member) -> bool:
    """Is a member known to more than who invited him?

    Whom the house invited, and who founded it, is. Suggestions and introductions ask
    here, in this form or as `models.is_newcomer`.
    """
    return not newcomers(member.pk).exists()


def may_ask(by: Member, through: Member) -> bool:
    """May a member ask this tie for somebody? A newcomer asks who invited him."""
    return bool(whom_one_may_ask(by, [through]))


def whom_one_may_ask(by: Member, ties: Iterable[Member]) -> list[Member]:
    """The same of several ties at once."""
    if by.frozen_at is not None:
        return []
    unknown = newcomers(by.pk).first()
    return [one for one in ties if unknown is None or unknown.by_id == one.pk]


def invitation_to_open(member: Member) -> Invitation | None:
    """By which a newcomer came in, as long as he is one."""
    return newcomers(member.pk).select_related("by").first()


def is_known(invitation: Invitation, now: datetime) -> bool:
    """Two who answer for him, of different worlds; or one, and a meeting both confirm.

    Who invited him has said so already, by inviting.
    """
    member, inviter = invitation.used_by_id, invitation.by_id
    vouchers = [
        voucher
        for voucher in Vouch.objects.filter(of=member).values_list("by", flat=True)
        if voucher != inviter
    ]
    if not vouchers:
        return False
    met = Event.objects.filter(
        tie__sides__member=member, kind=Lived.MET, confirmed=True, denied=False
    )
    if inviter is not None:
        met = met.exclude(tie__sides__member=inviter)
    return met.exists() or len(worlds_of(vouchers, now)) >= WORLDS


def worlds_of(members: Iterable[int], now: datetime) -> set[int]:
    """The worlds they live in; of who is too new to live in one, none."""
    store = engine.store(now)
    rows = [store.row_of(member) for member in members if member in store]
    return {int(store.world[row]) for row in rows} - {-1}


def may_vouch(by: Member, of: Member) -> bool:
    """Has a member a say on who this tie is? Who invited him has said it already."""
    unknown = newcomers(of.pk).first()
    asked = unknown is not None and unknown.by_id != by.pk
    return asked and by.frozen_at is None and reaches_beyond(by)


def vouches_for(by: Member, of: Member) -> bool:
    return Vouch.objects.filter(by=by, of=of).exists()
