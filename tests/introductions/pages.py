"""Sending the forms of the room as a browser does, and reading what the pages say."""

import re
from typing import Any

from django.test import Client
from django.urls import reverse

from tests import make
from tests.promises.calls import CHANGING
from whispeer.introductions import actions
from whispeer.introductions.models import Introduction, Recommendation

ROOM = reverse("introductions:introductions")
LIST = reverse("introductions:recommendations")
REASON = "J’aimerais comprendre comment vit un atelier de céramique."
WORDS = "Tu aimeras cette façon de poser des questions."
PRAISE = actions.Praise(
    work="Le catalogue de la bibliothèque, au printemps",
    words="Chaque page fut prête au jour dit, et relue deux fois.",
    limit="Jamais vue mener une équipe.",
)


def page_of(row: Introduction | Recommendation, name: str = "introduction") -> str:
    return reverse(f"introductions:{name}", args=[row.public_id])


def send(client: Client, path: str, **typed: Any) -> Any:
    """Press the button of a page just drawn."""
    return client.post(path, {"key": make.fresh_key(), **typed})


def read(client: Client, path: str) -> str:
    """The words of a page, without what changes at each reading."""
    answer = client.get(path)
    assert answer.status_code == 200, f"{path}: {answer.status_code}"
    return CHANGING.sub("…", re.sub(r"\s+", " ", answer.content.decode()))


def leads(client: Client, path: str) -> set[str]:
    """Where the links and the forms of a page lead."""
    page = client.get(path).content.decode()
    return set(re.findall(r'(?:href|action)="([^"]+)"', page))
