"""All that a member whispered, and all that was entrusted to him."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from whispeer.ground.access import Rule, access
from whispeer.members.http import MemberRequest
from whispeer.ties.queries.circle import Circle
from whispeer.whispers import queries
from whispeer.whispers.views.drafts import draft_of


@access(Rule.MEMBER)
@require_safe
def whispers(request: MemberRequest) -> HttpResponse:
    page = {
        **vars(queries.room(request.user, request.now)),
        "tied": bool(Circle(request.user, request.now).known),
        "draft": draft_of(request) is not None,
    }
    return render(request, "whispers/whispers.html", page)
