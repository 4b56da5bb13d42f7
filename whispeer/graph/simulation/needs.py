"""What people come to need: somebody who has lived a certain thing."""

from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np

from whispeer.graph.constants import WHISPERS, Simulation
from whispeer.graph.simulation.people import People

DAY: Final = 24.0  # hours
DAYS: Final = 7  # of a week


class Need(NamedTuple):
    """Somebody needs to speak with one who has lived something.

    Attributes
    ----------
    seeker : int
        Who.
    experience : int
        What.
    hour : float
        When, in hours since the start; in the daytime.
    """

    seeker: int
    experience: int
    hour: float


def needs(rng: np.random.Generator, people: People, given: Simulation) -> list[Need]:
    """Draw all needs of all weeks, in the order of time.

    Half of them are for something typical of the seeker's world, half for anything;
    never for what he has lived himself, or what nobody has. They do not depend on
    what happens: in all arms of one seed people need the same at the same hour.
    """
    found = [
        need
        for week in range(given.weeks)
        for seeker in range(len(people.lived))
        if rng.random() < given.needs_a_week
        for need in _need(rng, people, given, (week, seeker))
    ]
    return sorted(found, key=lambda need: need.hour)


def _need(
    rng: np.random.Generator,
    people: People,
    given: Simulation,
    when_and_who: tuple[int, int],
) -> Iterator[Need]:
    week, seeker = when_and_who
    day = week * DAYS + int(rng.integers(DAYS))
    hour = day * DAY + rng.uniform(WHISPERS.first_hour, WHISPERS.last_hour)
    if rng.random() < given.anywhere:
        choice = np.arange(given.experiences)
    else:
        choice = people.typical[people.world[seeker]]
    known = people.lived[seeker]
    for experience in rng.permutation(choice).tolist():
        if experience not in known and people.holders[experience]:
            yield Need(seeker, experience, float(hour))
            return
