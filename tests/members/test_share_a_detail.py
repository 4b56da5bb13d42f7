"""How one is reached, and who may know it."""

import pytest
from django.urls import reverse

from tests import make
from whispeer.members import actions
from whispeer.members.states import Closeness, DetailKind


def sent(kind: str, value: str) -> dict[str, object]:
    shown = int(Closeness.TIE)
    return {"key": make.fresh_key(), "kind": kind, "value": value, "shown": shown}


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("phone", "+33 (0)4.72-00 00 00", "+33 (0)4.72-00 00 00"),
        ("email", "alice@example.org", "alice@example.org"),
        ("web", "atelier-aubert.example.org", "https://atelier-aubert.example.org"),
        ("web", "http://example.org/a", "http://example.org/a"),
        (
            "other",
            "Le banc au bout du quai, le midi",
            "Le banc au bout du quai, le midi",
        ),
    ],
)
def test_a_way_to_be_reached_is_shared(alice, client_of, kind, typed, kept):
    answer = client_of(alice).post(reverse("members:new_detail"), sent(kind, typed))

    assert answer.status_code == 302
    written = alice.details.get()
    assert (written.kind, written.value, written.shown) == (kind, kept, Closeness.TIE)


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("phone", "appelle-moi"),
        ("phone", "١٢٣٤٥"),
        ("email", "alice at example"),
        ("web", "javascript:alert(1)"),
        ("web", "javascript://example.org/%0aalert(1)"),
        ("web", "data:text/html,x"),
        ("web", "pas une page"),
        ("carrier pigeon", "coo"),
        ("", "04 72 00 00 00"),
        ("phone", ""),
    ],
)
def test_what_leads_nowhere_is_asked_again_and_kept_on_the_page(
    alice, client_of, kind, typed
):
    answer = client_of(alice).post(reverse("members:new_detail"), sent(kind, typed))

    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert answer.context["form"]["value"].value() == typed
    assert not alice.details.exists()


def test_a_few_ways_are_enough(alice, client_of):
    for number in range(actions.MOST_DETAILS):
        make.detail(alice, value=f"04 72 00 00 0{number}")

    answer = client_of(alice).post(
        reverse("members:new_detail"), sent("phone", "06 00 00 00 00")
    )

    assert answer.status_code == 200
    assert answer.context["form"].non_field_errors()


def test_the_same_way_is_not_shared_twice(alice, client_of):
    make.detail(alice, value="04 72 00 00 00")

    answer = client_of(alice).post(
        reverse("members:new_detail"), sent("phone", "04 72 00 00 00")
    )

    assert answer.status_code == 200
    assert answer.context["form"].non_field_errors()


def test_a_way_is_changed_then_no_longer_shared(alice, client_of):
    detail = make.detail(alice)
    client = client_of(alice)

    client.post(
        reverse("members:detail", args=[detail.public_id]),
        sent("email", "atelier@example.org"),
    )
    detail.refresh_from_db()
    assert (detail.kind, detail.value) == (DetailKind.EMAIL, "atelier@example.org")

    client.post(
        reverse("members:remove_detail", args=[detail.public_id]),
        {"key": make.fresh_key()},
    )
    assert not alice.details.exists()


@pytest.mark.parametrize("page", ["detail", "remove_detail"])
def test_for_anybody_else_a_detail_has_no_page(alice, bruno, chantal, client_of, page):
    detail = make.detail(alice)
    address = reverse(f"members:{page}", args=[detail.public_id])

    for other in (bruno, chantal):
        assert client_of(other).post(address, sent("phone", "0")).status_code == 404
    assert alice.details.get() == detail
