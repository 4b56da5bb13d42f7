import uuid
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import OuterRef, Q

from whispeer.ground.personal import Personal
from whispeer.members.models.blocks import blocked
from whispeer.members.states import Discoverability

if TYPE_CHECKING:
    from whispeer.members.models.portrait import Portrait


class HourField(models.PositiveSmallIntegerField):  # type: ignore[type-arg]
    """An hour of a day, from 0 to 23; a number that measures nobody."""


class MemberQuerySet(models.QuerySet["Member"]):
    def existing_for(self, member: "Member") -> "MemberQuerySet":
        """Everybody but those who blocked this member or whom he blocked."""
        return self.filter(~blocked(member.pk, OuterRef("pk")), is_active=True)


class Members(BaseUserManager.from_queryset(MemberQuerySet)["Member"]):  # type: ignore[misc]
    def create_user(
        self, email: str, password: str | None = None, **fields: Any
    ) -> "Member":
        member: Member = self.model(email=self.normalize_email(email).lower(), **fields)
        member.set_password(password)
        member.save(using=self._db)
        return member


MOST_ASKS = 2  # a week, over all rooms together; one may bear fewer


class Member(AbstractBaseUser):
    """A person with an account."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(unique=True)
    given_name = models.CharField(max_length=60)
    family_name = models.CharField(max_length=60, blank=True)
    language = models.CharField(max_length=2, default="fr")
    discoverability = models.CharField(
        max_length=20,
        choices=Discoverability.choices,
        default=Discoverability.DESCRIBED,
    )
    # "I like to welcome": newcomers may be offered this member.
    welcomes = models.BooleanField(default=False)
    # How many asks a member bears in a week, over all rooms; and a week said to be full.
    asks_a_week = models.PositiveSmallIntegerField(default=MOST_ASKS)
    full_until = models.DateTimeField(null=True, blank=True)
    # "Anyone here may ask me": a whisper may come without anybody's hand to carry it.
    asked_by_anyone = models.BooleanField(default=False)
    # The hour at which the one mail of a day may come, in the house's zone; or never.
    mail_hour = HourField(default=8, null=True, blank=True)
    mailed_on = models.DateField(null=True, blank=True)  # the last day one left
    is_active = models.BooleanField(default=True)
    is_steward = models.BooleanField(default=False)
    # A steward lets this part of the tree of invitations rest: one reads, no more.
    frozen_at = models.DateTimeField(null=True, blank=True)
    joined_at = models.DateTimeField()

    objects: ClassVar[Members] = Members()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["given_name"]

    if TYPE_CHECKING:
        portrait: Portrait

    personal = Personal(
        of="self",
        tie=("given_name", "family_name"),
        private=(
            "email",
            "language",
            "discoverability",
            "welcomes",
            "asks_a_week",
            "full_until",
            "asked_by_anyone",
            "mail_hour",
            "mailed_on",
            "joined_at",
            "frozen_at",
        ),
        technical=(
            "id",
            "public_id",
            "password",
            "last_login",
            "is_active",
            "is_steward",
        ),
        exported=(
            "given_name",
            "family_name",
            "email",
            "language",
            "discoverability",
            "welcomes",
            "asks_a_week",
            "full_until",
            "asked_by_anyone",
            "mail_hour",
            "joined_at",
            "frozen_at",
        ),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(mail_hour=None) | Q(mail_hour__lte=23),
                name="mail_hour_of_a_day",
            ),
            models.CheckConstraint(
                condition=Q(asks_a_week__lte=MOST_ASKS), name="few_asks_a_week"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()
