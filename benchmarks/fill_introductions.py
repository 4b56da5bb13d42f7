"""Fills a club with open introductions, in each place of the three, in bulk."""

from collections import defaultdict
from datetime import timedelta
from random import Random

from whispeer.ground import clock
from whispeer.introductions.actions.beginning import LASTS
from whispeer.introductions.models import Carrying, Introduction, Party
from whispeer.introductions.states import Answer, Kind, State
from whispeer.ties.models import Side

SEED = 3
BATCH = 2000
REASON = "Je cherche quelqu’un qui a déjà partagé son atelier."


def fill(wanted: int) -> None:
    """So many asked and offered: half wait with the one in the middle, half were carried."""
    chance, now = Random(SEED), clock.now()
    near: dict[int, list[int]] = defaultdict(list)
    for member, other in Side.objects.values_list("member", "other").order_by("pk"):
        near[member].append(other)
    rows: list[Introduction] = []
    people: list[tuple[int, int | None]] = []
    while len(rows) < wanted:
        through = chance.choice([*near])
        if len(near[through]) < 2:
            continue
        by, about = chance.sample(near[through], 2)
        begun = now - timedelta(days=13 * chance.random())
        carried = len(rows) % 2 == 0
        rows.append(
            Introduction(
                kind=Kind.ASKED,
                state=State.CARRIED if carried else State.ENTRUSTED,
                by_id=by,
                through_id=through,
                reason=REASON,
                begun_at=begun,
                ends_at=begun + LASTS,
            )
        )
        people.append((by, about if carried else None))
    store(rows, people)


def store(rows: list[Introduction], people: list[tuple[int, int | None]]) -> None:
    Introduction.objects.bulk_create(rows, BATCH)
    parties, carryings = [], []
    for row, (by, about) in zip(rows, people, strict=True):
        parties.append(Party(introduction=row, member_id=by, answer=Answer.YES))
        if about is not None:
            parties.append(Party(introduction=row, member_id=about))
            by_id = row.through_id or 0
            carryings.append(Carrying(introduction=row, by_id=by_id, at=row.begun_at))
    Party.objects.bulk_create(parties, BATCH)
    Carrying.objects.bulk_create(carryings, BATCH)
