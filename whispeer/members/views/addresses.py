"""A new address that is on its way, stopped in one gesture."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from whispeer.ground.access import Rule, access
from whispeer.ground.answers import refused
from whispeer.ground.forms import Gesture
from whispeer.members import actions
from whispeer.members.http import MemberRequest


@access(Rule.MEMBER)
@require_POST
def stop_address(request: MemberRequest) -> HttpResponse:
    form = Gesture(request.POST)
    if not form.is_valid():
        return refused(request, form, "members:sessions")
    if actions.stop_address(by=request.user):
        messages.success(
            request,
            _(
                "Your address stays what it was. If it was not you who asked, close the "
                "browsers below that are not yours."
            ),
        )
    else:
        messages.info(request, _("No other address is on its way."))
    return redirect("members:sessions")
