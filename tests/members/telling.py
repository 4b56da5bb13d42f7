"""`python -m tests.members.telling DATABASE NOW`: rounds of the daily mail, until killed.

A test kills it wherever it happens to be.
"""

import os
import sys
from datetime import datetime
from importlib import import_module


def main(database: str, now: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "whispeer.settings"
    import_module("django").setup()
    settings = import_module("django.conf").settings
    settings.DATABASES["default"]["NAME"] = database
    notices = import_module("whispeer.members.actions.notices")
    notices.tell_all(now=datetime.fromisoformat(now))


if __name__ == "__main__":
    main(*sys.argv[1:])
