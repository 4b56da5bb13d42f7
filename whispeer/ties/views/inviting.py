"""Whom one invites, in one's own words; and who wishes to hear nothing more."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from whispeer.ground.access import Rule, access
from whispeer.ground.forms import Gesture
from whispeer.ground.http import VisitorRequest
from whispeer.members.http import MemberRequest
from whispeer.ties import actions, queries
from whispeer.ties.forms import InviteSomebody
from whispeer.ties.models import Invitation
from whispeer.ties.views.answers import RESTING, tell_mistakes

WHY = {
    actions.Resting: RESTING,
    actions.NotYet: gettext_lazy(
        "Before you invite somebody, let a few people here know you better. What you "
        "wrote is still here."
    ),
    actions.AlreadyInvited: gettext_lazy(
        "You wrote to this address already. One message is enough."
    ),
    actions.TooManyInvitations: gettext_lazy(
        "You have sent what one sends in a season. Keep these words for the next one."
    ),
}


@access(Rule.MEMBER)
@require_safe
def invitations(request: MemberRequest) -> HttpResponse:
    return show(request)


@access(Rule.MEMBER)
@require_POST
def invite(request: MemberRequest) -> HttpResponse:
    form = InviteSomebody(request.POST)
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("words", "language")}
        email = form.cleaned_data["email"]
        try:
            actions.invite_somebody(email, by=request.user, now=request.now, **said)
        except tuple(WHY) as refusal:
            form.add_error(None, WHY[type(refusal)])
        else:
            messages.success(request, _("Your invitation is on its way."))
            return redirect("ties:invitations")
    return show(request, form)


@access(Rule.MEMBER)
@require_POST
def withdraw(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    mine = Invitation.objects.visible_to(request.user)
    invitation = get_object_or_404(mine, public_id=public_id)
    form = Gesture(request.POST)
    if not form.is_valid():
        tell_mistakes(request, form)
        return show(request)
    try:
        actions.withdraw_invitation(invitation, by=request.user)
    except actions.InvitationOver:
        messages.info(request, _("It was over already."))
    else:
        messages.success(request, _("The invitation is withdrawn."))
    return redirect("ties:invitations")


# Whoever reads the message has its link; nothing else says who may ask for silence.
@access(Rule.ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
def never_again(
    request: VisitorRequest, public_id: uuid.UUID, signature: str
) -> HttpResponse:
    """One button; a GET changes nothing."""
    found = queries.invitation_for(public_id, signature)
    if found is None:
        return render(request, "ties/invitation_unknown.html", status=404)
    form = Gesture(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.never_again(found, now=request.now)
        return redirect(request.path)
    return render(
        request, "ties/never_again.html", {"form": form, "done": not found.email}
    )


def show(request: MemberRequest, form: InviteSomebody | None = None) -> HttpResponse:
    member = request.user
    page = {
        "sent": queries.invitations_of(member),
        "inviter": queries.inviter_of(member),
        "may_invite": queries.may_invite(member, request.now),
        "reaches": queries.reaches_beyond(member),
        "form": form or InviteSomebody(initial={"language": member.language}),
        "here": "ties",
    }
    return render(request, "ties/invitations.html", page)
