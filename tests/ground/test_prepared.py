"""A rule put into SQL once answers as its queryset does, whoever asks."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db.models import F, Q, QuerySet

from tests import make
from whispeer.ground.lookups import Begins
from whispeer.ground.prepared import NotPreparable, in_sql, rows
from whispeer.members.models import Dismissal, Member
from whispeer.ties.models import Side, Suggestion

LENGTHS = [0, 1, 2, 3, 4, 5, 9]
AN_HOUR = timedelta(hours=1)


@pytest.fixture
def people(db) -> list[Member]:
    return [make.member(f"Une{n}") for n in range(max(LENGTHS))]


def everybody(keys: list[int]) -> QuerySet[Member]:
    found: QuerySet[Member] = Member.objects.filter(pk__in=keys)
    return found.order_by("-pk")


def all_others(keys: list[int]) -> QuerySet[Member, int]:
    others: QuerySet[Member] = Member.objects.exclude(pk__in=keys)
    return others.order_by("pk").values_list("pk", flat=True)


def met(member: int, keys: list[int]) -> QuerySet[Member, int]:
    existing: QuerySet[Member] = Member.objects.existing_for(Member(pk=member))
    return existing.filter(pk__in=keys).order_by("pk").values_list("pk", flat=True)


def near(member: int) -> QuerySet[Side]:
    sides = Side.objects.visible_to(Member(pk=member)).order_by("pk")
    return sides.select_related("other__portrait", "tie")


def passed(member: int, since: datetime) -> QuerySet[Dismissal, tuple[str, datetime]]:
    lately = Dismissal.objects.filter(member=member, at__gte=since)
    return lately.order_by("at").values_list("gesture", "at")


def either(one: int, other: int) -> QuerySet[Member, int]:
    everyone: QuerySet[Member] = Member.objects.order_by()
    first = everyone.filter(pk=one).values_list("pk", flat=True)
    return first.union(everyone.filter(pk=other).values_list("pk", flat=True))


# ── It answers as the queryset ───────────────────────────────────────────────


@pytest.mark.parametrize("many", LENGTHS)
@pytest.mark.parametrize("rule", [everybody, all_others])
def test_of_a_set_of_any_length(rule, many, people):
    keys = [one.pk for one in people][:many]
    assert rows(rule, keys) == list(rule(keys))
    assert rows(rule, keys[::-1]) == list(rule(keys))


def test_instances_come_with_those_who_were_selected_beside_them(
    alice, bruno, django_assert_num_queries
):
    with django_assert_num_queries(1):
        (side,) = rows(near, alice.pk)
        assert (side.other, side.other.portrait.trade) == (bruno, "un menuisier")
        assert side.tie.made_at.tzinfo is not None
    assert [side] == list(near(alice.pk))


def test_moments_are_compared_and_come_back_as_moments(alice, now):
    for hours in range(3):
        at = now + hours * AN_HOUR
        Dismissal.objects.create(member=alice, gesture=f"{hours}", at=at)
    assert rows(passed, alice.pk, now + AN_HOUR) == [
        ("1", now + AN_HOUR),
        ("2", now + 2 * AN_HOUR),
    ]


def mailed(day: date) -> QuerySet[Member]:
    found: QuerySet[Member] = Member.objects.filter(mailed_on__lte=day)
    return found


def test_days_are_compared_as_days(alice, bruno, now):
    Member.objects.filter(pk=alice.pk).update(mailed_on=now.date())
    assert rows(mailed, now.date()) == [alice]
    assert rows(mailed, now.date() - timedelta(days=1)) == []


def called(member: int, name: str) -> QuerySet[Member, str]:
    found: QuerySet[Member] = Member.objects.exclude(pk=member)
    begins = found.filter(Begins(F("given_name"), name)).order_by("pk")
    return begins.values_list("given_name", flat=True)


@pytest.mark.parametrize(
    "word",
    [
        "",
        "O",
        "odile",
        "Odile",
        "Odilette",
        "É",
        "%",
        "_",
        "\\",
        "'",
        "0",
        "\U0010fffd",
    ],
)
def test_words_are_beginnings_as_they_stand(word, alice):
    for name in (
        "Odile",
        "Odilette",
        "Odilf",
        "Élie",
        "%",
        "a_",
        "\\x",
        "'",
        "0",
        "\U0010fffdx",
    ):
        make.member(name)

    told = rows(called, alice.pk, word)

    assert told == [
        name
        for name in Member.objects.exclude(pk=alice.pk)
        .order_by("pk")
        .values_list("given_name", flat=True)
        if name.startswith(word)
    ]
    assert told == list(called(alice.pk, word))


def test_of_several_queries_in_one(alice, bruno, chantal):
    assert set(rows(either, alice.pk, chantal.pk)) == {alice.pk, chantal.pk}
    assert rows(either, bruno.pk, bruno.pk) == [bruno.pk]


def test_the_one_who_asks_is_another_each_time(alice, bruno, chantal):
    make.block(chantal, alice)
    everyone = [alice.pk, bruno.pk, chantal.pk]
    assert rows(met, alice.pk, everyone) == [alice.pk, bruno.pk]
    assert rows(met, bruno.pk, everyone) == everyone
    assert rows(met, chantal.pk, everyone) == [bruno.pk, chantal.pk]


def test_what_changed_is_read_the_next_time(alice, bruno):
    assert len(rows(near, alice.pk)) == 1
    make.block(bruno, alice)
    assert rows(near, alice.pk) == []


def test_a_suggestion_is_seen_as_its_rule_says(alice, bruno, chantal, now):
    make.tie(bruno, chantal, named=True)
    make.suggestion(alice, chantal, bruno)

    def both() -> list[list[Suggestion]]:
        found = Suggestion.objects.visible_to(alice, now)
        return [list(found), rows(seen, alice.pk, now)]

    assert [len(one) for one in both()] == [1, 1]
    make.block(chantal, alice)
    assert both() == [[], []]


def seen(member: int, now: datetime) -> QuerySet[Suggestion]:
    return Suggestion.objects.visible_to(Member(pk=member), now)


# ── It is put into SQL once ──────────────────────────────────────────────────


def test_for_each_length_once_to_the_next_power_of_two(people):
    keys = [one.pk for one in people]
    rows(everybody, keys[:5])
    made = in_sql.cache_info().misses
    for many in (6, 7, 8, 5):
        assert len(rows(everybody, keys[:many])) == many
    assert in_sql.cache_info().misses == made


# ── It refuses what it could not repeat ──────────────────────────────────────


def works_out(member: int, now: datetime) -> QuerySet[Dismissal]:
    return Dismissal.objects.filter(member=member, at__gte=now - AN_HOUR)


def leaves_out(member: int, other: int) -> QuerySet[Member]:
    found: QuerySet[Member] = Member.objects.filter(pk=member)
    return found


def looks_at_it(member: int) -> QuerySet[Member]:
    wanted = Q(pk=member) if member % 2 else Q(pk=member, is_active=True)
    wanted |= Q(email=f"{member}@example.org")
    found: QuerySet[Member] = Member.objects.filter(wanted)
    return found


def finds_nothing(member: int) -> QuerySet[Member]:
    found: QuerySet[Member] = Member.objects.filter(pk=member)
    return found.none()


@pytest.mark.parametrize(
    ("rule", "many"),
    [(works_out, 2), (leaves_out, 2), (looks_at_it, 1), (finds_nothing, 1)],
)
def test_what_it_could_not_repeat(rule: Callable[..., QuerySet[Any]], many, alice, now):
    given = [alice.pk, now if rule is works_out else alice.pk][:many]
    with pytest.raises(NotPreparable, match=rule.__name__):
        rows(rule, *given)
