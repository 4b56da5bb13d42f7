"""Writing a whisper: offer first, then the need; read what will be read; then say it."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from whispeer.ground.access import Rule, access
from whispeer.ground.answers import refused
from whispeer.ground.forms import Gesture
from whispeer.members.http import MemberRequest
from whispeer.whispers import actions, queries
from whispeer.whispers.forms import First
from whispeer.whispers.models import Whisper, Words
from whispeer.whispers.queries import Seen
from whispeer.whispers.queries.seen import DIRECTLY, THIRD
from whispeer.whispers.views import drafts
from whispeer.whispers.views.answers import accepted

WHO = (
    gettext_lazy("The person you ask"),
    gettext_lazy("The second person"),
    gettext_lazy("The third person"),
)
BOTH = gettext_lazy("The second and the third person")
LIVED = gettext_lazy("Somebody who lived it, asked directly")


@access(Rule.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    """What is written is kept in the browser's session; nobody hears of it yet."""
    form = drafts.written_by(
        request, request.POST if request.method == "POST" else None
    )
    if form.is_valid():
        drafts.keep(request)
        return redirect("whispers:preview")
    page = {"form": form, "tied": bool(form.ties)}
    return render(request, "whispers/write.html", page)


@access(Rule.MEMBER)
@require_safe
def preview(request: MemberRequest) -> HttpResponse:
    words = words_of(request)
    if words is None:
        return redirect("whispers:new")
    return show(request, words)


@access(Rule.MEMBER)
@require_POST
def send(request: MemberRequest) -> HttpResponse:
    words = words_of(request)
    if words is None:
        messages.info(request, _("There is nothing to send: write it first."))
        return redirect("whispers:new")
    form = chosen_among(request, words)
    if form.is_valid():
        made: list[Whisper] = []
        act = partial(actions.whisper, words, by=request.user, now=request.now)
        if accepted(form, lambda: made.append(act(chosen=form.all_chosen))):
            drafts.forget(request)
            messages.success(request, _("It is said. It leaves by day."))
            return redirect("whispers:whisper", made[0].public_id)
    return show(request, words, form)


@access(Rule.MEMBER)
@require_POST
def forget(request: MemberRequest) -> HttpResponse:
    form = Gesture(request.POST)
    if not form.is_valid():
        return refused(request, form, "whispers:preview")
    drafts.forget(request)
    messages.success(request, _("It is forgotten. Nobody read it."))
    return redirect("whispers:whispers")


def words_of(request: MemberRequest) -> Words | None:
    """What is kept, if it can still be whispered."""
    draft = drafts.draft_of(request)
    if draft is None:
        return None
    form = drafts.checked(request, draft)
    return form.words() if form.is_valid() else None


def chosen_among(request: MemberRequest, words: Words) -> First:
    """Whom one could ask; what was read is told by a mark, since a draft may change."""
    draft = drafts.draft_of(request)
    assert draft is not None
    written = queries.draft(words, by=request.user, now=request.now)
    ties = queries.others_to_ask(written, request.user, without=words.without)
    near = queries.whom(written, request.user, request.now, without=words.without)
    data = request.POST if request.method == "POST" else None
    return First(near, ties, data, read=drafts.mark_of(draft))


def show(
    request: MemberRequest, words: Words, form: First | None = None
) -> HttpResponse:
    page: dict[str, Any] = {
        "previews": previews(request, words),
        "form": form or chosen_among(request, words),
    }
    return render(request, "whispers/preview.html", page)


def previews(request: MemberRequest, words: Words) -> list[tuple[int, Any, Seen]]:
    """What each will read, and who that is; what two read alike stands there once."""
    read = partial(queries.preview, words, by=request.user, now=request.now)
    seen = [read(step=step) for step in range(1, words.hops + 1)]
    told = [(one.name, one.company, one.description) for one in seen]
    found: list[tuple[int, Any, Seen]] = [
        (step, who, one)
        for step, (who, one) in enumerate(zip(WHO, seen, strict=False), start=1)
    ]
    if words.hops == len(WHO) and told[1] == told[2]:
        found[1:] = [(THIRD, BOTH, seen[2])]
    if words.strangers:
        found.append((DIRECTLY, LIVED, read(step=DIRECTLY)))
    return found
