"""What can happen to an introduction; `docs/explanation/life-of-an-introduction.md` tells it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    """Who begins: one who would meet somebody, the tie of two, or the house."""

    ASKED = "asked", pgettext_lazy("introduction", "asked for")
    OFFERED = "offered", pgettext_lazy("introduction", "offered")
    WELCOME = "welcome", pgettext_lazy("introduction", "a welcome")


class State(models.TextChoices):
    ENTRUSTED = "entrusted", _("entrusted to the one in the middle")
    CARRIED = "carried", _("carried to who has not answered yet")
    MADE = "made", pgettext_lazy("introduction", "made")
    OVER = "over", pgettext_lazy("introduction", "over")


# An introduction that is asked for begins ENTRUSTED; the others begin CARRIED.
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
