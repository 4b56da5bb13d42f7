"""All introductions of a member, and whom he could ask or bring together."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from whispeer.ground.access import Rule, access
from whispeer.introductions import queries
from whispeer.members.http import MemberRequest
from whispeer.ties.queries.known import circle_of


@access(Rule.MEMBER)
@require_safe
def introductions(request: MemberRequest) -> HttpResponse:
    member, now = request.user, request.now
    circle = circle_of(member)
    page = {
        **vars(queries.room(member, now, circle.known)),
        "pairs": queries.to_offer(member, now, circle),
        "leads": queries.leads(member, circle),
        "tied": bool(circle.known),
        "here": "ties",
    }
    return render(request, "introductions/introductions.html", page)
