from django.db import models
from django.db.models import Q

from whispeer.ground.personal import Personal
from whispeer.members.models.member import Member
from whispeer.members.states import AddressState


class EmailChange(models.Model):
    """A new address on its way: announced on every device, and stopped in one gesture.

    Who reads somebody's mail could come in by a code and take the account over; until
    `opens_at` its owner has the time to see it.
    """

    member = models.ForeignKey(
        Member, on_delete=models.CASCADE, related_name="email_changes"
    )
    email = models.EmailField()
    state = models.CharField(
        max_length=20, choices=AddressState.choices, default=AddressState.WAITING
    )
    asked_at = models.DateTimeField()
    opens_at = models.DateTimeField()

    personal = Personal(
        of="member",
        private=("email", "state", "asked_at", "opens_at"),
        technical=("id", "member"),
        exported=("email", "state", "asked_at", "opens_at"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member"],
                condition=Q(state="waiting"),
                name="one_address_on_its_way",
            )
        ]
        indexes = [
            models.Index(
                fields=["opens_at"],
                condition=Q(state="waiting"),
                name="address_on_its_way",
            )
        ]

    def __str__(self) -> str:
        return "change of address"
