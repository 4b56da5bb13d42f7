"""In every state of a whisper, nobody reads a name or a word that is not for him.

Each word and each name is a canary; after every step of a long life, all that each
reader is told is searched for those he must not know.
"""

import pytest

from tests import make
from tests.whispers.life import DAY, HOUR, carried, to, told, words_in
from whispeer.members import actions as members
from whispeer.members.models import Notice
from whispeer.members.states import DetailKind
from whispeer.ties import actions as ties
from whispeer.whispers import actions, queries
from whispeer.whispers.models import Words
from whispeer.whispers.states import Need, State, Step

SENTENCE = "Je cherche qui a exporté du Zéphyrin au Japon."
FAMILY = "Canari{}"


class House:
    """Alice asks Bruno, he Diane, she Emile; Fanny is asked too; Chantal is a stranger."""

    def __init__(self, now):
        self.now = now
        names = ("Alix", "Bruce", "Dinah", "Emilio", "Fantine", "Chantale")
        self.people = {
            name: make.member(
                name,
                family_name=FAMILY.format(name),
                company=f"Société{name}",
                trade=f"une métierde{name}",
                place=f"Ville{name}",
            )
            for name in names
        }
        self.alix, self.bruce, self.dinah, self.emilio, self.fantine, self.chantale = (
            self.people.values()
        )
        for one, other in (
            (self.alix, self.bruce),
            (self.bruce, self.dinah),
            (self.dinah, self.emilio),
            (self.alix, self.fantine),
        ):
            make.tie(one, other, named=True)
        for member in self.people.values():
            make.detail(member, DetailKind.PHONE, value=f"tel{member.given_name}")
        said = Words(need=Need.HAND, sentence=SENTENCE, context="Contexte", hops=3)
        chosen = [self.bruce, self.fantine]
        self.begun = actions.whisper(said, chosen=chosen, by=self.alix, now=now)

    #: Whom each may read of by name, beside himself, before it landed.
    def knows(self, reader):
        return {
            "Alix": {"Bruce", "Fantine"},
            "Bruce": {"Alix", "Dinah"},
            "Dinah": {"Bruce", "Emilio"},
            "Emilio": {"Dinah"},
            "Fantine": {"Alix"},
            "Chantale": set(),
        }[reader]

    def check(self, at, *, landed=()):
        for name, reader in self.people.items():
            read = words_in(told(reader, at))
            known = self.knows(name) | {name}
            if name in landed:
                known = known | set(landed)
            for other in self.people:
                if other not in known:
                    assert FAMILY.format(other) not in read, (name, other)
                    assert f"Société{other}" not in read, (name, other)
                    assert f"tel{other}" not in read, (name, other)
            if name == "Chantale":
                assert "Zéphyrin" not in read
        for notice in Notice.objects.all():
            said = f"{notice.about} {notice.kind} {notice.room}"
            assert not any(one in said for one in (*self.people, "Zéphyrin"))


@pytest.fixture
def house(db, now):
    return House(now)


def test_while_it_goes_from_hand_to_hand(house, now):
    house.check(now)
    for hands in ((house.bruce, house.dinah), (house.dinah, house.emilio)):
        carried(house.begun, *hands, now=now)
        house.check(now)
        house.check(now + 4 * DAY)


def test_while_it_waits_at_the_door_of_who_bears_no_more(house, now):
    carried(house.begun, house.bruce, house.dinah, now=now)
    members.say_full(by=house.emilio, now=now)
    relay = to(house.begun, house.dinah)
    actions.carry(relay, house.emilio, by=house.dinah, now=now, line="Pense à toi")
    assert house.begun.relays.get(to=house.emilio).state == Step.AT_DOOR
    for at in (now, now + DAY, now + 4 * DAY):
        house.check(at)
        assert "Zéphyrin" not in words_in(told(house.emilio, at))


def test_while_somebody_would_help_and_after_he_was_not_the_one(house, now):
    relay = carried(house.begun, house.bruce, house.dinah, house.emilio, now=now)
    actions.help_with(relay, by=house.emilio, now=now, word="Volontiers")
    house.check(now)
    actions.not_this_one(relay, by=house.alix, now=now + HOUR)
    house.check(now + HOUR)


def test_when_it_landed_only_its_people_learn_of_one_another(house, now):
    relay = carried(house.begun, house.bruce, house.dinah, now=now)
    actions.help_with(relay, by=house.dinah, now=now)
    actions.accept(relay, by=house.alix, now=now + HOUR)
    way = ("Alix", "Bruce", "Dinah")
    house.check(now + HOUR, landed=way)
    actions.thank(
        house.begun, by=house.alix, words="Merci pour le Zéphyrin", now=now + DAY
    )
    house.check(now + DAY, landed=way)
    for reader in (house.emilio, house.fantine, house.chantale):
        assert "Zéphyrin" not in words_in(told(reader, now + DAY))


def test_when_it_ends_or_is_recalled_its_words_are_read_by_nobody_else(house, now):
    carried(house.begun, house.bruce, house.dinah, house.emilio, now=now)
    actions.recall(house.begun, by=house.alix, now=now + HOUR)
    for reader in house.people.values():
        assert "Zéphyrin" not in words_in(told(reader, now + HOUR))
    house.check(now + HOUR)


def test_when_its_time_has_passed(house, now):
    carried(house.begun, house.bruce, house.dinah, now=now)
    later = now + 15 * DAY
    actions.close_overdue(now=later)
    house.begun.refresh_from_db()
    assert house.begun.state == State.OVER
    house.check(later)
    for reader in (house.bruce, house.dinah, house.fantine):
        assert queries.room(reader, later).entrusted == []
        assert queries.room(reader, later).carried == []


def test_when_somebody_on_the_way_blocks_another(house, now):
    relay = carried(house.begun, house.bruce, house.dinah, house.emilio, now=now)
    ties.block(house.dinah, by=house.alix, now=now)
    house.check(now)
    actions.help_with(relay, by=house.emilio, now=now)
    house.check(now)
    actions.accept(relay, by=house.alix, now=now + HOUR)
    house.begun.refresh_from_db()
    told_to = queries.story(house.begun, house.alix)
    assert told_to is not None
    assert house.dinah not in told_to.people
    assert "CanariDinah" not in words_in(told(house.alix, now + HOUR))


def test_past_the_wall_nothing_is_read_but_the_sentence_and_who_passes_it_on(
    house, now
):
    handed = actions.hand_over(to(house.begun, house.bruce), by=house.bruce, now=now)
    read = words_in(queries.outside(handed))
    assert "Bruce" in read
    assert not any(FAMILY.format(one) in read for one in house.people)
    assert not any(one in read for one in ("Alix", "Contexte", "VilleAlix"))
