"""A card as an address book keeps it: vCard 3.0, which every telephone reads."""

import vobject
from django.conf import settings

from whispeer.members.models import Member
from whispeer.members.queries import SeenPortrait
from whispeer.members.states import DetailKind

FIELDS = {DetailKind.PHONE: "tel", DetailKind.EMAIL: "email", DetailKind.WEB: "url"}


def vcard(member: Member, seen: SeenPortrait) -> str:
    """The name, the public line, the house; and details shown to whoever has a card."""
    card = vobject.vCard()
    card.add("fn").value = member.name
    name = vobject.vcard.Name(family=member.family_name, given=member.given_name)
    card.add("n").value = name
    if seen.line:
        card.add("note").value = seen.line
    for detail in seen.details:
        field = FIELDS.get(DetailKind(detail.kind))
        if field:
            card.add(field).value = detail.value
    card.add("url").value = settings.ADDRESS
    text: str = card.serialize(lineLength=75)
    return text
