from datetime import timedelta

from django.test import RequestFactory

from whispeer.ground import clock as house_clock


def test_the_house_lives_in_one_zone(now):
    assert house_clock.now() == now
    assert house_clock.now().utcoffset() == timedelta(hours=1)


def test_time_passes_when_a_test_says_so(clock, now):
    clock.shift(timedelta(days=200))
    passed = house_clock.now().timestamp() - now.timestamp()
    assert passed == timedelta(days=200).total_seconds()
    assert house_clock.now().utcoffset() == timedelta(hours=2)


def test_a_whole_request_lives_at_one_instant(clock, now):
    seen = []

    def view(request):
        clock.shift(timedelta(seconds=5))
        seen.append(request.now)
        return

    house_clock.Now(view)(RequestFactory().get("/"))
    assert seen == [now]
