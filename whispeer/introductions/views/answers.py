"""What several pages of the room answer alike."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from whispeer.ground import answers
from whispeer.ground.forms import Form
from whispeer.introductions import actions
from whispeer.ties import actions as ties
from whispeer.ties.views.answers import RESTING, paused, too_alike

# The most particular first: who is refused learns no more than he may know.
WHY: dict[type[Exception], Any] = {
    actions.NotPossible: gettext_lazy(
        "This can no longer be asked: something changed since the page was opened."
    ),
    actions.AlreadyAsked: gettext_lazy(
        "You asked for this already, and it still has time. One question is enough."
    ),
    actions.AlreadyOffered: gettext_lazy(
        "You are bringing these two together already. It is with them."
    ),
    actions.NotKnownYet: gettext_lazy(
        "For now, you ask the person who invited you. What you wrote is still here."
    ),
    actions.AlreadyRecommended: gettext_lazy(
        "You wrote of this person before: one recommendation at a time. Take the first one back "
        "to write another."
    ),
    actions.NameInWords: gettext_lazy(
        "Your name, or your company’s, stands in these words: they can only be read once "
        "it is told."
    ),
    ties.NotATie: gettext_lazy("You are not tied to this person any more."),
    ties.Resting: RESTING,
    ties.Paused: paused,
    ties.TooAlike: too_alike,
    actions.TooManyToday: gettext_lazy(
        "On a first day one speaks to a few people, not more. What you wrote is still "
        "here: send it tomorrow."
    ),
}


def accepted(form: Form, act: Callable[[], object]) -> bool:
    return answers.accepted(form, act, WHY)


def over(request: HttpRequest) -> HttpResponse:
    """Somebody was there first, or the end came: one gentle sentence for all of it."""
    messages.info(
        request,
        _("This introduction is over. There is nothing more to do, nor to tell."),
    )
    return redirect("introductions:introductions")


def to_list(request: HttpRequest, notice: str) -> HttpResponse:
    messages.success(request, notice)
    return redirect("introductions:introductions")


def done(request: HttpRequest, page: str, notice: str, *args: Any) -> HttpResponse:
    messages.success(request, notice)
    return redirect(page, *args)


def no_longer(request: HttpRequest) -> HttpResponse:
    messages.info(request, _("These words are no longer there, or were answered."))
    return redirect("introductions:recommendations")
