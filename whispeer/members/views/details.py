"""How one may be reached, and by whom."""

import uuid
from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from whispeer.ground.access import Rule, access
from whispeer.ground.answers import refused
from whispeer.ground.forms import Gesture
from whispeer.members import actions
from whispeer.members.forms import DetailForm
from whispeer.members.http import MemberRequest
from whispeer.members.states import Closeness
from whispeer.members.views.answers import accepted, to_portrait


@access(Rule.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def new_detail(request: MemberRequest) -> HttpResponse:
    sent = request.POST if request.method == "POST" else None
    form = DetailForm(sent, initial={"shown": Closeness.TIE})
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("kind", "value", "shown")}
        add = partial(actions.add_detail, **said, by=request.user, now=request.now)
        if accepted(form, add):
            return to_portrait(request, _("One may reach you there now."))
    return render(request, "members/detail.html", {"form": form})


@access(Rule.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def detail(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    detail = get_object_or_404(request.user.details, public_id=public_id)
    sent = request.POST if request.method == "POST" else None
    written = {"kind": detail.kind, "value": detail.value, "shown": detail.shown}
    form = DetailForm(sent, initial=written)
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in written}
        change = partial(actions.change_detail, detail, **said)
        if accepted(form, partial(change, by=request.user, now=request.now)):
            return to_portrait(request, _("It is kept."))
    page = {"form": form, "detail": detail, "removal": Gesture()}
    return render(request, "members/detail.html", page)


@access(Rule.MEMBER)
@require_POST
def remove_detail(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    detail = get_object_or_404(request.user.details, public_id=public_id)
    form = Gesture(request.POST)
    if form.is_valid():
        actions.remove_detail(detail, by=request.user, now=request.now)
        return to_portrait(request, _("Nobody reads it any more."))
    return refused(request, form, "members:detail", public_id)
