"""The private address book: people somebody knows, members or not, and how they came in."""

import uuid

from django.db import models

from whispeer.ground.personal import Personal
from whispeer.members.models import Member
from whispeer.ties.models.cards import Card
from whispeer.ties.states import ContactState, ImportState


class ContactImportQuerySet(models.QuerySet["ContactImport"]):
    def visible_to(self, member: Member) -> "ContactImportQuerySet":
        """A member's own, without the file's bytes: pages have no use for them."""
        return self.filter(member=member).defer("content")


class ContactImport(models.Model):
    """A file somebody brought, from its sending to its undoing.

    The bytes are kept until they are read, and no longer. `read` tells how far the
    reading has come: each step moves it together with the rows it brought.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    member = models.ForeignKey(
        Member, on_delete=models.CASCADE, related_name="contact_imports"
    )
    file_name = models.CharField(max_length=120, blank=True)
    content = models.BinaryField(null=True)
    state = models.CharField(
        max_length=20, choices=ImportState.choices, default=ImportState.SENT
    )
    sent_at = models.DateTimeField()
    to_read = models.PositiveIntegerField(default=0)
    read = models.PositiveIntegerField(default=0)
    # Lines of which nothing could be made: [line, reason, file within an archive].
    not_understood = models.JSONField(default=list, blank=True)
    refused = models.CharField(max_length=30, blank=True)  # the name of a BadBook

    objects = ContactImportQuerySet.as_manager()

    personal = Personal(
        of="member",
        private=("file_name", "state", "sent_at", "not_understood", "refused"),
        third_party=("content",),
        technical=("id", "public_id", "member", "to_read", "read"),
        exported=("file_name", "state", "sent_at"),
    )

    class Meta:
        indexes = [models.Index(fields=["member", "sent_at"], name="import_of")]

    def __str__(self) -> str:
        return "import"


class ContactQuerySet(models.QuerySet["Contact"]):
    def visible_to(self, member: Member) -> "ContactQuerySet":
        """One's own, whoever one is; nobody else's, for anybody."""
        return self.filter(member=member)

    def kept(self) -> "ContactQuerySet":
        """Those of the address book; not those that an import only proposes."""
        return self.filter(state=ContactState.KEPT)


class Contact(models.Model):
    """Somebody in one's address book. Nothing links it to a member, whoever it is."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    member = models.ForeignKey(
        Member, on_delete=models.CASCADE, related_name="contacts"
    )
    source = models.ForeignKey(
        ContactImport,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="contacts",
    )
    state = models.CharField(
        max_length=20, choices=ContactState.choices, default=ContactState.KEPT
    )
    # First what lists read; long texts stand behind.
    by_name = models.CharField(max_length=120)  # folded, its place in the list
    full_name = models.TextField(blank=True)
    given_name = models.TextField(blank=True)
    family_name = models.TextField(blank=True)
    organization = models.TextField(blank=True)
    title = models.TextField(blank=True)
    birthday = models.TextField(blank=True)
    emails = models.JSONField(default=list, blank=True)
    phones = models.JSONField(default=list, blank=True)
    urls = models.JSONField(default=list, blank=True)
    notes = models.TextField(blank=True)
    # What has no place of its own comes out again as it came in: see addressbooks.
    rest = models.JSONField(default=dict, blank=True)
    # Perhaps the same person; the member decides.
    resembles = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # What it was before an import was merged into it, for the undoing of that import.
    before = models.JSONField(null=True, blank=True)
    merged_from = models.ForeignKey(
        ContactImport,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    # Its member wrote here since it came: no undoing of an import takes it out.
    by_hand = models.BooleanField(default=False)
    # Noted with this card: whoever holds its link may have it erased.
    card = models.ForeignKey(
        Card, on_delete=models.SET_NULL, null=True, blank=True, related_name="contacts"
    )
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = ContactQuerySet.as_manager()

    personal = Personal(
        of="member",
        third_party=(
            "by_name", "full_name", "given_name", "family_name",
            "organization", "title", "birthday", "emails", "phones", "urls", "notes",
            "rest", "before",
        ),
        private=("state", "made_at", "changed_at"),
        technical=(
            "id", "public_id", "member", "source", "resembles", "merged_from", "card",
            "by_hand",
        ),
        exported=(
            "full_name", "given_name", "family_name", "organization", "title",
            "birthday", "emails", "phones", "urls", "notes", "rest", "state",
            "made_at", "changed_at",
        ),
    )  # fmt: skip

    class Meta:
        indexes = [
            models.Index(fields=["member", "state", "by_name"], name="contact_of"),
            models.Index(fields=["source", "state", "by_name"], name="contact_from"),
            models.Index(
                fields=["source", "by_name"],
                condition=models.Q(resembles__isnull=False),
                name="contact_twice",
            ),
            models.Index(
                fields=["source", "state"],
                condition=models.Q(by_hand=True),
                name="contact_by_hand",
            ),
        ]

    def __str__(self) -> str:
        return "contact"

    @property
    def name(self) -> str:
        """What to call somebody; without a name, where he works or may be reached."""
        known = (self.full_name, self.organization, *self.emails, *self.phones)
        return next(filter(None, known), "")

    @property
    def what(self) -> str:
        """His trade and his company, as far as they are known and not already said."""
        said = dict.fromkeys((self.title, self.organization))
        return ", ".join(one for one in said if one and one != self.name)


class ContactWord(models.Model):
    """A word by whose beginning a contact is found: an index, written with its contact.

    It says again what a search orders and chooses by, so that the index alone answers.
    """

    member = models.ForeignKey(
        Member, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    contact = models.ForeignKey(
        Contact, on_delete=models.CASCADE, related_name="words", db_index=False
    )
    source = models.BigIntegerField(null=True)  # the import it came with, if any
    word = models.CharField(max_length=32)  # folded
    by_name = models.CharField(max_length=120)

    personal = Personal(
        of="member",
        third_party=("word", "by_name"),
        technical=("id", "member", "contact", "source"),
    )

    class Meta:
        indexes = [
            # To PostgreSQL what begins with some letters is a range in this class only.
            models.Index(
                fields=["member", "word", "by_name", "contact", "source"],
                opclasses=["", "varchar_pattern_ops", "", "", ""],
                name="contact_word",
            ),
            models.Index(
                fields=["contact", "word"],
                opclasses=["", "varchar_pattern_ops"],
                name="word_of_contact",
            ),
        ]

    def __str__(self) -> str:
        return "word"
