"""What the room forgets: what is overdue, and all of a member who leaves."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from whispeer.members.models import Member
from whispeer.ties.actions import changes
from whispeer.ties.actions.boundaries import recognise_holders
from whispeer.ties.actions.ideas import forget_ideas
from whispeer.ties.actions.imports import forget_imports
from whispeer.ties.actions.invitations import expire, forget
from whispeer.ties.actions.moves import move
from whispeer.ties.actions.selling import end_pauses
from whispeer.ties.actions.shelving import take_out
from whispeer.ties.models import (
    Ask,
    Boundary,
    Card,
    Contact,
    ContactImport,
    Encounter,
    Felt,
    Idea,
    Invitation,
    Suggestion,
    Tie,
    Wording,
)
from whispeer.ties.queries.asks import WEEK
from whispeer.ties.queries.selling import ALIKE, FELT
from whispeer.ties.states import CARD_NEXT, CardState, InvitationState

KEPT = timedelta(days=30)  # a card or an invitation that is over serves no more


@transaction.atomic
def let_lapse(*, now: datetime) -> None:
    """Close overdue cards and invitations; forget those long over, and past asks.

    End the pauses that nobody may look at.
    """
    overdue = Card.objects.filter(expires_at__lte=now)
    move(overdue, CARD_NEXT, CardState.EXPIRED)
    expire(Invitation.objects.all(), now)
    recognise_holders(Boundary.objects.all())
    over = Card.objects.filter(expires_at__lte=now - KEPT)
    # What was noted with a card, its holder may still read and have erased.
    over.filter(encounters=None, contacts=None).delete()
    forget(now, KEPT)
    Ask.objects.filter(at__lte=now - WEEK).delete()
    Wording.objects.filter(at__lte=now - ALIKE).delete()
    Felt.objects.filter(at__lte=now - FELT).delete()
    end_pauses(now=now)
    forget_imports(before=now - KEPT)
    forget_ideas(now=now)


@transaction.atomic
def erase(member: Member, *, now: datetime) -> None:
    """Forget all that this room knows of a member; the engine forgets it too."""
    # Held first, as whoever binds or parts people does; then nobody waits in a ring.
    Member.objects.select_for_update().filter(pk=member.pk).first()
    ties = Tie.objects.filter(Q(first=member) | Q(second=member))
    pairs = list(ties.order_by("pk").values_list("first_id", "second_id"))
    ties.delete()
    Encounter.objects.filter(Q(member=member) | Q(other=member)).delete()
    Card.objects.filter(by=member).delete()
    take_out(Contact.objects.filter(member=member))
    ContactImport.objects.filter(member=member).delete()
    Card.objects.filter(taken_by=member).update(taken_by=None)
    # Who came in by him and is known to nobody else does not become so by his leaving.
    came_in = Invitation.objects.filter(by=member, state=InvitationState.USED)
    came_in.update(by=None, email="", words="")
    of_member = Q(by=member) | Q(used_by=member) | Q(email__iexact=member.email)
    Invitation.objects.filter(of_member).delete()
    Suggestion.objects.filter(
        Q(member=member) | Q(about=member) | Q(through=member)
    ).delete()
    Idea.objects.filter(Q(member=member) | Q(other=member)).delete()
    for pair in pairs:
        changes.record(*pair, now=now)
