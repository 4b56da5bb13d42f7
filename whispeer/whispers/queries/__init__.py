"""What each reader may know of whispers, and nothing more: values ready for pages."""

from whispeer.whispers.queries.mine import (
    chosen_by,
    is_open,
    links_of,
    others_to_ask,
)
from whispeer.whispers.queries.outside import (
    Outside,
    handed,
    handed_by,
    has_landed,
    has_said_yes,
    outside,
    way_outside,
)
from whispeer.whispers.queries.people import (
    is_over,
    may_begin,
    may_carry,
    stands_still,
)
from whispeer.whispers.queries.room import awaited, awaits_next, entrusted, given, room
from whispeer.whispers.queries.seen import draft, preview, seen
from whispeer.whispers.queries.told import (
    Entrusted,
    Helper,
    Own,
    Place,
    Proposal,
    Room,
    Seen,
    Story,
    Waiting,
)
from whispeer.whispers.queries.way import helpers, onward, story, waiting, way
from whispeer.whispers.queries.whom import whom

__all__ = [
    "Entrusted",
    "Helper",
    "Outside",
    "Own",
    "Place",
    "Proposal",
    "Room",
    "Seen",
    "Story",
    "Waiting",
    "awaited",
    "awaits_next",
    "chosen_by",
    "draft",
    "entrusted",
    "given",
    "handed",
    "handed_by",
    "has_landed",
    "has_said_yes",
    "helpers",
    "is_open",
    "is_over",
    "links_of",
    "may_begin",
    "may_carry",
    "onward",
    "others_to_ask",
    "outside",
    "preview",
    "room",
    "seen",
    "stands_still",
    "story",
    "waiting",
    "way",
    "way_outside",
    "whom",
]
