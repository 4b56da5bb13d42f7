"""What one said one would do for somebody: kept for oneself."""

from django.db import transaction

from whispeer.members.models import Member
from whispeer.ties.models import Side


@transaction.atomic
def note_promise(side: Side, *, words: str, by: Member) -> None:
    """Keep a promise in one's own words, or forget it; nobody else reads them."""
    Side.objects.visible_to(by).filter(pk=side.pk).update(promised=words)
