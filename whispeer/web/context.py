"""What every page knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from whispeer.ground.forms import fresh_key


def house(request: HttpRequest) -> dict[str, Any]:
    return {
        "house": settings.HOUSE,
        "open_house": settings.OPEN,
        "demo": settings.DEMO,
        "fresh_key": SimpleLazyObject(fresh_key),
    }
