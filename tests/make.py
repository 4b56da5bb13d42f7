"""Data for tests: plain functions, one a noun; what is not said gets a sensible value.

What people do (taking a card, thanking) is done by the actions; these rows are only
the world in which a test begins.
"""

import itertools
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.text import slugify

from tests.made import ask as ask
from tests.made import deal as deal
from tests.made import felt as felt
from tests.made import guest as guest
from tests.made import pause as pause
from tests.made import recommendation as recommendation
from tests.made import relay as relay
from tests.made import turnover as turnover
from tests.made import whisper as whisper
from whispeer.ground import clock
from whispeer.introductions.actions.beginning import LASTS
from whispeer.introductions.models import Carrying, Introduction, Party
from whispeer.introductions.states import Answer, Kind, State
from whispeer.members.actions.stems import index
from whispeer.members.models import (
    Block,
    Detail,
    Dismissal,
    EmailChange,
    Entry,
    JoinRequest,
    Member,
    Portrait,
    Report,
)
from whispeer.members.states import DetailKind, EntryKind
from whispeer.ties.actions.shelving import shelve
from whispeer.ties.models import (
    Boundary,
    Card,
    Contact,
    ContactImport,
    Encounter,
    Event,
    Idea,
    Invitation,
    Relation,
    Side,
    Suggestion,
    Thanks,
    Tie,
    Vouch,
    key_of,
)
from whispeer.ties.states import IdeaKind, ImportState, Lived, RelationKind

PASSWORD = "un fil, une aiguille, du papier"
PORTRAIT = {field.name for field in Portrait._meta.local_fields} - {"id", "member"}

serial = itertools.count(1)


def fresh_key() -> str:
    """The key a form of a page just drawn would carry."""
    return str(uuid.uuid4())


def member(given_name: str = "Ariane", **fields: Any) -> Member:
    """A person with an account; fields of the portrait may be given in the same breath.

    `make.member("Alice", trade="une relieuse", place="Villeurbanne")`
    """
    portrait = {name: fields.pop(name) for name in PORTRAIT & set(fields)}
    fields.setdefault("family_name", "Fil")
    fields.setdefault("joined_at", clock.now() - timedelta(days=100))
    fields.setdefault("email", f"{slugify(given_name)}.{next(serial)}@example.org")
    created: Member = Member.objects.create_user(
        password=fields.pop("password", PASSWORD), given_name=given_name, **fields
    )
    portrait.setdefault("line", f"{given_name} relie des livres que l’on garde.")
    portrait.setdefault("changed_at", created.joined_at)
    index(Portrait.objects.create(member=created, **portrait))
    return created


def address(of: Member, **fields: Any) -> EmailAddress:
    """The member's address as allauth keeps it, confirmed."""
    fields.setdefault("verified", True)
    fields.setdefault("primary", True)
    return EmailAddress.objects.create(user=of, email=of.email, **fields)


def email_change(of: Member, **fields: Any) -> EmailChange:
    """A new address on its way."""
    fields.setdefault("email", f"{slugify(of.given_name)}.{next(serial)}@example.org")
    fields.setdefault("asked_at", clock.now())
    fields.setdefault("opens_at", fields["asked_at"] + timedelta(days=3))
    return EmailChange.objects.create(member=of, **fields)


def steward(given_name: str = "Solène", **fields: Any) -> Member:
    return member(given_name, is_steward=True, **fields)


def entry(of: Member, kind: EntryKind = EntryKind.OFFER, **fields: Any) -> Entry:
    fields.setdefault("words", "Relire un bail commercial avant qu’on le signe")
    fields.setdefault("written_at", of.joined_at)
    created = Entry.objects.create(member=of, kind=kind, **fields)
    index(created)
    return created


def detail(of: Member, kind: DetailKind = DetailKind.PHONE, **fields: Any) -> Detail:
    fields.setdefault("value", "04 72 00 00 00")
    return Detail.objects.create(member=of, kind=kind, **fields)


def block(by: Member, of: Member, **fields: Any) -> Block:
    fields.setdefault("at", clock.now())
    return Block.objects.create(by=by, of=of, **fields)


def dismissal(by: Member, gesture: str, **fields: Any) -> Dismissal:
    fields.setdefault("at", clock.now())
    return Dismissal.objects.create(member=by, gesture=gesture, **fields)


def join_request(given_name: str = "Octave", **fields: Any) -> JoinRequest:
    fields.setdefault("email", f"{slugify(given_name)}.{next(serial)}@example.org")
    fields.setdefault("asked_at", clock.now())
    return JoinRequest.objects.create(given_name=given_name, **fields)


def report(by: Member, of: Member | None, **fields: Any) -> Report:
    fields.setdefault("words", "Des messages tous les soirs, après deux refus clairs")
    fields.setdefault("room", "ties")
    fields.setdefault("at", clock.now())
    return Report.objects.create(by=by, of=of, **fields)


def tie(
    one: Member,
    other: Member,
    *,
    named: bool = False,
    met: tuple[str, str] = ("Au salon de Lyon", "Au salon de Lyon"),
    made_at: datetime | None = None,
    introduced_by: Member | None = None,
) -> Tie:
    """A tie with both its sides; `named` says it for both, `met` is one's, the other's."""
    first, second = sorted((one, other), key=lambda person: person.pk)
    made_at = made_at or clock.now() - timedelta(days=60)
    created = Tie.objects.create(
        first=first, second=second, made_at=made_at, introduced_by=introduced_by
    )
    for member, leads_to, words in ((one, other, met[0]), (other, one, met[1])):
        Side.objects.create(
            tie=created, member=member, other=leads_to, met=words, nameable=named
        )
    return created


