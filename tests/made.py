"""Rows of word of mouth, for `tests.make`: what is said of shared work, felt, and noted."""

import uuid
from datetime import timedelta
from typing import Any

from whispeer.ground import clock
from whispeer.introductions.models import Recommendation
from whispeer.members.models import Member
from whispeer.ties.models import Ask, Felt, Pause
from whispeer.whispers.models.deals import Deal, Turnover


def ask(to: Member, by: Member | None = None, **fields: Any) -> Ask:
    """A place taken in somebody's week, by whichever room."""
    fields.setdefault("at", clock.now() - timedelta(days=1))
    fields.setdefault("heard", True)
    return Ask.objects.create(by=by, to=to, room="another", **fields)


def felt(by: Member, of: Member, **fields: Any) -> Felt:
    """Somebody felt sold to."""
    fields.setdefault("at", clock.now())
    fields.setdefault("about", str(uuid.uuid4()))
    return Felt.objects.create(by=by, of=of, **fields)


def pause(of: Member, **fields: Any) -> Pause:
    fields.setdefault("since", clock.now())
    return Pause.objects.create(member=of, **fields)


def recommendation(by: Member, of: Member, **fields: Any) -> Recommendation:
    """Words that one proposes about the work of another."""
    fields.setdefault("work", "Le catalogue de la bibliothèque, au printemps")
    fields.setdefault("words", "Chaque page fut prête au jour dit.")
    fields.setdefault("limit", "Pas vu mener une équipe.")
    fields.setdefault("proposed_at", clock.now())
    fields.setdefault("ends_at", fields["proposed_at"] + timedelta(days=30))
    return Recommendation.objects.create(by=by, of=of, **fields)


def deal(of: Member, **fields: Any) -> Deal:
    """Business that came through somebody's network."""
    fields.setdefault("what", "La carte d’un restaurant, en deux langues")
    fields.setdefault("amount", 1200)
    fields.setdefault("day", clock.now().date())
    return Deal.objects.create(member=of, **fields)


def turnover(of: Member, **fields: Any) -> Turnover:
    fields.setdefault("year", clock.now().year)
    fields.setdefault("amount", 48_000)
    return Turnover.objects.create(member=of, **fields)
