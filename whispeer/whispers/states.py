"""What can happen to a whisper and to each step of its way.

`docs/explanation/life-of-a-whisper.md` tells it; `graph.routing` holds the rules of whom
it asks next and when it stops.
"""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from whispeer.graph import routing


class Need(models.TextChoices):
    """What is sought, in one word."""

    CLIENT = "client", _("a client")
    SUPPLIER = "supplier", _("a supplier")
    PARTNER = "partner", _("a partner")
    HAND = "hand", _("a hand")
    ANSWER = "answer", _("an answer")


class Urgency(models.TextChoices):
    """How soon one would like to be helped; the engine's own words."""

    CALM = routing.Urgency.CALM.value, pgettext_lazy("urgency", "calm")
    NORMAL = routing.Urgency.NORMAL.value, pgettext_lazy("urgency", "normal")
    URGENT = routing.Urgency.URGENT.value, pgettext_lazy("urgency", "urgent")


class Told(models.IntegerChoices):
    """How far along the way a fact about the seeker may be told; the first knows him."""

    NOBODY = 0, _("to nobody else")
    SECOND = 2, _("as far as the second person")
    THIRD = 3, _("as far as the third person")


class State(models.TextChoices):
    UNDER_WAY = "under way", _("under way")
    LANDED = "landed", pgettext_lazy("whisper", "landed")
    OVER = "over", pgettext_lazy("whisper", "over")
    RECALLED = "recalled", pgettext_lazy("whisper", "recalled")


# OVER without success: its time passed, or nobody was left whom to ask. A recall takes
# the words away from everybody, at whatever moment.
NEXT: Final[dict[State, set[State]]] = {
    State.UNDER_WAY: {State.LANDED, State.OVER, State.RECALLED},
    State.LANDED: {State.RECALLED},
    State.OVER: {State.RECALLED},
    State.RECALLED: set(),
}


class Kind(models.TextChoices):
    """What somebody is asked for; the engine's own words, and nobody reads them."""

    RELAY = routing.Kind.RELAY.value, pgettext_lazy("relay", "to pass it on")
    HELP = routing.Kind.HELP.value, pgettext_lazy("relay", "to help: he lived it")
    STRANGER = routing.Kind.STRANGER.value, pgettext_lazy("relay", "to help, untied")


class Step(models.TextChoices):
    """Where one relay stands: one person, asked by one other."""

    CHOSEN = "chosen", pgettext_lazy("relay", "waits for its turn")
    AT_DOOR = "at the door", pgettext_lazy("relay", "waits until he bears it")
    ASKED = "asked", pgettext_lazy("relay", "asked")
    CARRIES = "carries", pgettext_lazy("relay", "carries it further")
    HELPS = "helps", pgettext_lazy("relay", "would help")
    LANDED = "landed", pgettext_lazy("relay", "landed")
    RESTS = "rests", pgettext_lazy("relay", "rests")
    CLOSED = "closed", pgettext_lazy("relay", "closed")


# AT_DOOR: his turn came in a week that was full. Whoever asked cannot tell it from
# ASKED, and it rests at the same hour; he hears of it if a place is free before.
# RESTS is what let rest, "too much this week" and silence all become, and what could not
# be delivered for a reason that is not to be known; the row does not say which, and who
# asked sees it at the hour known from the beginning, never before.
# CLOSED: it landed elsewhere, its time passed, it was taken back, or the seeker was
# helped already; whoever had not answered is thanked.
STEP_NEXT: Final[dict[Step, set[Step]]] = {
    Step.CHOSEN: {Step.ASKED, Step.AT_DOOR, Step.RESTS},
    Step.AT_DOOR: {Step.ASKED},
    Step.ASKED: {Step.CARRIES, Step.HELPS, Step.RESTS, Step.CLOSED},
    Step.CARRIES: {Step.CLOSED},
    Step.HELPS: {Step.LANDED, Step.CLOSED},
    Step.LANDED: set(),
    Step.RESTS: set(),
    Step.CLOSED: set(),
}