def card(by: Member, **fields: Any) -> Card:
    fields.setdefault("offered_at", clock.now())
    fields.setdefault("expires_at", fields["offered_at"] + timedelta(days=3))
    return Card.objects.create(by=by, **fields)


def contact(of: Member, full_name: str = "Odile Roche", **fields: Any) -> Contact:
    """Somebody in an address book; no number and no address, unless they are said."""
    given, _, family = full_name.partition(" ")
    fields.setdefault("made_at", clock.now())
    fields.setdefault("changed_at", fields["made_at"])
    fields = {"given_name": given, "family_name": family} | fields
    return shelve(Contact(member=of, full_name=full_name, **fields))


def encounter(of: Member, name: str = "Aïcha", **fields: Any) -> Encounter:
    """A trace of a meeting, with somebody whom `name`, `other` or `contact` says."""
    fields.setdefault("where", "Au salon de Lyon")
    fields.setdefault("day", clock.now().date() - timedelta(days=2))
    fields.setdefault("made_at", clock.now())
    fields.setdefault("changed_at", fields["made_at"])
    name = "" if fields.get("other") else name
    return Encounter.objects.create(member=of, name=name, **fields)


def contact_import(of: Member, **fields: Any) -> ContactImport:
    """A file that was read, and waits for its member."""
    fields.setdefault("sent_at", clock.now())
    fields.setdefault("file_name", "contacts.vcf")
    fields.setdefault("state", ImportState.READ)
    return ContactImport.objects.create(member=of, **fields)


def invitation(by: Member | None = None, **fields: Any) -> Invitation:
    fields.setdefault("email", f"invitation.{next(serial)}@example.org")
    fields.setdefault("sent_at", clock.now())
    fields.setdefault("expires_at", fields["sent_at"] + timedelta(days=14))
    return Invitation.objects.create(by=by, **fields)


def event(of: Tie, by: Member, kind: Lived = Lived.MET, **fields: Any) -> Event:
    fields.setdefault("at", clock.now() - timedelta(days=30))
    fields.setdefault("day", fields["at"].date())
    return Event.objects.create(tie=of, by=by, kind=kind, **fields)


def thanks(of: Tie, by: Member, **fields: Any) -> Thanks:
    fields.setdefault("words", "Merci d’avoir relu mon bail un dimanche")
    fields.setdefault("at", clock.now() - timedelta(days=20))
    return Thanks.objects.create(tie=of, by=by, **fields)


def vouch(by: Member, of: Member, **fields: Any) -> Vouch:
    fields.setdefault("at", clock.now())
    return Vouch.objects.create(by=by, of=of, **fields)


def idea(of: Member, other: Member, **fields: Any) -> Idea:
    """What a day proposed to do for a tie; yesterday, so that today has its own."""
    fields.setdefault("at", clock.now() - timedelta(days=1))
    fields.setdefault("day", fields["at"].date())
    fields.setdefault("kind", IdeaKind.THANK)
    return Idea.objects.create(member=of, other=other, **fields)


def suggestion(to: Member, about: Member, through: Member, **fields: Any) -> Suggestion:
    fields.setdefault("place", 1)
    fields.setdefault("shown_from", clock.now() - timedelta(days=1))
    fields.setdefault("expires_at", fields["shown_from"] + timedelta(days=14))
    return Suggestion.objects.create(member=to, about=about, through=through, **fields)


def boundary(by: Member, **fields: Any) -> Boundary:
    """Never with: `other`, a `company` or an `email`."""
    fields.setdefault("at", clock.now())
    key = key_of(fields.get("company", ""))
    return Boundary.objects.create(member=by, company_key=key, **fields)


def relation(
    by: Member, kind: RelationKind = RelationKind.COMPETITOR, **fields: Any
) -> Relation:
    fields.setdefault("at", clock.now())
    key = key_of(fields.get("company", ""))
    return Relation.objects.create(member=by, kind=kind, company_key=key, **fields)


def introduction(
    by: Member, through: Member, to: Member | None = None, **fields: Any
) -> Introduction:
    """Asked by one of a tie; carried, when it is said to whom; `words` go with it."""
    words = fields.pop("words", "Vous devriez vous voir.")
    fields.setdefault("kind", Kind.ASKED)
    fields.setdefault("state", State.CARRIED if to else State.ENTRUSTED)
    fields.setdefault("reason", "Je cherche qui sait tenir un atelier à plusieurs.")
    fields.setdefault("begun_at", clock.now())
    fields.setdefault("ends_at", fields["begun_at"] + LASTS)
    created = Introduction.objects.create(by=by, through=through, **fields)
    Party.objects.create(introduction=created, member=by, answer=Answer.YES)
    if to is not None:
        at = created.begun_at
        Carrying.objects.create(introduction=created, by=through, words=words, at=at)
        Party.objects.create(introduction=created, member=to)
    return created


@contextmanager
def undone() -> Iterator[None]:
    """What is done inside leaves nothing behind."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
