"""What every request carries beyond Django's own."""

from datetime import datetime

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails


class VisitorRequest(HttpRequest):
    """A request of somebody who may or may not be signed in."""

    now: datetime
    htmx: HtmxDetails
