"""A contact is stored with its place in the list and the words that find it."""

from collections.abc import Sequence

from django.db.models import QuerySet

from whispeer.ties.models import Contact, ContactWord, Encounter
from whispeer.ties.queries.books import place, words_of

BATCH = 5000


def shelve(contact: Contact) -> Contact:
    """Store it as it is said now; what it said before finds it no more."""
    place(contact).save()
    ContactWord.objects.filter(contact=contact).delete()
    write_words([contact])
    return contact


def shelve_all(contacts: Sequence[Contact]) -> None:
    """Store new ones together."""
    write_words(Contact.objects.bulk_create(place(one) for one in contacts))


def take_out(contacts: QuerySet[Contact]) -> None:
    """Delete many at once, with all that points at them.

    One by one, as a queryset deletes what others point at, fifty thousand would hold
    everybody's writes for many seconds.
    """
    ContactWord.objects.filter(contact__in=contacts).delete()
    Encounter.objects.filter(contact__in=contacts).update(contact=None)
    Contact.objects.filter(resembles__in=contacts).update(resembles=None)
    contacts.order_by()._raw_delete(contacts.db)


def write_words(contacts: Sequence[Contact]) -> None:
    ContactWord.objects.bulk_create(
        (
            ContactWord(
                member_id=one.member_id,
                contact_id=one.pk,
                source=one.source_id,
                word=word,
                by_name=one.by_name,
            )
            for one in contacts
            for word in words_of(one)
        ),
        BATCH,
    )
