"""What is a member's own: he takes it along at once, and it goes when he does."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db import models, transaction

from whispeer.ground.personal import declaration
from whispeer.introductions import actions as introductions
from whispeer.members import actions as members
from whispeer.members.models import HourField, Member
from whispeer.ties import actions as ties
from whispeer.whispers import actions as whispers

FORMAT = "whispeer-export-1"


def export(member: Member, now: datetime) -> dict[str, Any]:
    """All a member may take along, table by table, as the models declare it."""
    return {
        "format": FORMAT,
        "made_at": now.isoformat(),
        **{name: rows for name, rows in tables(member) if rows},
    }


def tables(member: Member) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    for model in apps.get_models():
        said = declaration(model)
        if not said or not said.exported:
            continue
        look_up = {"pk" if said.of == "self" else said.of: member.pk}
        rows = model._default_manager.filter(**look_up).order_by("pk")
        yield (
            model._meta.label_lower,
            [{name: plain(row, name) for name in said.exported} for row in rows],
        )


def plain(row: models.Model, name: str) -> Any:
    """A value as JSON holds it; another member is his name, an hour is on a clock."""
    value = getattr(row, name)
    if isinstance(row._meta.get_field(name), HourField):
        return None if value is None else f"{value:02}:00"
    if isinstance(value, models.Model):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


@transaction.atomic
def leave(member: Member, *, now: datetime) -> None:
    """Erase a member from every room, the highest first."""
    whispers.erase(member, now=now)
    introductions.erase(member, now=now)
    ties.erase(member, now=now)
    members.erase(member)
