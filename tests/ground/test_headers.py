from django.http import HttpResponse
from django.test import RequestFactory

from whispeer.ground.headers import SecurityHeaders


def answer(**headers):
    shell = SecurityHeaders(lambda request: HttpResponse(headers=headers))
    return shell(RequestFactory().get("/"))


def test_nothing_is_allowed_but_what_is_ours():
    policy = answer()["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "base-uri 'none'" in policy


def test_nobody_keeps_a_page_on_the_way():
    assert answer()["Cache-Control"] == "private, no-store"


def test_a_view_may_say_otherwise():
    """A file that is the same for everybody may be kept."""
    kept = answer(**{"Cache-Control": "max-age=60"})
    assert kept["Cache-Control"] == "max-age=60"


def test_a_page_asks_for_no_camera_and_no_place():
    features = answer()["Permissions-Policy"]
    assert "camera=()" in features
    assert "geolocation=()" in features
