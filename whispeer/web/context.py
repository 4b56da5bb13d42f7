"""What every page knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def house(request: HttpRequest) -> dict[str, Any]:
    return {"house": settings.HOUSE, "open_house": settings.OPEN, "demo": settings.DEMO}
