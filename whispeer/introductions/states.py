"""What can happen to an introduction; `docs/explanation/life-of-an-introduction.md` tells it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    """Who begins: one who would meet somebody, the tie of two, the house; or a whisper."""

    ASKED = "asked", pgettext_lazy("introduction", "asked for")
    OFFERED = "offered", pgettext_lazy("introduction", "offered")
    WELCOME = "welcome", pgettext_lazy("introduction", "a welcome")
    WHISPERED = "whispered", pgettext_lazy("introduction", "by word of mouth")


class State(models.TextChoices):
    ENTRUSTED = "entrusted", _("entrusted to the one in the middle")
    CARRIED = "carried", _("carried to who has not answered yet")
    MADE = "made", pgettext_lazy("introduction", "made")
    OVER = "over", pgettext_lazy("introduction", "over")


# An introduction that is asked for begins ENTRUSTED; the others begin CARRIED, but
# where a whisper led from one to the other: both have said yes, and it is MADE.
# Let rest, declined, withdrawn, expired, past a full week, no longer possible: OVER,
# and the row does not say which, so that nobody can ever read it there.
NEXT: dict[State, set[State]] = {
    State.ENTRUSTED: {State.CARRIED, State.OVER},
    State.CARRIED: {State.MADE, State.OVER},
    State.MADE: set(),
    State.OVER: set(),
}


class Answer(models.TextChoices):
    """What one of the two says.

    A no is kept until the end that was known from the beginning, since before that the
    other must see nothing change; then it is forgotten, and a silence remains.
    """

    AWAITED = "awaited", _("awaited")
    YES = "yes", pgettext_lazy("answer", "yes")
    NO = "no", pgettext_lazy("answer", "no")


ANSWER_NEXT: dict[Answer, set[Answer]] = {
    Answer.AWAITED: {Answer.YES, Answer.NO},
    Answer.YES: set(),
    Answer.NO: {Answer.AWAITED},
}


class Recommended(models.TextChoices):
    """The life of words about work done together; taken back, nothing is left of them."""

    PROPOSED = "proposed", pgettext_lazy("recommendation", "proposed")
    ACCEPTED = "accepted", pgettext_lazy("recommendation", "accepted")
    LET_BE = "let be", pgettext_lazy("recommendation", "let be")


# What was let be waits for its end like a silence: who wrote it sees no difference.
RECOMMENDED_NEXT: dict[Recommended, set[Recommended]] = {
    Recommended.PROPOSED: {Recommended.ACCEPTED, Recommended.LET_BE},
    Recommended.ACCEPTED: set(),
    Recommended.LET_BE: set(),
}
