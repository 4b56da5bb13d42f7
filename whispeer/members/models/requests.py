import uuid

from django.db import models

from whispeer.ground.personal import Erased, Personal
from whispeer.members.models.member import Member
from whispeer.members.states import Asked


class JoinRequestQuerySet(models.QuerySet["JoinRequest"]):
    def visible_to(self, member: Member) -> "JoinRequestQuerySet":
        """For stewards, who answer them."""
        return self.all() if member.is_steward else self.none()


class JoinRequest(models.Model):
    """Somebody without an account wishes to come in; a steward will answer."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField()
    given_name = models.CharField(max_length=60)
    heard_from = models.CharField(max_length=120, blank=True)
    offer = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=2, default="fr")
    state = models.CharField(
        max_length=20, choices=Asked.choices, default=Asked.WAITING
    )
    asked_at = models.DateTimeField()

    objects = JoinRequestQuerySet.as_manager()

    personal = Personal(
        third_party=("email", "given_name", "heard_from", "offer", "language"),
        technical=("id", "public_id", "state", "asked_at"),
        erased=Erased.BY_AGE,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["email"],
                condition=models.Q(state="waiting"),
                name="one_waiting_request_an_address",
            )
        ]

    def __str__(self) -> str:
        return f"request of {self.given_name}"
