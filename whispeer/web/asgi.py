"""The house as the server calls it: Django in its shell."""

from django.conf import settings

from whispeer.web.refusals import Refusals
from whispeer.web.shell import Shell
from whispeer.web.wsgi import application as django

application = Shell(
    django, cap=settings.DATA_UPLOAD_MAX_MEMORY_SIZE, refusal=Refusals()
)
