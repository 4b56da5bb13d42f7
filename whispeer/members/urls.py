from django.urls import path, register_converter
from django.urls.converters import StringConverter

from whispeer.members import views
from whispeer.members.states import EntryKind, Part


class PartConverter(StringConverter):
    regex = "|".join(Part.values)

    def to_python(self, value: str) -> Part:
        return Part(value)


class KindConverter(StringConverter):
    regex = "|".join(EntryKind.values)

    def to_python(self, value: str) -> EntryKind:
        return EntryKind(value)


register_converter(PartConverter, "part")
register_converter(KindConverter, "kind")

app_name = "members"

urlpatterns = [
    path("", views.me, name="me"),
    path("portrait/<part:part>/", views.part, name="part"),
    path("entries/new/<kind:kind>/", views.new_entry, name="new_entry"),
    path("entries/<uuid:public_id>/", views.entry, name="entry"),
    path("entries/<uuid:public_id>/remove/", views.remove_entry, name="remove_entry"),
    path("details/new/", views.new_detail, name="new_detail"),
    path("details/<uuid:public_id>/", views.detail, name="detail"),
    path("details/<uuid:public_id>/remove/", views.remove_detail, name="remove_detail"),
    path("privacy/", views.privacy, name="privacy"),
    path("privacy/lift/<uuid:public_id>/", views.lift_block, name="lift_block"),
    path(
        "privacy/report/<uuid:public_id>/", views.report_blocked, name="report_blocked"
    ),
    path("tell/", views.tell, name="tell"),
    path("letters/", views.letters, name="letters"),
    path(
        "letters/<uuid:public_id>/<str:signature>/", views.turn_down, name="turn_down"
    ),
    path("week/full/", views.full_week, name="full_week"),
    path("week/free/", views.free_week, name="free_week"),
    path("bearing/", views.bearing, name="bearing"),
    path("welcoming/", views.welcoming, name="welcoming"),
    path("address/stop/", views.stop_address, name="stop_address"),
    path("sessions/", views.sessions, name="sessions"),
    path("sessions/end/", views.end_session, name="end_session"),
    path("sessions/end-others/", views.end_other_sessions, name="end_other_sessions"),
]
