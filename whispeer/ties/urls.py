from typing import Any

from django.urls import URLPattern, path

app_name = "ties"
urlpatterns: list[Any] = []
