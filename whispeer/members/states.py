"""The choices a member has, and what may follow what."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Closeness(models.IntegerChoices):
    """How close somebody is to a member; a part is read from its own closeness on."""

    STRANGER = 0, _("whoever receives my card")
    WITHIN_REACH = 1, _("the ties of my ties")
    TIE = 2, _("my ties")
    SELF = 3, _("nobody but me")


class Discoverability(models.TextChoices):
    """What the ties of one's ties may learn before one is asked."""

    BY_NAME = "by name", _("by my name")
    DESCRIBED = "described", _("by what I do, without my name")
    NOT_AT_ALL = "not at all", _("not at all")


class Part(models.TextChoices):
    """The parts of a portrait that are said once, in the order they are read."""

    LINE = "line", _("What I do, in one plain sentence")
    TRADE = "trade", _("My trade")
    COMPANY = "company", _("My company")
    PLACE = "place", _("Where I live or work")
    LANGUAGES = "languages", _("The languages I speak")
    WORKING_ON = "working_on", _("What I am working on")
    LOOKING_FOR = "looking_for", _("What I am looking for now")


class EntryKind(models.TextChoices):
    OFFER = "offer", pgettext_lazy("portrait entry", "offer")
    ORDEAL = "ordeal", pgettext_lazy("portrait entry", "ordeal")
    CURIOSITY = "curiosity", pgettext_lazy("portrait entry", "curiosity")


class DetailKind(models.TextChoices):
    PHONE = "phone", _("Telephone")
    EMAIL = "email", _("E-mail")
    WEB = "web", _("Web page")
    OTHER = "other", _("Another way")


class Asked(models.TextChoices):
    """The life of somebody's wish to join."""

    WAITING = "waiting", _("waiting")
    WELCOMED = "welcomed", _("welcomed")
    LET_GO = "let go", _("let go")


NEXT: dict[Asked, set[Asked]] = {
    Asked.WAITING: {Asked.WELCOMED, Asked.LET_GO},
    Asked.WELCOMED: set(),
    Asked.LET_GO: {Asked.WAITING},
}


class AddressState(models.TextChoices):
    """The life of a new address: announced, then in use, or stopped on the way."""

    WAITING = "waiting", pgettext_lazy("address", "waiting")
    MADE = "made", pgettext_lazy("address", "in use")
    STOPPED = "stopped", pgettext_lazy("address", "stopped")


ADDRESS_NEXT: dict[AddressState, set[AddressState]] = {
    AddressState.WAITING: {AddressState.MADE, AddressState.STOPPED},
    AddressState.MADE: set(),
    AddressState.STOPPED: set(),
}


class NoticeKind(models.TextChoices):
    """What a notice says, in words that fit every room: never what, never of whom."""

    WAITS = "waits", _("an answer is awaited")
    MADE = "made", _("something succeeded")
    OVER = "over", _("something came to its end")
    FOLLOWS = "follows", _("something that began goes on")


class ReportState(models.TextChoices):
    """How far the house is with what it was told."""

    RECEIVED = "received", pgettext_lazy("report", "received")
    LOOKED_AT = "looked at", pgettext_lazy("report", "being looked at")
    CLOSED = "closed", pgettext_lazy("report", "closed")


REPORT_NEXT: dict[ReportState, set[ReportState]] = {
    ReportState.RECEIVED: {ReportState.LOOKED_AT, ReportState.CLOSED},
    ReportState.LOOKED_AT: {ReportState.CLOSED},
    # Closed too early, or by a slip of the hand: it is looked at again.
    ReportState.CLOSED: {ReportState.LOOKED_AT},
}
