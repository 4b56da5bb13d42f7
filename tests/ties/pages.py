"""How the tests of this room send what its pages would."""

import uuid
from typing import Any

from django.test import Client
from django.urls import reverse


def send(client: Client, path: str, /, key: str = "", **fields: Any) -> Any:
    """A form as its page sends it: with a key of its own, unless one is given."""
    return client.post(path, {"key": key or str(uuid.uuid4()), **fields})


def person(member: Any, gesture: str = "person") -> str:
    return reverse(f"ties:{gesture}", args=[member.public_id])


def text_of(response: Any) -> str:
    words: str = response.content.decode()
    return words
