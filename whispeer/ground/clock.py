"""The one clock of the house. Actions and queries receive the time; they never ask."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone


def now() -> datetime:
    """The present instant, in the zone the house lives in."""
    return timezone.now().astimezone(ZoneInfo(settings.TIME_ZONE))


class Now:
    """Middleware: a whole request lives at one instant, `request.now`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.now = now()  # type: ignore[attr-defined]
        return self.get_response(request)
