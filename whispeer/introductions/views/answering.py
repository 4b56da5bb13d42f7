"""The page of one introduction, and what each of its people may do there."""

import uuid
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from whispeer.ground.access import Rule, access
from whispeer.ground.answers import refused
from whispeer.ground.forms import Form, Gesture
from whispeer.introductions import actions, queries
from whispeer.introductions.forms import Carry, Say, SayYes
from whispeer.introductions.models import Introduction
from whispeer.introductions.queries import Asked, Begun, Entrusted, Made
from whispeer.introductions.views.answers import accepted, over, to_list
from whispeer.members.http import MemberRequest
from whispeer.ties.queries import has_felt

PAGES = {
    Entrusted: "introductions/entrusted.html",
    Asked: "introductions/asked.html",
    Begun: "introductions/begun.html",
    Made: "introductions/made.html",
}


@access(Rule.MEMBER)
@require_safe
def introduction(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    return show(request, own(request, public_id))


@access(Rule.MEMBER)
@require_POST
def carry(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    row = own(request, public_id)
    ties = queries.may_be_carried_to(row, request.user)
    form = Carry(None if row.about_id else ties, request.POST)
    if form.is_valid():
        to = next((one for one in ties if str(one.public_id) == form.tie), None)
        words = form.cleaned_data["words"]
        act = partial(actions.carry, row, by=request.user, to=to, words=words)
        try:
            if accepted(form, partial(act, now=request.now)):
                return to_list(request, _("It is with them. You are told if it works."))
        except actions.IntroductionOver:
            return over(request)
    return show(request, row, form)


@access(Rule.MEMBER)
@require_POST
def let_rest(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    row = own(request, public_id)
    form = Gesture(request.POST)
    if not form.is_valid():
        return refused(request, form, "introductions:introduction", public_id)
    actions.let_rest(row, by=request.user, now=request.now)
    return to_list(request, _("It rests. Nobody will know that it was you."))


@access(Rule.MEMBER)
@require_POST
def say_yes(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    row = own(request, public_id)
    details = queries.details_to_share(request.user)
    form = SayYes(details, request.POST)
    if not form.is_valid():
        return show(request, row, form)
    act = partial(actions.say_yes, row, by=request.user, now=request.now)
    try:
        is_made = act(details=form.chosen(details))
    except actions.IntroductionOver:
        return over(request)
    if is_made:
        return redirect("introductions:introduction", public_id)
    return to_list(request, _("Your yes is kept. You will hear if it works."))


@access(Rule.MEMBER)
@require_POST
def decline(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    row = own(request, public_id)
    form = Gesture(request.POST)
    if not form.is_valid():
        return refused(request, form, "introductions:introduction", public_id)
    try:
        actions.decline(row, by=request.user, now=request.now)
    except actions.IntroductionOver:
        return over(request)
    return to_list(request, _("Not this time. Nobody is told."))


@access(Rule.MEMBER)
@require_POST
def withdraw(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    row = own(request, public_id)
    form = Gesture(request.POST)
    if not form.is_valid():
        return refused(request, form, "introductions:introduction", public_id)
    try:
        actions.withdraw(row, by=request.user, now=request.now)
    except actions.IntroductionOver:
        return over(request)
    return to_list(request, _("It is taken back, and nobody is told why."))


@access(Rule.MEMBER)
@require_POST
def talked(request: MemberRequest, public_id: uuid.UUID) -> HttpResponse:
    row = own(request, public_id)
    form = Say(request.POST)
    if not form.is_valid():
        return refused(request, form, "introductions:introduction", public_id)
    said = form.cleaned_data["talked"]
    try:
        actions.say_talked(row, by=request.user, talked=said, now=request.now)
    except actions.IntroductionOver:
        return over(request)
    return to_list(request, _("It is noted, for the house alone."))


def own(request: MemberRequest, public_id: uuid.UUID) -> Introduction:
    """One that the reader may hear of, in whichever place; to others it is not there."""
    visible = Introduction.objects.visible_to(request.user, request.now)
    return get_object_or_404(visible, public_id=public_id)


def show(
    request: MemberRequest, row: Introduction, form: Form | None = None
) -> HttpResponse:
    """The page of the reader's place; a form that came back stands on it if it still may."""
    one = queries.told(row, request.user, request.now)
    page: dict[str, Any] = {"one": one, "form": form, "here": "ties"}
    page["recommended"] = queries.recommended_in(one, row, request.user, request.now)
    if isinstance(one, Entrusted) and form is None:
        ties = None if one.about else queries.may_be_carried_to(row, request.user)
        page["form"] = Carry(ties)
    if isinstance(one, Asked) and form is None:
        page["form"] = SayYes(queries.details_to_share(request.user))
    if queries.may_be_selling(one):
        page |= {"may_sell": True, "felt": has_felt(request.user, str(row.public_id))}
    if isinstance(one, Made):
        page["follow"] = queries.follow_of(row, request.user, request.now)
    return render(request, PAGES[type(one)], page)
