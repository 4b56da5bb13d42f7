"""Messages of the room of ties: one, and neutral."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from whispeer.ground.mail import deliver
from whispeer.ties.models import Invitation
from whispeer.ties.queries.links import invitation_link


def send_invitation(invitation: Invitation, *, language: str) -> None:
    """Put the message of an invitation in the queue, in one language."""
    page = {
        "by": invitation.by,
        "words": invitation.words,
        "link": invitation_link(invitation),
        "never": invitation_link(invitation, "ties:never_again"),
        "house": settings.HOUSE,
    }
    with translation.override(language):
        deliver.enqueue(
            to=invitation.email,
            subject=_("An invitation for you"),
            body=render_to_string("ties/emails/invitation.txt", page),
            language=language,
        )
