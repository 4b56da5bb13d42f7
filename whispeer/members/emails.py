"""Messages of this room, which name nobody and tell nothing."""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from whispeer.ground.mail import deliver
from whispeer.members.models import EmailChange, Member
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


def say_that_the_address_will_change(change: EmailChange) -> None:
    """To the old address; the new one is not named, since others may read here."""
    tell_the_old(
        change.member,
        change.member.email,
        gettext_lazy("Another address is about to open your account"),
        "members/emails/address_will_change.txt",
        day=change.opens_at,
    )


def say_that_the_address_changed(member: Member, old: str) -> None:
    subject = gettext_lazy("Another address opens your account")
    tell_the_old(member, old, subject, "members/emails/address_changed.txt")


def tell_the_old(
    member: Member, old: str, subject: Any, template: str, **words: Any
) -> None:
    page = {
        "house": settings.HOUSE,
        "sessions": settings.ADDRESS + reverse("members:sessions"),
        **words,
    }
    with translation.override(member.language):
        deliver.enqueue(
            to=old,
            subject=str(subject),
            body=render_to_string(template, page),
            language=member.language,
        )
