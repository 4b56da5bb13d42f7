"""What each reader hears of introductions, in the order a person would choose."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from whispeer.ground.prepared import rows
from whispeer.introductions.models import Introduction, Party
from whispeer.introductions.queries.told import Asked, Begun, Entrusted, Made
from whispeer.introductions.states import Kind
from whispeer.members.models import Member
from whispeer.members.queries import description

AFTER_THE_END = timedelta(days=14)  # how long "not this time" is said
LATELY = timedelta(days=30)  # how long a success is told beside the ties


def entrusted(introduction: Introduction) -> Entrusted:
    return Entrusted(
        public_id=introduction.public_id,
        by=introduction.by,
        about=introduction.about,
        reason=introduction.reason,
        begun_at=introduction.begun_at,
        ends_at=introduction.ends_at,
    )


def asked(introduction: Introduction, member: Member) -> Asked:
    """The other is described and not named: names pass when all said yes."""
    (other,) = others(introduction, member)
    told, through = description(other), introduction.through
    return Asked(
        public_id=introduction.public_id,
        kind=introduction.kind,
        through=through,
        description=told.as_known_to(through.given_name) if through else str(told),
        reason=introduction.reason,
        words=words_of(introduction),
        ends_at=introduction.ends_at,
    )


def begun(introduction: Introduction, member: Member, now: datetime) -> Begun:
    in_the_middle = introduction.through_id == member.pk
    asked = introduction.kind == Kind.ASKED and introduction.by_id == member.pk
    return Begun(
        public_id=introduction.public_id,
        kind=introduction.kind,
        through=None if in_the_middle else introduction.through,
        mine=asked or (in_the_middle and introduction.is_offered),
        reason=introduction.reason if asked else "",
        people=tuple(others(introduction, member)) if in_the_middle else (),
        begun_at=introduction.begun_at,
        ends_at=introduction.ends_at,
        is_over=introduction.ends_at <= now,
    )


def made(introduction: Introduction, member: Member, near: set[int]) -> Made:
    return Made(
        public_id=introduction.public_id,
        kind=introduction.kind,
        people=tuple(others(introduction, member)),
        through=go_between(introduction, near),
        made_at=introduction.made_at or introduction.begun_at,
    )


def go_between(introduction: Introduction, near: set[int]) -> Member | None:
    """Who brought one there, as long as he is a tie; oneself is told nothing of oneself."""
    return introduction.through if introduction.through_id in near else None


def with_people(found: list[Introduction]) -> list[Introduction]:
    """The same, with all that a page tells of them: two queries, whoever many.

    Each person is read once, in however many of them he has a place.
    """
    two: dict[int, list[Party]] = {one.pk: [] for one in found}
    for party in rows(parties_of, list(two)):
        two[party.introduction_id].append(party)
    places = [(one.by_id, one.through_id, one.about_id) for one in found]
    keys = {key for three in places for key in three if key}
    keys |= {party.member_id for every in two.values() for party in every}
    known = {one.pk: one for one in rows(people_of, sorted(keys))}
    for one in found:
        one.by = known[one.by_id]
        one.through = known[one.through_id] if one.through_id else None
        one.about = known[one.about_id] if one.about_id else None
        one.two = two[one.pk]
        for party in one.two:
            party.member = known[party.member_id]
    return found


def recognize(member: Member, found: list[Introduction]) -> None:
    """Who reads was read among the others: his portrait need not be asked for again."""
    for one in found:
        for person in (one.by, one.through, *(party.member for party in one.two)):
            if person == member:
                member.portrait = person.portrait
                return


def parties_of(introductions: list[int]) -> QuerySet[Party]:
    return Party.objects.filter(introduction__in=introductions).order_by("pk")


def people_of(keys: list[int]) -> QuerySet[Member]:
    people: QuerySet[Member] = Member.objects.filter(pk__in=keys)
    return people.select_related("portrait")


def others(introduction: Introduction, member: Member) -> list[Member]:
    """The two, or the one beside a member, of what `with_people` read."""
    return [one.member for one in introduction.two if one.member_id != member.pk]


def words_of(introduction: Introduction) -> str:
    carrying = getattr(introduction, "carrying", None)
    return carrying.words if carrying else ""
