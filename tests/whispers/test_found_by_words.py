"""A need finds what portraits say by an index of stems, as a reading of them all would."""

from importlib import import_module
from random import Random

import pytest
from django.apps import apps

from tests import make
from whispeer.ground.words import nearness, themes
from whispeer.members import actions as members
from whispeer.members.models import Entry, Member, Portrait, Stem
from whispeer.members.states import Closeness, EntryKind, Part
from whispeer.web import leaving
from whispeer.whispers import engine
from whispeer.whispers.engine import HOPS, is_there

WORDS = """
    faillite subvention fromage export japon bail commercial récupérer disque relier
    exporting cheese bankruptcy lease leather vendre douane douanes impôt logiciel
    anticonstitutionnellementissimement le avec je cherche
""".split()  # noqa: SIM905
PLACES = ["", "Lyon", "Lyon Villeurbanne", "Annecy"]
SAID = "member", "entry", "stem"  # what a row of the index tells
SHOWN = [Closeness.STRANGER, Closeness.WITHIN_REACH, Closeness.TIE, Closeness.SELF]


def some_words(chance, most=5):
    return " ".join(chance.sample(WORDS, chance.randint(1, most)))


def scanned(whisper):
    """By the words themselves, everybody's: who is found, and from how far."""
    found: dict[int, int] = {}
    for member, shown in (*who_lived_it(whisper), *who_is_in_the_trade(whisper)):
        if shown <= Closeness.TIE and member != whisper.by_id:
            found[member] = max(found.get(member, 0), HOPS[Closeness(shown)])
    return found


def who_lived_it(whisper):
    sought = [one for one in (whisper.ordeal, whisper.sentence) if one]
    for entry in Entry.objects.filter(kind__in=[EntryKind.ORDEAL, EntryKind.OFFER]):
        if any(nearness(themes(one), themes(entry.words)) for one in sought):
            yield entry.member_id, entry.shown


def who_is_in_the_trade(whisper):
    trade = themes(whisper.trade or whisper.sentence)
    for one in Portrait.objects.all():
        if nearness(trade, themes(one.trade)):
            if not (whisper.place and one.place):
                yield one.member_id, one.trade_shown
            elif is_there(whisper.place, one.place):
                yield one.member_id, max(one.trade_shown, one.place_shown)


def found(whisper, now):
    topic = engine.topic_of(whisper, now)
    return dict(zip(topic.members.tolist(), topic.hops.tolist(), strict=True))


@pytest.mark.parametrize("seed", range(3))
def test_the_index_finds_whom_a_reading_of_all_finds(seed, alice, now):
    chance = Random(seed)
    for number in range(40):
        one = make.member(
            f"Personne {number}",
            trade=some_words(chance, 3),
            trade_shown=chance.choice(SHOWN),
            place=chance.choice(PLACES),
            place_shown=chance.choice(SHOWN),
        )
        for words in {some_words(chance) for _ in range(2)}:
            kind, shown = chance.choice(list(EntryKind)), chance.choice(SHOWN)
            make.entry(one, kind, words=words, shown=shown)
    for _ in range(12):
        whisper = make.whisper(
            alice,
            sentence=some_words(chance),
            ordeal=chance.choice(["", some_words(chance)]),
            trade=chance.choice(["", some_words(chance, 2)]),
            place=chance.choice(PLACES),
        )
        assert found(whisper, now) == scanned(whisper)


def stems_of(member, entry=None):
    rows = Stem.objects.filter(member=member, entry=entry)
    return set(rows.values_list("stem", flat=True))


def test_what_is_said_anew_is_found_by_its_new_words(bruno, now):
    say = {"shown": Closeness.TIE, "by": bruno, "now": now}
    entry = members.add_entry(EntryKind.ORDEAL, "Une faillite", **say)
    assert stems_of(bruno, entry) == set(themes("faillite"))

    members.change_entry(entry, "Une subvention", **say)
    assert stems_of(bruno, entry) == set(themes("subvention"))
    members.write_part(Part.TRADE, "un fromager", **say)
    members.write_part(Part.TRADE, "un relieur", **say)
    assert stems_of(bruno) == set(themes("un relieur"))


def test_what_is_taken_off_is_found_no_more(bruno, now):
    entry = make.entry(bruno)
    members.remove_entry(entry, by=bruno, now=now)
    members.write_part(Part.TRADE, "", shown=Closeness.TIE, by=bruno, now=now)
    assert not Stem.objects.filter(member=bruno).exists()


def test_the_stems_go_with_the_member_and_are_not_taken_along(bruno, now):
    make.entry(bruno)
    assert "members.stem" not in leaving.export(bruno, now)
    leaving.leave(Member.objects.get(pk=bruno.pk), now=now)
    assert not Stem.objects.filter(member=bruno.pk).exists()


def test_what_was_said_before_the_index_is_found_too(alice, bruno, now):
    make.entry(bruno, words="Une faillite et un bail")
    members.write_part(
        Part.TRADE, "un relieur", shown=Closeness.SELF, by=alice, now=now
    )
    written = list(Stem.objects.order_by("member", "entry", "stem").values(*SAID))
    Stem.objects.all().delete()

    import_module("whispeer.members.migrations.0006_stems").write_stems(apps, None)
    again = Stem.objects.order_by("member", "entry", "stem").values(*SAID)
    assert list(again) == written != []
