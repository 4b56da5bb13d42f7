"""`python -m tests.members.trying DATABASE EMAIL TIMES`: another process tries passwords.

Prints a line for each try that was listened to.
"""

import os
import sys
from importlib import import_module
from typing import Any


def main(database: str, email: str, times: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "whispeer.settings"
    import_module("django").setup()
    settings = import_module("django.conf").settings
    settings.DATABASES["default"]["NAME"] = database
    import_module("django.test.utils").setup_test_environment()
    client: Any = import_module("django.test").Client()
    for _ in range(int(times)):
        answer = client.post(
            "/account/login/?with=password", {"login": email, "password": "a guess"}
        )
        if was_heard(answer):
            sys.stdout.write("heard\n")


def was_heard(answer: Any) -> bool:
    """A wrong password was told so; not that one tried too often."""
    if answer.status_code != 200:
        return False
    found = answer.context["form"].errors.as_data().get("__all__", [])
    return [one.code for one in found] == ["email_password_mismatch"]


if __name__ == "__main__":
    main(*sys.argv[1:])
