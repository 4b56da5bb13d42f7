"""Yours: everything is classified, taken along at once, and erased when one leaves."""

import json
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from tests import make
from tests.promises.calls import enter, forms_of
from tests.promises.founding import personal_models
from tests.promises.world import TOKEN, World
from whispeer.ground.checks import (
    every_field_says_whose_it_is,
    every_view_declares_its_rule,
)
from whispeer.ground.personal import Erased, Kind, declaration
from whispeer.ties.models import Invitation


def test_every_field_of_every_table_says_whose_it_is():
    assert every_field_says_whose_it_is() == []
    assert every_view_declares_its_rule() == []


def test_what_is_about_a_person_leads_to_that_person():
    """Or export and erasure could not find it."""
    lost = [
        model._meta.label
        for model in personal_models()
        if (told := declaration(model))
        and set(told.kinds.values()) - {Kind.TECHNICAL, Kind.THIRD_PARTY}
        and not told.of
        and told.erased is not Erased.BY_AGE
    ]
    assert lost == []


def test_what_a_person_wrote_is_taken_along():
    """Each text one wrote oneself is exported, or its table says why not."""
    kept_back = [
        f"{model._meta.label}.{name}"
        for model in personal_models()
        if (told := declaration(model)) and told.of
        for name, kind in told.kinds.items()
        if kind in {Kind.PUBLIC, Kind.TIE}
        and name not in told.exported
        and not model._meta.get_field(name).is_relation
    ]
    assert kept_back == []


def taken(world: World, role: str) -> str:
    return enter(world, role).get("/me/export/").content.decode()


@pytest.mark.parametrize("role", ["owner", "tie", "steward"])
def test_one_takes_along_all_that_is_declared_and_nothing_of_others(role, world):
    words = taken(world, role)
    member = world.roles[role]
    own = {
        canary.token
        for canary in world.canaries
        if member in canary.owners and canary.field in exported(canary.row)
    }
    found = set(TOKEN.findall(words))

    assert own - found == set(), world.tell(own - found)
    assert found - world.known[role, False] == set(), world.tell(found)
    assert json.loads(words)["format"]


def exported(row) -> tuple[str, ...]:
    told = declaration(type(row))
    return told.exported if told else ()


def remains(tokens: set[str]) -> list[str]:
    """Where any of these words still stands, whatever the table."""
    found = []
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            met = set(TOKEN.findall(repr(cursor.fetchall()))) & tokens
        found += [f"{table}: {token}" for token in met]
    return found


def test_leaving_erases(world):
    """Not a word of one's own stays in any table, queue, cache or session."""
    own = {c.token for c in world.canaries if world.owner in c.owners}
    others = {c.token for c in world.canaries} - own
    role, form = forms_of(world)["web:leave"]
    assert role == "owner"
    answer = enter(world, role).post(form.action, form.body())

    assert answer.status_code == 302
    assert remains(own) == [], world.tell(own)
    assert remains(others) != []


def test_after_leaving_others_find_nobody_and_nothing_breaks(world):
    role, form = forms_of(world)["web:leave"]
    enter(world, role).post(form.action, form.body())
    client = enter(world, "tie")
    for path in ("/", "/network/", "/network/cards/", "/me/", "/me/export/"):
        assert client.get(path).status_code == 200
    assert client.get(f"/network/people/{world.owner.public_id}/").status_code == 404


def test_leaving_leaves_the_rows_of_no_table_without_an_owner(world):
    """What is erased with the member has no row left that leads to nobody."""
    before = {m._meta.label: m._default_manager.count() for m in apps.get_models()}
    role, form = forms_of(world)["web:leave"]
    enter(world, role).post(form.action, form.body())
    for label in ("members.Portrait", "members.Entry", "ties.Card", "ties.Side"):
        assert apps.get_model(label)._default_manager.count() < before[label], label


def test_a_contact_never_becomes_an_invitation_by_itself(world, now):
    """Invitations are written by people, one at a time; no task makes any."""
    before = Invitation.objects.count()
    make.join_request("Octave", asked_at=now - timedelta(days=20))
    call_command("check")
    assert Invitation.objects.count() == before
