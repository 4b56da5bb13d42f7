"""Whose data each field is, whether its person takes it along, and how it is erased.

A model says it once, in `personal`; the export, the erasure, the register and the
tests read it there. A field that does not say keeps the house from starting.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from django.db import models


class Kind(Enum):
    """How close to a person a field is."""

    PUBLIC = "public"  # whoever holds a card may read it
    TIE = "tie"  # those one is tied to, or nearer than that, by the member's choice
    PRIVATE = "private"  # the member alone
    SEALED = "sealed"  # the member's browser alone; the server holds no key
    TECHNICAL = "technical"  # says nothing of a person by itself
    THIRD_PARTY = "third_party"  # about somebody who is not a member


class Erased(Enum):
    """What becomes of a row when its member leaves."""

    WITH_MEMBER = "deleted with the member"
    BY_ROOM = "deleted by the erase() of its room"
    BY_AGE = "deleted when it is too old to serve"
    KEPT = "kept: it says nothing of a person"


@dataclass(frozen=True)
class Personal:
    """The declaration of a model: each field in one class.

    `of` is the look-up that leads from the row to its member ("" when none does).
    `exported` names the fields the member takes along.
    """

    of: str = ""
    public: tuple[str, ...] = ()
    tie: tuple[str, ...] = ()
    private: tuple[str, ...] = ()
    sealed: tuple[str, ...] = ()
    technical: tuple[str, ...] = ()
    third_party: tuple[str, ...] = ()
    exported: tuple[str, ...] = ()
    erased: Erased = Erased.WITH_MEMBER
    kinds: dict[str, Kind] = field(init=False)

    def __post_init__(self) -> None:
        kinds: dict[str, Kind] = {}
        for kind in Kind:
            for name in getattr(self, kind.value):
                if name in kinds:
                    raise ValueError(f"{name} is declared twice")
                kinds[name] = kind
        unknown = set(self.exported) - set(kinds)
        if unknown:
            raise ValueError(f"exported, but of no class: {sorted(unknown)}")
        object.__setattr__(self, "kinds", kinds)


#: Tables of libraries, which cannot say it themselves.
OF_LIBRARIES = {
    "account.EmailAddress": Personal(
        of="user",
        private=("email", "verified", "primary"),
        technical=("id", "user"),
        exported=("email", "verified", "primary"),
    ),
    "account.EmailConfirmation": Personal(
        of="email_address__user",
        technical=("id", "email_address", "created", "sent", "key"),
    ),
    "auth.Group": Personal(
        technical=("id", "name", "permissions"), erased=Erased.KEPT
    ),
    "auth.Permission": Personal(
        technical=("id", "name", "content_type", "codename"), erased=Erased.KEPT
    ),
    "contenttypes.ContentType": Personal(
        technical=("id", "app_label", "model"), erased=Erased.KEPT
    ),
    "sessions.Session": Personal(
        technical=("session_key", "session_data", "expire_date"), erased=Erased.BY_AGE
    ),
    "usersessions.UserSession": Personal(
        of="user",
        private=("created_at", "ip", "last_seen_at", "user_agent", "data"),
        technical=("id", "user", "session_key"),
        exported=("created_at", "ip", "last_seen_at", "user_agent"),
    ),
    "mfa.Authenticator": Personal(
        of="user",
        private=("type", "created_at", "last_used_at"),
        technical=("id", "user", "data"),
        exported=("type", "created_at", "last_used_at"),
    ),
    "django_tasks_database.DBTaskResult": Personal(
        private=("args_kwargs",),
        technical=(
            "id", "status", "enqueued_at", "started_at", "finished_at", "priority",
            "task_path", "worker_ids", "queue_name", "backend_name", "run_after",
            "return_value", "exception_class_path", "traceback",
        ),
        erased=Erased.BY_AGE,
    ),
}  # fmt: skip


def declaration(model: type[models.Model]) -> Personal | None:
    """What a model says of its fields, or None when it says nothing."""
    said = model.__dict__.get("personal")
    if isinstance(said, Personal):
        return said
    return OF_LIBRARIES.get(model._meta.label)


def unclassified(model: type[models.Model]) -> Iterator[str]:
    """Fields of a model that do not say whose data they are, and names of no field."""
    said = declaration(model)
    declared = set(said.kinds) if said else set()
    fields = {
        field.name
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many)
    }
    for name in sorted(fields ^ declared):
        yield f"{model._meta.label}.{name}"
