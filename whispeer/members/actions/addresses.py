"""A new address: announced first, in use after some days unless its owner stops it."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import IntegrityError, transaction

from whispeer.ground.moves import move
from whispeer.members import emails
from whispeer.members.models import EmailChange, Member
from whispeer.members.states import ADDRESS_NEXT, AddressState

KEPT = timedelta(days=30)  # one may still read that one was made, or stopped


@transaction.atomic
def announce_address(email: str, *, by: Member, now: datetime) -> EmailChange:
    """Let a new address wait, which was shown to be one's own; the old one is told.

    Another that waited is stopped. The one that waits already goes on waiting.
    """
    list(Member.objects.select_for_update(no_key=True).filter(pk=by.pk))
    email = email.lower()
    waiting = EmailChange.objects.filter(member=by, state=AddressState.WAITING)
    same = waiting.filter(email=email).first()
    if same is not None:
        return same
    move(waiting, ADDRESS_NEXT, AddressState.STOPPED)
    change = EmailChange.objects.create(
        member=by, email=email, asked_at=now, opens_at=now + settings.ADDRESS_WAITS
    )
    emails.say_that_the_address_will_change(change)
    return change


@transaction.atomic
def stop_address(*, by: Member) -> bool:
    """Keep the address one has; False when nothing waits, or it has just been made."""
    own = EmailChange.objects.filter(member=by)
    return bool(move(own, ADDRESS_NEXT, AddressState.STOPPED))


def change_addresses(*, now: datetime) -> None:
    """Put in use what has waited long enough, one by one, each in its transaction."""
    waiting = EmailChange.objects.filter(state=AddressState.WAITING, opens_at__lte=now)
    for pk in list(waiting.order_by("opens_at", "pk").values_list("pk", flat=True)):
        try:
            change_address(pk, now=now)
        except IntegrityError:
            continue  # somebody came in by that address meanwhile: the next round stops


@transaction.atomic
def change_address(pk: int, *, now: datetime) -> None:
    """At most once: of two rounds, and of a round and a hand that stops it, one moves."""
    change = EmailChange.objects.filter(pk=pk).first()
    if change is None:
        return  # its member has left meanwhile
    member = Member.objects.select_for_update().get(pk=change.member_id)
    taken = Member.objects.filter(email=change.email).exclude(pk=member.pk).exists()
    to = AddressState.STOPPED if taken else AddressState.MADE
    row = EmailChange.objects.filter(pk=pk, opens_at__lte=now)
    if not move(row, ADDRESS_NEXT, to) or taken:
        return
    old, member.email = member.email, change.email
    member.save(update_fields=["email"])
    EmailAddress.objects.filter(user=member).delete()
    EmailAddress.objects.create(
        user=member, email=member.email, verified=True, primary=True
    )
    emails.say_that_the_address_changed(member, old)


def forget_addresses(*, now: datetime) -> None:
    """Forget what is over, long after."""
    over = EmailChange.objects.exclude(state=AddressState.WAITING)
    over.filter(opens_at__lt=now - KEPT).delete()
