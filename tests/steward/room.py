"""Acting and reading as a steward does."""

from django.urls import reverse

from tests import make

ROOM = "/steward/"


def send(client, name: str, row=None, **said):
    path = reverse(f"steward:{name}", args=[row.public_id] if row else [])
    return client.post(path, {"key": make.fresh_key(), **said})


def read(client, path: str = ROOM) -> str:
    page: str = client.get(path).content.decode()
    return page
