import uuid
from datetime import datetime
from functools import cache

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from whispeer.ground.personal import Personal
from whispeer.members.models import Block, Member
from whispeer.members.states import Discoverability
from whispeer.ties.models.boundaries import bounded_between
from whispeer.ties.models.ties import Side
from whispeer.ties.models.vouches import is_newcomer
from whispeer.ties.states import SuggestionState


@cache
def tied(one: str, other: str) -> Exists:
    return Exists(Side.objects.filter(member=OuterRef(one), other=OuterRef(other)))


@cache
def somebody_gone() -> Exists:
    """Does a block stand between who would read it and anybody it tells of?"""
    me, about, through = OuterRef("member"), OuterRef("about"), OuterRef("through")
    mine = Q(by=me, of=about) | Q(by=me, of=through)
    theirs = Q(of=me, by=about) | Q(of=me, by=through)
    return Exists(Block.objects.filter(mine | theirs))


def named(start: str, end: str) -> dict[str, F | bool]:
    """Both ends of the tie between two columns agree that it may be named."""
    return {
        f"{start}__sides__other": F(end),
        f"{start}__sides__nameable": True,
        f"{start}__sides__tie__sides__member": F(end),
        f"{start}__sides__tie__sides__nameable": True,
    }


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    def visible_to(self, member: Member, now: datetime) -> "SuggestionQuerySet":
        """Live ones whose way still stands: the engine proposed, this disposes.

        Both ends of both ties still agree that they may be named, nobody on the way
        has become nonexistent for another, and the person may still be heard of.
        """
        return self.filter(
            ~tied("member", "about"),
            ~bounded_between("member", "about"),
            ~is_newcomer("member"),
            ~is_newcomer("about"),
            ~somebody_gone(),
            ~Q(about__discoverability=Discoverability.NOT_AT_ALL),
            member=member,
            about__is_active=True,
            through__is_active=True,
            state=SuggestionState.LIVE,
            shown_from__lte=now,
            expires_at__gt=now,
            **named("member", "through"),
            **named("through", "about"),
        )


class Suggestion(models.Model):
    """Whom a tie could bring a member to: stored by the fortnightly task."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    member = models.ForeignKey(
        Member, on_delete=models.CASCADE, related_name="suggestions"
    )
    about = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    through = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField()  # the order it is shown in
    state = models.CharField(
        max_length=20, choices=SuggestionState.choices, default=SuggestionState.LIVE
    )
    shown_from = models.DateTimeField()
    expires_at = models.DateTimeField()

    objects = SuggestionQuerySet.as_manager()

    personal = Personal(
        of="member",
        private=("state", "shown_from", "expires_at", "through", "about"),
        technical=("id", "public_id", "member", "place"),
    )

    class Meta:
        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "about"],
                condition=Q(state="live"),
                name="one_live_suggestion_about_each",
            )
        ]
        indexes = [
            models.Index(fields=["member", "state"], name="suggestion_of"),
            models.Index(fields=["about", "state"], name="suggestion_about"),
        ]

    def __str__(self) -> str:
        return "suggestion"
