"""How two people are held for a while, so that a row moves between them in peace."""

from whispeer.ground.moves import move
from whispeer.members.models import Member

__all__ = ["hold", "move"]


def hold(*people: Member) -> None:
    """Hold members until the commit, so that nothing else binds or parts them.

    Always in the same order, so that two who hold each other never wait for ever.
    On SQLite the transaction already holds the one lock there is.
    """
    pks = [person.pk for person in people]
    rows = Member.objects.select_for_update(no_key=True).filter(pk__in=pks)
    list(rows.order_by("pk").values_list("pk"))
