"""Who may still be asked, who holds a whisper, and whether one may begin another."""

from datetime import datetime, timedelta

from whispeer.graph import routing
from whispeer.graph.constants import WHISPERS
from whispeer.members.models import Member
from whispeer.ties.queries import are_tied, is_paused, may_meet
from whispeer.whispers import engine
from whispeer.whispers.models import Relay, Whisper
from whispeer.whispers.queries.seen import depth
from whispeer.whispers.states import Kind, State

MONTH = timedelta(days=30)


def may_begin(member: Member, now: datetime) -> bool:
    """Two under way, four in a month: whoever whispers more is broadcasting."""
    begun = Whisper.objects.by(member).filter(opened_at__gt=now - MONTH)
    hours = [engine.hour(at) for at in begun.values_list("opened_at", flat=True)]
    under_way = list(Whisper.objects.by(member).under_way().values_list("pk"))
    return routing.may_open(hours, len(under_way), engine.hour(now))


def holds(member: Member, whisper: Whisper, after: Relay | None, now: datetime) -> bool:
    """Is it in his hands? The seeker's own, or carried by the step that led to him."""
    if after is None:
        own = Whisper.objects.by(member).under_way()
        return own.filter(pk=whisper.pk, ends_at__gt=now).exists()
    carried = Relay.objects.held_by(member, now)
    return carried.filter(pk=after.pk, whisper=whisper).exists()


def may_carry(relay: Relay) -> bool:
    """Is there a hand left to pass it on to? As far as who seeks said it may go."""
    far = depth(relay) < min(relay.whisper.hops, WHISPERS.hops)
    return far and relay.kind != Kind.STRANGER


def may_reach(relay: Relay, now: datetime) -> bool:
    """Does a step still lead to its person? Asked at the very moment of delivery.

    He was not asked before; he may meet everybody on the way; whom the seeker excluded
    hears nothing; and who asks him holds it still.
    """
    whisper, to = relay.whisper, relay.to
    if to is None or not to.is_active or to.pk in engine.kept_out(whisper):
        return False
    if whisper.relays.asked().filter(to=to).exclude(pk=relay.pk).exists():
        return False
    if not holds(relay.by, whisper, relay.after, now):
        return False
    if relay.kind != Kind.STRANGER and not are_tied(relay.by, to):
        return False
    way = people_behind(relay)
    return to not in way and all(may_meet(to, one) for one in way)


def people_behind(relay: Relay) -> list[Member]:
    """Those over whose hands it would come: the seeker, then each who carried it."""
    people = [relay.by]
    while (before := relay.before) is not None:
        relay = before
        people.append(relay.by)
    return people


def is_over(whisper: Whisper, now: datetime) -> bool:
    return whisper.state != State.UNDER_WAY or whisper.ends_at <= now


def stands_still(seeker: Member) -> bool:
    """While a steward lets somebody rest, or looks at him, nobody is asked for him."""
    resting = Member.objects.filter(pk=seeker.pk, frozen_at__isnull=False)
    return resting.exists() or is_paused(seeker)
