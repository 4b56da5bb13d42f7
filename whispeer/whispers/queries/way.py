"""The way of a whisper: for the seeker without names that are not his, and in full for
the people on it once it landed."""

from datetime import datetime

from django.db.models import QuerySet

from whispeer.ground.prepared import rows
from whispeer.members.models import Detail, Member
from whispeer.members.queries import description
from whispeer.ties.queries import are_tied
from whispeer.ties.queries.people import existing_among
from whispeer.whispers.models import Relay, Whisper, Yes
from whispeer.whispers.queries.told import Helper, Place, Story, Waiting
from whispeer.whispers.states import Kind, State, Step


def steps_of(whisper: Whisper) -> list[Relay]:
    """All that were delivered, in that order; each with who asked, and whom."""
    asked = rows(asked_in, whisper.pk)
    known = {one.pk: one for one in asked}
    for one in asked:
        if one.after_id in known:
            one.after = known[one.after_id]
    return asked


def asked_in(whisper: int) -> QuerySet[Relay]:
    asked = Relay.objects.asked().filter(whisper=whisper)
    return asked.select_related("by", "to", "guest", "whisper")


def hands(relay: Relay) -> list[Relay]:
    """The steps by which it came here, the seeker's own first."""
    way = [relay]
    while (before := way[0].before) is not None:
        way.insert(0, before)
    return way


def way(whisper: Whisper, now: datetime) -> list[Place]:
    """The places of the way, as the seeker may see them; the first asked first."""
    steps = steps_of(whisper)
    place = {one.pk: at for at, one in enumerate(steps)}
    landed = {one.pk for one in landed_way(steps)}
    carried = {one.after_id for one in steps}
    return [
        Place(
            after=place.get(one.after_id or 0),
            state=became(one, one.pk in carried, now),
            name=named(one, whisper, one.pk in landed),
            on=one.asked_at or one.chosen_at,
        )
        for one in steps
    ]


def onward(relay: Relay, member: Member, now: datetime) -> list[Place]:
    """Whom who carries it asked himself; what became of it there, and no further."""
    own = relay.next.asked().filter(by=member).select_related("to", "whisper")
    here = exists_for(member, [one.to for one in own if one.to])
    return [
        Place(
            after=None,
            state=became_ahead(one, now),
            name=one.to.name if one.to in here else "",
            on=one.asked_at or one.chosen_at,
        )
        for one in own
    ]


def became(relay: Relay, is_carried: bool, now: datetime) -> str:
    """asked, carried, resting or landed: a silence and a no rest at the same hour."""
    if relay.state == Step.LANDED:
        return "landed"
    if relay.state == Step.CARRIES or is_carried:
        return "carried"
    if relay.whisper.state != State.UNDER_WAY:
        return "resting"
    if relay.state == Step.HELPS:
        return "asked"
    is_open = relay.state in {Step.ASKED, Step.AT_DOOR, Step.RESTS}
    awaited = relay.ends_at is not None and now < relay.ends_at
    return "asked" if is_open and awaited else "resting"


def became_ahead(relay: Relay, now: datetime) -> str:
    """The same for who asked, and does not seek: a yes to help is the seeker's to hear.

    Until it lands it looks like a silence, and so does a yes that came to nothing.
    """
    state = became(relay, relay.next.exists(), now)
    silent = relay.state in {Step.HELPS, Step.CLOSED} and state != "carried"
    if not silent or relay.whisper.state != State.UNDER_WAY or relay.ends_at is None:
        return state
    return "asked" if now < relay.ends_at else "resting"


def named(relay: Relay, whisper: Whisper, is_landed: bool) -> str:
    """Whom the seeker asked himself, and the people of the way on which it landed."""
    if relay.to is None and is_landed:
        return guest_of(relay)
    own = relay.by_id == whisper.by_id and relay.kind != Kind.STRANGER
    if relay.to is None or not (own or is_landed):
        return ""
    return relay.to.name if exists_for(whisper.by, [relay.to]) else ""


