"""What can happen to a card, an invitation, an import, a suggestion; what is lived in a tie."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from whispeer.graph.care import Deed


class CardState(models.TextChoices):
    OFFERED = "offered", _("offered")
    TAKEN = "taken", _("taken")
    WITHDRAWN = "withdrawn", _("withdrawn")
    EXPIRED = "expired", _("expired")


CARD_NEXT: dict[CardState, set[CardState]] = {
    CardState.OFFERED: {CardState.TAKEN, CardState.WITHDRAWN, CardState.EXPIRED},
    CardState.TAKEN: set(),
    CardState.WITHDRAWN: set(),
    CardState.EXPIRED: set(),
}


class InvitationState(models.TextChoices):
    SENT = "sent", _("sent")
    USED = "used", _("used")
    WITHDRAWN = "withdrawn", _("withdrawn")
    EXPIRED = "expired", _("expired")


INVITATION_NEXT: dict[InvitationState, set[InvitationState]] = {
    InvitationState.SENT: {
        InvitationState.USED,
        InvitationState.WITHDRAWN,
        InvitationState.EXPIRED,
    },
    InvitationState.USED: set(),
    InvitationState.WITHDRAWN: set(),
    InvitationState.EXPIRED: set(),
}


class RelationKind(models.TextChoices):
    """What binds two outside the house, as one of them declares it for himself."""

    EMPLOYEE = "employee", _("works with me, or I for them")
    INVESTOR = "investor", _("invests, here or there")
    CLIENT = "client", _("a client, or a supplier")
    COMPETITOR = "competitor", _("a competitor")
    FAMILY = "family", _("family")


class Lived(models.TextChoices):
    """What two people live together; each kind weighs in M1 (graph.constants)."""

    CARD = "card", _("a card exchanged")
    MET = "met", _("a meeting")
    THANKS = "thanks", _("a thank-you")
    HELP = "help", _("help, as who was helped says")
    TALKED = "talked", _("a conversation")
    INTRODUCTION = "introduction", _("an introduction that became a conversation")


class Kept(models.TextChoices):
    """How one keeps a tie, whatever is lived in it; nobody else learns of it."""

    AS_IT_COMES = "", _("as it comes")
    PINNED = "pinned", _("always close")
    MUTED = "muted", _("in silence")


class IdeaKind(models.TextChoices):
    """What a day may propose to do for somebody: the deeds of M7, one more, or nothing."""

    ANSWER = Deed.ANSWER, _("an answer")
    INTRODUCE = Deed.INTRODUCE, _("an introduction")
    THANK = Deed.THANK, _("a thank-you")
    ASK = Deed.ASK, _("a question")
    WAKE = Deed.WAKE, _("a sleeping tie")
    BRIDGE = Deed.BRIDGE, _("a young bridge")
    ENCOURAGE = Deed.ENCOURAGE, _("an encouragement")
    ONWARD = "onward", _("help passed on")
    FREE = "free", _("a free day")
    NOTHING = "nothing", _("nothing")


# Thanks are words: what is shorter is a sign one gives without thinking.
LEAST_WORDS = 12


class SuggestionState(models.TextChoices):
    LIVE = "live", _("shown")
    LET_PASS = "let pass", _("let pass")
    OVER = "over", _("over")


SUGGESTION_NEXT: dict[SuggestionState, set[SuggestionState]] = {
    SuggestionState.LIVE: {SuggestionState.LET_PASS, SuggestionState.OVER},
    SuggestionState.LET_PASS: {SuggestionState.OVER},
    SuggestionState.OVER: set(),
}


class ContactState(models.TextChoices):
    PROPOSED = "proposed", _("proposed")
    KEPT = "kept", _("kept")


class ImportState(models.TextChoices):
    SENT = "sent", _("sent")
    READ = "read", _("read")
    TAKEN = "taken", _("taken")
    DISCARDED = "discarded", _("discarded")
    UNDONE = "undone", _("undone")
    REFUSED = "refused", _("refused")


IMPORT_NEXT: dict[ImportState, set[ImportState]] = {
    ImportState.SENT: {ImportState.READ, ImportState.REFUSED, ImportState.DISCARDED},
    ImportState.READ: {ImportState.TAKEN, ImportState.DISCARDED},
    ImportState.TAKEN: {ImportState.UNDONE},
    ImportState.DISCARDED: set(),
    ImportState.UNDONE: set(),
    ImportState.REFUSED: set(),
}
