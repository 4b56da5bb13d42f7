"""Rows of word of mouth, for `tests.make`: whispers, what is said, felt, and noted."""

import uuid
from datetime import timedelta
from typing import Any

from whispeer.ground import clock
from whispeer.introductions.models import Recommendation
from whispeer.members.models import Member
from whispeer.ties.models import Ask, Felt, Pause
from whispeer.whispers.models import Guest, Relay, Whisper, Yes
from whispeer.whispers.models.deals import Deal, Turnover
from whispeer.whispers.states import Need, State, Step


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


def whisper(by: Member, **fields: Any) -> Whisper:
    """Under way, and nobody asked yet; `without` are those who must not hear it."""
    without = fields.pop("without", ())
    fields.setdefault("need", Need.HAND)
    fields.setdefault("sentence", "Je cherche qui a exporté du fromage au Japon.")
    fields.setdefault("opened_at", clock.now())
    fields.setdefault("ends_at", fields["opened_at"] + timedelta(days=14))
    if fields.get("state", State.UNDER_WAY) != State.UNDER_WAY:
        fields.setdefault("ended_at", fields["opened_at"])
    created = Whisper.objects.create(by=by, **fields)
    created.without.set(without)
    return created


def relay(
    of: Whisper, to: Member | None, after: Relay | None = None, **fields: Any
) -> Relay:
    """Asked just now, by the seeker or by who carries it; past the wall, to nobody."""
    fields.setdefault("by", after.to if after else of.by)
    fields.setdefault("state", Step.ASKED)
    fields.setdefault("chosen_at", clock.now())
    if fields["state"] != Step.CHOSEN:
        fields.setdefault("asked_at", fields["chosen_at"])
        fields.setdefault("ends_at", fields["asked_at"] + timedelta(hours=72))
    if fields["state"] in {Step.CARRIES, Step.HELPS, Step.LANDED}:
        fields.setdefault("answered_at", fields["asked_at"])
    word = fields.pop("word", "Je l’ai vécu, volontiers.")
    created = Relay.objects.create(whisper=of, to=to, after=after, **fields)
    if to is not None and fields["state"] in {Step.HELPS, Step.LANDED}:
        answered = fields["answered_at"]
        Yes.objects.create(relay=created, by=to, word=word, at=answered)
    return created


def guest(of: Relay, given_name: str = "Gaspard", **fields: Any) -> Guest:
    """Somebody without an account who said that he can help."""
    fields.setdefault("detail", "06 00 00 00 00")
    fields.setdefault("at", clock.now())
    return Guest.objects.create(relay=of, given_name=given_name, **fields)
