"""All introductions of a member, and whom he could ask or bring together."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from whispeer.ground.access import Rule, access
from whispeer.introductions import queries
from whispeer.introductions.queries.pairs import tied_people
from whispeer.members.http import MemberRequest


@access(Rule.MEMBER)
@require_safe
def introductions(request: MemberRequest) -> HttpResponse:
    member, now = request.user, request.now
    near = tied_people(member)
    page = {
        **vars(queries.room(member, now)),
        "pairs": queries.to_offer(member, now, near),
        "leads": queries.leads(member, near),
        "tied": bool(near),
        "here": "ties",
    }
    return render(request, "introductions/introductions.html", page)
