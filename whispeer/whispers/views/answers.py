"""What several pages of the room answer alike."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy

from whispeer.ground import answers
from whispeer.ground.forms import Form
from whispeer.ties import actions as ties
from whispeer.ties.views.answers import RESTING, paused, too_alike
from whispeer.whispers import actions

NOT_POSSIBLE = gettext_lazy(
    "This can no longer be asked: something changed since the page was opened."
)

# The most particular first: who is refused learns no more than he may know.
WHY: dict[type[Exception], Any] = {
    ties.Resting: RESTING,
    ties.Paused: paused,
    ties.TooAlike: too_alike,
    ties.NotATie: NOT_POSSIBLE,
    actions.NotKnownYet: gettext_lazy(
        "For now, you ask the person who invited you. What you wrote is still here."
    ),
    actions.TooManyWhispers: gettext_lazy(
        "Two whispers at a time, and a few in a month: so that those who carry them "
        "stay willing. What you wrote is still here."
    ),
    actions.TooManyToday: gettext_lazy(
        "On a first day one speaks to a few people, not more. What you wrote is still "
        "here: send it tomorrow."
    ),
    actions.TooManyChosen: gettext_lazy(
        "Three people are chosen already. One of them is asked first; then you choose again."
    ),
    actions.TooManyLinks: gettext_lazy(
        "You made three links of this whisper: each was for one person, and there are no "
        "more. Somebody else who carries it may make one."
    ),
    actions.NotPossible: NOT_POSSIBLE,
    ties.TooFewWords: gettext_lazy(
        "A thank-you is a few words at least: say what for."
    ),
    actions.TooFar: gettext_lazy("It has gone as far as it may. You can still help."),
}


def accepted(form: Form, act: Callable[[], object]) -> bool:
    return answers.accepted(form, act, WHY)


def over(request: HttpRequest) -> HttpResponse:
    """Somebody was there first, or the end came: the same page, and what was typed."""
    return render(request, "whispers/over.html", status=410)


def to_room(request: HttpRequest, notice: str) -> HttpResponse:
    messages.success(request, notice)
    return redirect("whispers:whispers")
