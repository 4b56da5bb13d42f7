"""Messages of this room: one, which names nobody and tells nothing."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from whispeer.ground.mail import deliver
from whispeer.members.models import Member
from whispeer.members.queries.letters import turn_down_link


def say_that_something_waits(member: Member) -> None:
    """Put the mail of the day in the queue; its programs can turn it down (RFC 8058)."""
    turn_down = turn_down_link(member)
    page = {
        "house": settings.HOUSE,
        "today": settings.ADDRESS + reverse("web:today"),
        "hour": settings.ADDRESS + reverse("members:letters"),
        "turn_down": turn_down,
    }
    with translation.override(member.language):
        deliver.enqueue(
            to=member.email,
            subject=_("Something waits for you"),
            body=render_to_string("members/emails/waiting.txt", page),
            language=member.language,
            headers={
                "List-Unsubscribe": f"<{turn_down}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            },
        )
