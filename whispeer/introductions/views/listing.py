"""All introductions of a member, and whom he could ask or bring together."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from whispeer.ground.access import Rule, access
from whispeer.introductions import queries
from whispeer.members.http import MemberRequest
from whispeer.ties.queries.circle import Circle


@access(Rule.MEMBER)
@require_safe
def introductions(request: MemberRequest) -> HttpResponse:
    circle = Circle(request.user, request.now)
    page = {
        **vars(queries.room(circle)),
        "pairs": queries.to_offer(circle),
        "leads": queries.leads(circle),
        "tied": bool(circle.known),
        "here": "ties",
    }
    return render(request, "introductions/introductions.html", page)
