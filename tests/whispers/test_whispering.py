"""Alice needs something, and says it to one person at a time."""

from datetime import timedelta

from whispeer.members.models import Notice
from whispeer.ties.models import Ask
from whispeer.whispers import actions
from whispeer.whispers.states import Step

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


def test_the_first_one_is_asked_at_once_by_day(alice, bruno, words, now):
    begun = actions.whisper(words, chosen=[bruno], by=alice, now=now)

    relay = begun.relays.get()
    assert (relay.state, relay.asked_at) == (Step.ASKED, now)
    assert relay.ends_at == now + 3 * DAY
    assert Notice.objects.get().member == bruno
    assert Ask.objects.get(by=alice, to=bruno).heard


def test_by_night_it_waits_for_the_morning(alice, bruno, words, now):
    night = now.replace(hour=22)
    begun = actions.whisper(words, chosen=[bruno], by=alice, now=night)

    assert begun.relays.get().state == Step.CHOSEN
    assert not Notice.objects.exists()

    actions.go_on_all(now=night + 9 * HOUR)
    assert begun.relays.get().state == Step.CHOSEN  # seven o'clock

    actions.go_on_all(now=night + 10 * HOUR)
    assert begun.relays.get().state == Step.ASKED
