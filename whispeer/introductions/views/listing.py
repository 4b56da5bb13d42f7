"""All introductions of a member, and whom he could ask or bring together."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from whispeer.ground.access import Rule, access
from whispeer.introductions import queries
from whispeer.members.http import MemberRequest
from whispeer.ties.models import Side


@access(Rule.MEMBER)
@require_safe
def introductions(request: MemberRequest) -> HttpResponse:
    member, now = request.user, request.now
    page = {
        "entrusted": queries.entrusted_to(member, now),
        "asked": queries.asked_of(member, now),
        "follows": queries.to_follow(member, now),
        "begun": queries.begun_by(member, now),
        "made": queries.made_for(member, now),
        "pairs": queries.to_offer(member, now),
        "leads": queries.leads(member),
        "tied": Side.objects.visible_to(member).exists(),
        "here": "ties",
    }
    return render(request, "introductions/introductions.html", page)
