"""One's own whisper: its way, who would help, whom next; and taking it back."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from whispeer.ground.access import Rule, access
from whispeer.ground.answers import refused
from whispeer.ground.forms import Gesture
from whispeer.introductions.queries import details_to_share
from whispeer.members.http import MemberRequest
from whispeer.members.models import Member
from whispeer.ties.queries import ties_by_name
from whispeer.whispers import actions, queries
from whispeer.whispers.forms import Accept, Outcome, Thank
from whispeer.whispers.models import Whisper
from whispeer.whispers.queries.praise import said_of_helpers
from whispeer.whispers.queries.trail import trail_of
from whispeer.whispers.states import State
from whispeer.whispers.views.answers import over, to_room


@access(Rule.MEMBER)
@require_safe
def whisper(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    return show(request, own(request, public_id))


@access(Rule.MEMBER)
@require_POST
def recall(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    row = own(request, public_id)
    form = Gesture(request.POST)
    if not form.is_valid():
        return refused(request, form, "whispers:whisper", public_id)
    try:
        actions.recall(row, by=request.user, now=request.now)
    except actions.WhisperOver:
        return over(request)
    return to_room(request, _("It is taken back, and its words are gone everywhere."))


def own(request: MemberRequest, public_id: uuid.UUID) -> Whisper:
    """One's own; to everybody else it is not there."""
    mine = Whisper.objects.visible_to(request.user).select_related("by")
    return get_object_or_404(mine, public_id=public_id)


def show(request: MemberRequest, row: Whisper, **forms: Any) -> HttpResponse:
    """The page as it stands; a form that came back stands on it if it still may."""
    page: dict[str, Any] = {"whisper": row, "trail": None}
    places = queries.way(row, request.now)
    if places:
        page["trail"] = trail_of(places)
    if row.state == State.UNDER_WAY:
        page |= under_way(request, row)
    elif row.state == State.LANDED:
        page |= landed(request, row)
    if row.state in {State.LANDED, State.OVER}:
        page["outcome"] = Outcome(initial={"outcome": row.outcome})
    still = {name: form for name, form in forms.items() if name in page}
    return render(request, "whispers/whisper.html", page | still)


def under_way(request: MemberRequest, row: Whisper) -> dict[str, Any]:
    helpers = queries.helpers(row)
    return {
        "stands_still": queries.stands_still(request.user),
        "helpers": helpers,
        "said": said_of_helpers(row, request.now) if helpers else [],
        "accept": Accept(details_to_share(request.user)) if helpers else None,
        "whom_next": queries.awaits_next(row, request.now),
        "waiting": queries.waiting(row, request.user),
        "handed": queries.handed_by(row, request.user, request.now),
    }


def landed(request: MemberRequest, row: Whisper) -> dict[str, Any]:
    story = queries.story(row, request.user)
    page: dict[str, Any] = {"story": story}
    if row.thanked_at is None and story and story.has_others:
        page["thank"] = Thank()
    if story and story.helper:
        page["bring"] = useful_to(request.user, story.helper)
    return page


def useful_to(reader: Member, helper: Member) -> str:
    """Where a tie of one's own could be brought together with who was found."""
    near = {one.pk for one in ties_by_name(reader)}
    if helper.pk not in near or len(near) < 2:
        return ""
    return reverse("introductions:offer_one", args=[helper.public_id])
