"""`python -m tests.ground.working DATABASE LEASE`: a worker that a test can kill."""

import os
import sys
import time
from datetime import timedelta
from importlib import import_module


def main(database: str, lease: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "whispeer.settings"
    import_module("django").setup()
    settings = import_module("django.conf").settings
    settings.DATABASES["default"]["NAME"] = database
    worker = import_module("whispeer.ground.worker")
    patience = timedelta(seconds=float(lease))
    with worker.Worker([], pause=0.05, lease=patience):
        time.sleep(600)


if __name__ == "__main__":
    main(*sys.argv[1:])
