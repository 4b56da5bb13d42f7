"""A new address that waits, for every page of its owner to say so."""

from whispeer.members.models import EmailChange, Member
from whispeer.members.states import AddressState


def address_on_its_way(member: Member) -> EmailChange | None:
    return EmailChange.objects.filter(member=member, state=AddressState.WAITING).first()
