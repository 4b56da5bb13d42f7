"""Django itself; `asgi` puts a shell around it."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "whispeer.settings")
application = get_wsgi_application()
