"""Whispers as the engine sees them (M3): it proposes, and who holds one decides."""

from whispeer.whispers.engine.answers import weigh, who_bear_none
from whispeer.whispers.engine.apart import kept_out
from whispeer.whispers.engine.asked import ask_of, pace_of, paced
from whispeer.whispers.engine.hours import EXPIRES, LASTS, hour, moment
from whispeer.whispers.engine.known import Known, known
from whispeer.whispers.engine.topics import HOPS, has_lived, is_there, topic_of

ROOM = "whispers"

__all__ = [
    "EXPIRES",
    "HOPS",
    "LASTS",
    "ROOM",
    "Known",
    "ask_of",
    "has_lived",
    "hour",
    "is_there",
    "kept_out",
    "known",
    "moment",
    "pace_of",
    "paced",
    "topic_of",
    "weigh",
    "who_bear_none",
]
