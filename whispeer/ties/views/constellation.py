"""One's surroundings as a picture, with the same in words below it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from whispeer.ground.access import Rule, access
from whispeer.members.http import MemberRequest
from whispeer.ties.queries.constellation import constellation_of


@access(Rule.MEMBER)
@require_safe
def constellation(request: MemberRequest) -> HttpResponse:
    page = {"constellation": constellation_of(request.user, request.now)}
    return render(request, "ties/constellation.html", page)
