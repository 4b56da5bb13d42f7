"""What this room proposes on Today beside the one idea of the day (`deeds`)."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from whispeer.ground.gestures import Action, Gesture, Proposed
from whispeer.ties.queries import recalls
from whispeer.ties.queries.circle import Circle
from whispeer.ties.queries.known import Known
from whispeer.ties.queries.selling import gestures_for_stewards

FEW = 3  # below so many ties, the first gesture is to make one


def gestures_for(circle: Circle) -> list[Proposed]:
    return [
        *first_cards(circle.known),
        *recalls.gestures_for(circle),
        *gestures_for_stewards(circle.member),
    ]


def first_cards(known: list[Known]) -> Iterator[Gesture]:
    """A newcomer begins with one person he already trusts."""
    if len(known) >= FEW:
        return
    yield Gesture(
        kind="card",
        about="first",
        kicker=_("A first thread"),
        title=_("Whom will you see this week whom you trust?"),
        body=_(
            "Give this person your card: a link or a drawing to scan, for one person. "
            "A network begins there."
        ),
        sign="eyeon",
        actions=(Action(_("Make a card"), reverse("ties:new_card")),),
    )
