"""What every page knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from whispeer.ground.forms import fresh_key
from whispeer.ground.once import FIELD
from whispeer.members.models import EmailChange, Member
from whispeer.members.queries import address_on_its_way

#: What a form sends beside what somebody wrote in it.
UNWRITTEN = {FIELD, "csrfmiddlewaretoken", "next", "password"}


def house(request: HttpRequest) -> dict[str, Any]:
    return {
        "house": settings.HOUSE,
        "open_house": settings.OPEN,
        "demo": settings.DEMO,
        "address_on_its_way": SimpleLazyObject(lambda: on_its_way(request)),
        "fresh_key": SimpleLazyObject(fresh_key),
        "written": SimpleLazyObject(lambda: written(request)),
    }


def on_its_way(request: HttpRequest) -> EmailChange | None:
    """Announced on every page of whoever it concerns; asked by the frame alone."""
    member = request.user
    return address_on_its_way(member) if isinstance(member, Member) else None


def written(request: HttpRequest) -> list[str]:
    """The sentences that were sent here: a page without their form gives them back."""
    sent = [
        value
        for name, values in request.POST.lists()
        if name not in UNWRITTEN
        for value in values
    ]
    return [words for words in sent if " " in words.strip()]
