"""Telling the stewards about an introduction, whether or not one knows who is behind it."""

import uuid

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from whispeer.ground.access import Rule, access
from whispeer.introductions import queries
from whispeer.introductions.views.answering import own
from whispeer.members.http import MemberRequest
from whispeer.members.views.reports import Told, reported

ROOM = "introductions"


@access(Rule.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    row = own(request, public_id)
    of, is_known = queries.whom_to_report(row, request.user, request.now)
    if of is None:
        raise Http404
    back = reverse("introductions:introduction", args=[public_id])
    name = of.name if is_known else ""
    told = Told(of, ROOM, back=back, about=str(public_id), name=name)
    return reported(request, told)
