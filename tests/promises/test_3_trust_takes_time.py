"""Trust takes time: a tie is mutual, and its strength is never a number anywhere."""

import json
import re
from typing import Any

from django.apps import apps

from tests.promises.calls import enter, pages_as_found
from tests.promises.oneself import SAID_OF_ONESELF
from tests.promises.world import ROLES
from whispeer.ties.models import Side, Tie

# One figure of a survey, with its source; and what share of one's own turnover came
# through the network, a part of money that nobody else reads.
ALLOWED = {("visitor", "/"), ("owner", "/whispers/deals/")}
CHOSEN = {f".{name.lower()}" for name in SAID_OF_ONESELF}
MEASURE = re.compile(r"\d+\s?%|\b0[.,]\d+\b|\b\d+\s?/\s?\d+\b|★|⭐")


def test_no_page_shows_a_measure_of_anything(world):
    """No percentage, no part of one, no star: not of a tie, not of anything else."""
    shown = {
        f"{role} {path}": found
        for role in ROLES
        for path, page in pages_as_found(world, role)
        if (role, path) not in ALLOWED
        and (
            found := MEASURE.findall(" ".join([page.text, *(w for _n, w in page.said)]))
        )
    }
    assert shown == {}


def test_no_answer_to_a_program_holds_a_number_of_somebody(world):
    """What one takes along holds words, days, yes and no, and what one chose oneself."""
    for role in ("owner", "tie", "steward"):
        taken = enter(world, role).get("/me/export/")
        assert numbers(json.loads(taken.content)) == [], role


def numbers(value: Any, name: str = "") -> list[str]:
    if isinstance(value, dict):
        return [
            found
            for key, one in value.items()
            for found in numbers(one, f"{name}.{key}")
        ]
    if isinstance(value, list):
        return [found for one in value for found in numbers(one, name)]
    # How close one must be to read a part, and what else the member chose himself.
    chosen = name.endswith("shown") or name in CHOSEN
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return [f"{name} = {value}"] if is_number and not chosen else []


def test_strength_is_in_no_table():
    kept = [
        str(field)
        for model in apps.get_models()
        for field in model._meta.local_fields
        if re.search(r"strength|closeness_to|weight|affinity", field.name)
    ]
    assert kept == []


def test_a_tie_has_two_sides_or_is_none(world):
    for tie in Tie.objects.all():
        ends = {tie.first_id, tie.second_id}
        assert {side.member_id for side in tie.sides.all()} == ends
        assert {side.other_id for side in tie.sides.all()} == ends


def test_one_alone_makes_no_tie(world):
    """Offering a card ties nobody; whoever takes it has said yes, and so had the other."""
    before = Side.objects.count()
    client = enter(world, "stranger")
    client.get("/network/cards/")
    client.post("/network/cards/new/", {"key": "4b1f9a52-7d0e-4a3e-9c57-0d9f3d0d1a11"})
    assert Side.objects.count() == before
