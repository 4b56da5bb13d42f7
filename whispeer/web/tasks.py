"""The clock's door into the frame."""

from allauth.usersessions.models import UserSession
from django.db.models import Exists, OuterRef

from whispeer.ground import clock
from whispeer.ground.tasks import task
from whispeer.members.models import Member
from whispeer.web.today import draw

AT_ONCE = 50  # members; then other tasks have their turn


@task
def think_of_all() -> None:
    """In the first hour of a day, wherever the house is: draw what each could do."""
    if clock.now().hour == 0:
        think_of.enqueue(0)


@task
def think_of(after: int) -> None:
    """A few of those who are signed in, by number, and then the next ones."""
    now = clock.now()
    opened = UserSession.objects.filter(user=OuterRef("pk"))
    signed_in = Member.objects.filter(Exists(opened), is_active=True, pk__gt=after)
    people = list(signed_in.order_by("pk")[:AT_ONCE])
    for member in people:
        draw(member, now)
    if len(people) == AT_ONCE:
        think_of.enqueue(people[-1].pk)
