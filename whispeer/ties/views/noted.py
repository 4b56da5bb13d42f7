"""What was noted with a card, erased in one gesture by whoever holds it."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from whispeer.ground.access import Rule, access
from whispeer.ground.forms import Gesture
from whispeer.ground.http import VisitorRequest
from whispeer.ties import actions, queries
from whispeer.ties.queries.links import card_path
from whispeer.ties.views.answers import member_of, tell_mistakes
from whispeer.ties.views.received import unknown


@access(Rule.ANYONE)
@require_POST
def erase_noted(
    request: VisitorRequest, public_id: uuid.UUID, signature: str
) -> HttpResponse:
    viewer = member_of(request)
    card = queries.card_for(viewer, public_id, signature)
    if card is None or viewer == card.by:
        return unknown(request)
    form = Gesture(request.POST)
    if not form.is_valid():
        tell_mistakes(request, form)
    elif queries.noted_for(viewer, card):
        actions.erase_noted(card, now=request.now)
        words = {"name": card.by.given_name}
        messages.success(
            request,
            _(
                "It is erased, and nothing more is kept with this card. %(name)s is told."
            )
            % words,
        )
    return redirect(card_path(card))
