"""The house as the server calls it: Django in its shell."""

from django.conf import settings
from django.urls import reverse

from whispeer.ties.addressbooks import limits
from whispeer.web.refusals import Refusals
from whispeer.web.shell import Room, Shell
from whispeer.web.wsgi import application as django

PAGE = settings.DATA_UPLOAD_MAX_MEMORY_SIZE

application = Shell(
    django,
    cap=PAGE,
    refusal=Refusals(),
    files={reverse("ties:bring"): Room(cap=limits.WEB + PAGE, deadline=90.0)},
)
