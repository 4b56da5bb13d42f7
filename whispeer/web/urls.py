from django.urls import path

from whispeer.members.views import join
from whispeer.web import views, yours

app_name = "web"

urlpatterns = [
    path("", views.today, name="today"),
    path("today/let-pass/", views.let_pass, name="let_pass"),
    path("charter/", views.charter, name="charter"),
    path("join/", join, name="join"),
    path("language/", views.language, name="language"),
    path("me/export/", yours.export, name="export"),
    path("me/leave/", yours.leave, name="leave"),
    path("demo/<str:signed>/", yours.demo, name="demo"),
    path("about/components/", views.components, name="components"),
    path("offline/", views.offline, name="offline"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("sw.js", views.service_worker, name="service_worker"),
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/security.txt", views.security_text, name="security_text"),
]
