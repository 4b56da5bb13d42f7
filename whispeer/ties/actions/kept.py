"""How one keeps a tie: always close, in silence, or as it comes. Nobody is told."""

from datetime import datetime

from django.db import transaction

from whispeer.members.models import Member
from whispeer.ties.actions import changes
from whispeer.ties.actions.ties import held
from whispeer.ties.models import Side, Tie
from whispeer.ties.states import Kept


@transaction.atomic
def keep_tie(tie: Tie, kept: Kept, *, by: Member, now: datetime) -> None:
    """Keep one's own side of a tie so; the other's side stays as it is."""
    tie = held(tie, by)
    mine = Side.objects.filter(tie=tie, member=by).exclude(kept=kept)
    if mine.update(kept=kept):
        changes.record(tie.first_id, tie.second_id, now=now)
