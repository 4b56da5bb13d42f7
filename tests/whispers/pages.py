"""Sending the forms of the room as a browser does, and reading what the pages say."""

import re
from typing import Any

from django.test import Client
from django.urls import reverse

from tests import make
from tests.promises.calls import CHANGING
from whispeer.whispers.models import Relay
from whispeer.whispers.queries import way_outside
from whispeer.whispers.states import Step

ROOM = reverse("whispers:whispers")
NEW = reverse("whispers:new")
PREVIEW = reverse("whispers:preview")
SENTENCE = "Je cherche quelqu’un qui a exporté du fromage au Japon."
WRITTEN = {
    "need": "answer",
    "sentence": SENTENCE,
    "context": "Une première palette, au printemps.",
    "offered": "Relire un contrat de bail.",
    "urgency": "normal",
    "hops": "3",
    "town_told": "0",
    "trade_told": "0",
    "name_told": "0",
}


def page_of(one: Any, name: str, *more: Any) -> str:
    return reverse(f"whispers:{name}", args=[one.public_id, *more])


def send(client: Client, path: str, **typed: Any) -> Any:
    """Press the button of a page just drawn."""
    return client.post(path, {"key": make.fresh_key(), **typed})


def read(client: Client, path: str) -> str:
    """The words of a page."""
    answer = client.get(path)
    assert answer.status_code == 200, f"{path}: {answer.status_code}"
    return re.sub(r"\s+", " ", answer.content.decode())


def write(client: Client, **changes: Any) -> Any:
    """Write a whisper, and come to what each will read."""
    return send(client, NEW, **{**WRITTEN, **changes})


def mark(client: Client) -> str:
    """What the preview says it showed."""
    found = re.search(
        r'name="read" value="(\w+)"', client.get(PREVIEW).content.decode()
    )
    assert found
    return found[1]


def path_of(relay: Relay) -> str:
    """The link one gives by hand, without the house it leads to."""
    return "/" + way_outside(relay).split("/", 3)[3]


def unkeyed(page: str) -> str:
    """Without what changes at each reading."""
    return CHANGING.sub("…", page)


def carried(relay: Relay) -> Relay:
    relay.state, relay.answered_at = Step.CARRIES, relay.asked_at
    relay.save()
    return relay
