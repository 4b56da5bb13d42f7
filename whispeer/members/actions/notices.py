"""What waits to be told: left by the rooms, taken back when it waits no more."""

from datetime import datetime

from django.db import transaction

from whispeer.members.models import Member, Notice


@transaction.atomic
def leave(
    member: Member, *, room: str, kind: str, now: datetime, about: str = ""
) -> None:
    """Something waits for a member, said once: of a kind, about one thing.

    `about` is a random key, such as a public id: a notice holds no content, no name.
    """
    Notice.objects.get_or_create(
        member=member, kind=kind, about=about, defaults={"room": room, "left_at": now}
    )


@transaction.atomic
def take_back(about: str, *, of: Member | None = None) -> None:
    """What waited waits no more: answered, or over before the mail left.

    Of everybody, or of one member only. What was told stays told.
    """
    untold = Notice.objects.filter(about=about, told_at=None)
    (untold.filter(member=of) if of else untold).delete()
