"""Who leaves is forgotten by this room, and by nobody else's network."""

import pytest

from tests import make
from whispeer.ties import actions
from whispeer.ties.models import Card, Invitation, Side, Suggestion, Tie, TieChange

pytestmark = pytest.mark.both


def test_all_that_was_of_a_member_goes(alice, bruno, chantal, now):
    kept = make.tie(bruno, chantal)
    make.card(alice)
    taken = make.card(bruno, state="taken", taken_at=now, taken_by=alice)
    make.invitation(alice)
    make.invitation(bruno, email=alice.email)
    others = make.invitation(bruno)
    make.suggestion(chantal, alice, through=bruno)
    tie = Tie.objects.exclude(pk=kept.pk).get()
    make.event(tie, bruno)
    make.thanks(tie, bruno)

    actions.erase(alice, now=now)

    assert Tie.objects.get() == kept
    assert not Side.objects.filter(other=alice).exists()
    assert Card.objects.get() == taken
    taken.refresh_from_db()
    assert taken.taken_by is None
    assert Invitation.objects.get() == others
    assert not Suggestion.objects.exists()
    change = TieChange.objects.get()
    assert {change.first, change.second} == {alice.pk, bruno.pk}
