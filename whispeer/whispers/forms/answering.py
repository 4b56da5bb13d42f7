"""What the one who is asked may say, here or past the wall."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from whispeer.ground.forms import Form
from whispeer.members.models import Member
from whispeer.whispers.forms import fields
from whispeer.whispers.forms.choosing import Choose
from whispeer.whispers.forms.landing import Sharing
from whispeer.whispers.models import Guest as Stored
from whispeer.whispers.models import Yes
from whispeer.whispers.queries.told import Proposal


class Help(Sharing):
    """Yes, I can help; with a word, if one likes, and what passes along with it."""

    all_optional = True
    word = fields.words_of(
        Yes,
        "word",
        label=_("A word for who is looking, if you like"),
        help_text=_("It is read before your name is given. Do not write your name."),
        lines=True,
    )


class Carry(Choose):
    """To one of one's own ties, with a line of one's own."""

    line = fields.line(
        _(
            "Why you thought of this person. The name of who asks you, only if you write it."
        )
    )

    def __init__(
        self,
        proposals: Sequence[Proposal],
        ties: Sequence[Member],
        data: Mapping[str, Any] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(proposals, ties, data, **options)
        self.fields["to" if "to" in self.fields else "other"].label = _(
            "Whom does it make you think of?"
        )


class HandOver(Form):
    """To somebody without an account: the house makes a link, and one sends it oneself."""

    line = fields.line(_("It stands below the sentence, with your name."))


class Guest(Form):
    """Somebody who was handed a link, and can help."""

    given_name = fields.words_of(
        Stored, "given_name", required=True, label=_("Your given name")
    )
    detail = fields.words_of(
        Stored,
        "detail",
        required=True,
        label=_("How to reach you"),
        help_text=_(
            "A number, an address: what you like. Only who is looking will read it, once "
            "both of you have said yes."
        ),
    )
