"""Reading what arrived, and whether the door is open, as a person would."""

import re
from email.message import EmailMessage

from django.test import Client
from django.urls import reverse

CODE = re.compile(r"^ {4}([B-Z]{4}-[B-Z]{4})$", re.MULTILINE)


def words_of(letter: EmailMessage) -> str:
    return str(letter.get_content()).replace("\r\n", "\n")


def code_in(letter: EmailMessage) -> str:
    found = CODE.search(words_of(letter))
    assert found, words_of(letter)
    return found.group(1)


def is_in(client: Client) -> bool:
    """Does this browser open a member's own page?"""
    status: int = client.get(reverse("members:me")).status_code
    return status == 200
