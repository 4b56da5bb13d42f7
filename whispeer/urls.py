"""Every address of the house, room by room."""

from django.urls import include, path

urlpatterns = [
    path("", include("whispeer.web.urls")),
    path("steward/", include("whispeer.steward.urls")),
    path("me/", include("whispeer.members.urls")),
    path("introductions/", include("whispeer.introductions.urls")),
    path("whispers/", include("whispeer.whispers.urls")),
    path("", include("whispeer.ties.urls")),
    path("account/", include("whispeer.web.accounts.urls")),
]
