from typing import Any

from django.urls import URLPattern, path

app_name = "members"
urlpatterns: list[Any] = []
