"""Whispers of the world of promises: the owner's, in every state, and who reads what of them."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model
from django.urls import resolve

from tests import make
from whispeer.members.models import Member
from whispeer.whispers.models import Relay, Whisper, Yes
from whispeer.whispers.queries import way_outside
from whispeer.whispers.states import State, Step

#: The routes that take one thing of the room, and which of the world's it is.
OF_ONE = {
    "whisper": "whisper",
    "choose": "whisper",
    "hand_over": "whisper",
    "recall": "whisper",
    "say_outcome": "landed",
    "thank": "landed",
    "entrusted": "relay",
    "help": "relay",
    "carry": "relay",
    "let_rest": "relay",
    "too_much": "relay",
    "carry_beyond": "relay",
    "felt_like_selling": "relay",
    "report": "relay",
    "unchoose": "chosen",
    "handed": "link",
    "take_link_back": "link",
    "deal": "deal",
    "remove_deal": "deal",
}
#: What the tie began to write, and did not send.
DRAFT = (
    "need=answer&sentence=Qui+a+tenu+un+stand+sous+la+pluie&urgency=normal&hops=3"
    "&town_told=0&trade_told=0&company_told=0&name_told=0"
)
PAST_THE_WALL = ("beyond", "beyond_help", "beyond_hide")


def whispers(people: dict[str, Member]) -> dict[str, Model]:
    """One for each thing that may be done; all of the owner's."""
    owner, friend, reach = people["owner"], people["tie"], people["reach"]
    begun = [make.whisper(owner) for _ in range(4)]
    carried = make.relay(begun[3], friend, state=Step.CARRIES)
    ended = make.whisper(owner, state=State.LANDED)
    make.relay(ended, friend, state=Step.LANDED)
    outside = make.whisper(owner, state=State.LANDED)
    make.guest(make.relay(outside, None, state=Step.LANDED))
    return {
        "whisper": begun[0],
        "link": make.relay(begun[0], None),
        "relay": make.relay(begun[1], friend),
        "chosen": make.relay(begun[2], friend, state=Step.CHOSEN),
        "helped": begun[3],
        "helping": make.relay(begun[3], reach, after=carried, state=Step.HELPS),
        "landed": ended,
        "deal": make.deal(owner, person=friend),
        "turnover": make.turnover(owner),
    }


def one_of(name: str) -> Callable[[Any], dict[str, Any]]:
    return lambda world: {"public_id": world.objects[name].public_id}


def of_helping(world: Any) -> dict[str, Any]:
    helped, helping = world.objects["helped"], world.objects["helping"]
    return {"public_id": helped.public_id, "relay": helping.public_id}


def past_the_wall(world: Any) -> dict[str, Any]:
    path = "/" + way_outside(world.objects["link"]).split("/", 3)[3]
    return dict(resolve(path).kwargs)


LEADS_TO = {
    **{f"whispers:{name}": one_of(which) for name, which in OF_ONE.items()},
    **{f"whispers:{name}": past_the_wall for name in PAST_THE_WALL},
    "whispers:accept": of_helping,
    "whispers:not_this_one": of_helping,
}


def reads_of_one(
    viewer: Member | None, row: Model, field: str, door: bool
) -> bool | None:
    """Who reads what is written in a whisper and on its way; None for anything else."""
    if isinstance(row, Whisper):
        unheard = [Step.CHOSEN, Step.AT_DOOR]
        asked = row.relays.exclude(state__in=unheard).values_list("to", flat=True)
        outside = door and field == "sentence"
        return outside or (viewer is not None and viewer.pk in {row.by_id, *asked})
    if isinstance(row, Relay):
        outside = door and field == "line" and row.to is None
        return outside or (viewer is not None and viewer in {row.by, row.to})
    if isinstance(row, Yes):
        return viewer is not None and viewer in {row.by, row.relay.whisper.by}
    return None
