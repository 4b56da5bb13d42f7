"""The page an invitation's link opens."""

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from whispeer.ground.access import Rule, access
from whispeer.ground.forms import Gesture
from whispeer.ground.http import VisitorRequest
from whispeer.ties import queries
from whispeer.ties.queries.invitations import IN_SESSION
from whispeer.ties.views.answers import member_of, tell_mistakes


@access(Rule.ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(
    request: VisitorRequest, public_id: uuid.UUID, signature: str
) -> HttpResponse:
    """Says who invites; the button remembers it until the account is made."""
    found = queries.invitation_for(public_id, signature)
    if found is None:
        return render(request, "ties/invitation_unknown.html", status=404)
    if member_of(request):
        return render(request, "ties/invitation_inside.html")
    if not found.is_live(request.now):
        return render(request, "ties/invitation_over.html", status=410)
    form = Gesture(request.POST or None)
    if form.is_valid():
        request.session[IN_SESSION] = str(found.public_id)
        return redirect("account_signup")
    tell_mistakes(request, form)
    return render(request, "ties/invitation.html", {"by": found.by})
