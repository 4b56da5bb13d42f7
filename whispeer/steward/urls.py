"""The steward's addresses, all below /steward/."""

from django.urls import path

from whispeer.steward import views

app_name = "steward"

asked = "requests/<uuid:public_id>/"
branch = "tree/<uuid:public_id>/"
report = "reports/<uuid:public_id>/"

urlpatterns = [
    path("", views.room, name="room"),
    path(f"{asked}welcome/", views.welcome, name="welcome"),
    path(f"{asked}let-go/", views.let_go, name="let_go"),
    path("invitations/new/", views.invite, name="invite"),
    path("invitations/<uuid:public_id>/withdraw/", views.withdraw, name="withdraw"),
    path("tree/", views.tree, name="tree"),
    path(branch, views.branch, name="branch"),
    path(f"{branch}rest/", views.let_rest, name="let_rest"),
    path(f"{branch}wake/", views.wake, name="wake"),
    path("pauses/<uuid:public_id>/lift/", views.lift_pause, name="lift_pause"),
    path(report, views.report, name="report"),
    path(f"{report}move/", views.move_report, name="move_report"),
]
