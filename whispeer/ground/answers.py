"""What the pages of all rooms answer alike, when something cannot be done."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from whispeer.ground.forms import Form

#: What is said of each refusal, the most particular first: a sentence, or what makes one
#: of the refusal.
Why: TypeAlias = Mapping[type[Exception], Any]


def accepted(form: Form, act: Callable[[], object], why: Why) -> bool:
    """Act; when the action refuses, the form comes back and says why."""
    try:
        act()
    except tuple(why) as refusal:
        said = next(words for kind, words in why.items() if isinstance(refusal, kind))
        form.add_error(None, said(refusal) if callable(said) else said)
        return False
    return True


def refused(request: HttpRequest, form: Form, page: str, *args: Any) -> HttpResponse:
    """A form of one button has no page of its own: the notice says what happened."""
    for mistakes in form.errors.values():
        for mistake in mistakes:
            messages.error(request, str(mistake))
    return redirect(page, *args)
