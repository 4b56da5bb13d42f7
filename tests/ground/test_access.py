import pytest
from django.http import HttpResponse
from django.test import override_settings
from django.urls import path

from tests import make
from whispeer.ground.access import Rule, access, is_served, rule_of
from whispeer.ground.checks import every_view_declares_its_rule
from whispeer.urls import urlpatterns as house


def undeclared(request):
    return HttpResponse("open to all, by mistake")


@access(Rule.STEWARD)
def kept(request):
    return HttpResponse("for who looks after the house")


@access(Rule.DEBUG)
def workbench(request):
    return HttpResponse("for who builds it")


urlpatterns = [
    *house,
    path("undeclared/", undeclared, name="undeclared"),
    path("kept/", kept, name="kept"),
    path("workbench/", workbench, name="workbench"),
]


@pytest.fixture(autouse=True)
def with_those_views(settings):
    settings.ROOT_URLCONF = __name__


def test_a_view_that_declares_nothing_is_not_served(alice, client_of):
    assert client_of(alice).get("/undeclared/").status_code == 403


def test_and_the_house_does_not_start_with_it():
    messages = [str(found.msg) for found in every_view_declares_its_rule()]
    assert messages == ["The view at /undeclared/ declares no access rule."]


@pytest.mark.parametrize("where", ["/kept/", "/undeclared/", "/me/", "/no/such/page/"])
def test_signed_out_real_or_not_it_answers_the_same(where, client_of):
    answer = client_of().get(where)
    assert (answer.status_code, answer["Location"]) == (
        302,
        f"/account/login/?next={where}",
    )
    assert answer.content == b""


def test_for_who_is_no_steward_the_stewards_room_does_not_exist(alice, client_of):
    assert client_of(alice).get("/kept/").status_code == 404
    assert client_of(make.steward()).get("/kept/").status_code == 200


def test_the_workbench_is_for_developers_alone(alice, client_of):
    assert client_of(alice).get("/workbench/").status_code == 404
    with override_settings(DEBUG=True):
        assert client_of(alice).get("/workbench/").status_code == 200


def test_the_demos_door_is_shut_elsewhere(settings):
    assert not is_served(Rule.DEMO)
    settings.DEMO = True
    assert is_served(Rule.DEMO)


def test_a_rule_is_read_from_the_view_or_from_the_list_of_libraries():
    assert rule_of(kept, None) is Rule.STEWARD
    assert rule_of(undeclared, "account_login") is Rule.ANYONE
    assert rule_of(undeclared, "nobody knows") is None
