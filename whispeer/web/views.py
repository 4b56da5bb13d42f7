"""The frame's own pages: Today or the welcome, the language, what a browser installs."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from whispeer.ground import forms, moments
from whispeer.ground.access import Rule, access
from whispeer.members import actions as members
from whispeer.members.forms import Join
from whispeer.members.http import MemberRequest
from whispeer.ties import actions as ties
from whispeer.web.forms import DemoField, Language, LetPass
from whispeer.web.today import chance_of, day_of


@access(Rule.ANYONE)
@require_safe
def today(request: MemberRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return render(request, "web/welcome.html", {"form": Join()})
    chance = chance_of(request.user, request.now)
    day = day_of(request.user, request.now, chance)
    page = {
        "dateline": moments.dateline(request.now),
        "evening": moments.is_evening(request.now),
        "gestures": day.gestures,
        "quiet": day.thought.quiet,
        "form": forms.Gesture(),
    }
    return render(request, "web/today.html", page)


@access(Rule.MEMBER)
@require_POST
def let_pass(request: MemberRequest) -> HttpResponse:
    form = LetPass(request.POST)
    if form.is_valid():
        gesture = form.cleaned_data["gesture"]
        members.let_pass(gesture, by=request.user, now=request.now)
        ties.let_recall_pass(gesture, by=request.user, now=request.now)
    else:
        messages.error(request, form.mistakes())
    return redirect("web:today")


@access(Rule.ANYONE)
@require_safe
def charter(request: HttpRequest) -> HttpResponse:
    return render(request, "web/charter.html")


@access(Rule.ANYONE)
@require_POST
def language(request: MemberRequest) -> HttpResponse:
    form = Language(request.POST)
    if not form.is_valid():
        messages.error(request, form.mistakes())
        return redirect("web:today")
    chosen = form.cleaned_data["language"]
    if request.user.is_authenticated:
        members.change_language(chosen, by=request.user)
    response = redirect(safe(request, form.cleaned_data["next"]))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        chosen,
        max_age=31_536_000,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        samesite="Lax",
    )
    return response


def safe(request: HttpRequest, address: str) -> str:
    """Only addresses of this house are gone back to."""
    known = url_has_allowed_host_and_scheme(address, {request.get_host()})
    return address if known and address.startswith("/") else "/"


@access(Rule.ANYONE)
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    return render(request, "web/offline.html")


@access(Rule.ANYONE)
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    kind = "application/manifest+json"
    return render(request, "web/manifest.webmanifest", content_type=kind)


@access(Rule.ANYONE)
@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    return render(request, "web/sw.js", content_type="text/javascript")


@access(Rule.DEBUG)
@require_safe
def components(request: HttpRequest) -> HttpResponse:
    page = {"form": DemoField(), "wrong_form": DemoField({"key": "", "need": ""})}
    return render(request, "web/components.html", page)


@access(Rule.ANYONE)
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Engines find what is for everybody; links that are given by hand are not."""
    return render(request, "web/robots.txt", content_type="text/plain")


@access(Rule.ANYONE)
@require_safe
def security_text(request: HttpRequest) -> HttpResponse:
    page = {"address": settings.ADDRESS, "contact": settings.DEFAULT_FROM_EMAIL}
    return render(request, "web/security.txt", page, content_type="text/plain")