def landed_way(steps: list[Relay]) -> list[Relay]:
    """The steps by which it landed; none when it did not."""
    last = next((one for one in steps if one.state == Step.LANDED), None)
    return hands(last) if last else []


# ── Who would help, and who waits to be asked ─────────────────────────────────


def helpers(whisper: Whisper) -> list[Helper]:
    """Those who said that they would help, for the seeker; the first first."""
    return [helper(one, whisper.by) for one in rows(helping_in, whisper.pk)]


def helping_in(whisper: int) -> QuerySet[Relay]:
    found = Relay.objects.helping().filter(whisper=whisper)
    found = found.select_related("by", "to__portrait", "guest", "yes", "whisper")
    found = found.select_related("after__by", "after__to", "after__after__to")
    return found.order_by("answered_at", "pk")


def helper(relay: Relay, seeker: Member) -> Helper:
    """No name before the seeker's own yes, but of his own tie, or of a guest."""
    way = hands(relay)
    name, told = "", ""
    if relay.to is None:
        name = relay.guest.given_name
    elif are_tied(seeker, relay.to):
        name = relay.to.name
    else:
        told = str(description(relay.to))
    return Helper(
        public_id=relay.public_id,
        name=name,
        description=told,
        through=tie_on(way, seeker),
        word=relay.yes.word if hasattr(relay, "yes") else "",
        is_guest=relay.to is None,
        at=relay.answered_at or relay.chosen_at,
    )


def tie_on(way: list[Relay], seeker: Member) -> Member | None:
    """The seeker's own tie over whom it went, if he still exists for him."""
    first = way[0].to
    there = first is not None and len(way) > 1 and exists_for(seeker, [first])
    return first if there else None


def waiting(whisper: Whisper, member: Member) -> list[Waiting]:
    """Those a member approved beforehand, the next first."""
    chosen = rows(waiting_in, whisper.pk, member.pk)
    return [Waiting(one.public_id, one.to) for one in chosen if one.to]


def waiting_in(whisper: int, by: int) -> QuerySet[Relay]:
    chosen = Relay.objects.waiting().filter(whisper=whisper, by=by)
    return chosen.filter(to__isnull=False).select_related("to")


# ── Once it landed ────────────────────────────────────────────────────────────


def is_on_the_way(whisper: Whisper, member: Member) -> bool:
    people = {one.to_id for one in landed_way(steps_of(whisper))}
    return whisper.state == State.LANDED and member.pk in {whisper.by_id, *people}


def story(whisper: Whisper, member: Member) -> Story | None:
    """The way, told to the people on it, as far as they exist for each other."""
    way = landed_way(steps_of(whisper))
    people = [whisper.by, *(one.to for one in way if one.to)]
    if whisper.state != State.LANDED or not way or member not in people:
        return None
    last, is_seeker, here = way[-1], member == whisper.by, exists_for(member, people)
    if whisper.by not in here:  # his words are nobody's who does not exist for him
        return None
    return Story(
        people=here,
        seeker=whisper.by,
        helper=last.to if last.to in here else None,
        guest=guest_of(last),
        detail=last.guest.detail if guest_of(last) and is_seeker else "",
        details=let_pass(last) if is_seeker else [],
        landed_at=whisper.ended_at or whisper.opened_at,
        thanks=whisper.thanks,
        sentence=whisper.sentence,
    )


def guest_of(relay: Relay) -> str:
    """Who said yes without an account, as long as his name is kept."""
    return relay.guest.given_name if hasattr(relay, "guest") else ""


def let_pass(relay: Relay) -> list[Detail]:
    """The ways to be reached that who would help lets pass; of a guest, see his own."""
    said = Yes.objects.filter(relay=relay).first()
    return list(said.details.all()) if said else []


def exists_for(reader: Member, people: list[Member]) -> list[Member]:
    here = set(rows(existing_among, reader.pk, [one.pk for one in people]))
    return [one for one in people if one.pk in here]
