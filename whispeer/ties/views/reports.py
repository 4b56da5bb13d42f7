"""Telling the stewards about somebody, from the person's page."""

import uuid

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from whispeer.ground.access import Rule, access
from whispeer.members.http import MemberRequest
from whispeer.members.views.reports import Told, reported
from whispeer.ties import queries


@access(Rule.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    member = queries.person_for(request.user, public_id)
    if member == request.user:
        raise Http404
    back = reverse("ties:person", args=[public_id])
    return reported(request, Told(member, "ties", back=back, name=member.name))
