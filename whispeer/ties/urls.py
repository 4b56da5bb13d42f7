"""Every address of the room of ties."""

from typing import Any

app_name = "ties"
urlpatterns: list[Any] = []
