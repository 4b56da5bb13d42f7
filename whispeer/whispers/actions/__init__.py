"""Every write of the room: a verb, by whom, and at what time."""

from whispeer.whispers.actions.answering import (
    carry,
    help_with,
    let_rest,
    say_too_much,
)
from whispeer.whispers.actions.beginning import whisper
from whispeer.whispers.actions.choosing import choose, unchoose
from whispeer.whispers.actions.closing import (
    close_overdue,
    erase,
    recall,
    say_outcome,
    thank,
)
from whispeer.whispers.actions.going import go_on, go_on_all
from whispeer.whispers.actions.landing import accept, not_this_one
from whispeer.whispers.actions.refusals import (
    NotKnownYet,
    NotPossible,
    TooFar,
    TooManyChosen,
    TooManyLinks,
    TooManyToday,
    TooManyWhispers,
    WhisperOver,
)
from whispeer.whispers.actions.wall import (
    hand_over,
    help_from_outside,
    take_out_of_sight,
)

__all__ = [
    "NotKnownYet",
    "NotPossible",
    "TooFar",
    "TooManyChosen",
    "TooManyLinks",
    "TooManyToday",
    "TooManyWhispers",
    "WhisperOver",
    "accept",
    "carry",
    "choose",
    "close_overdue",
    "erase",
    "go_on",
    "go_on_all",
    "hand_over",
    "help_from_outside",
    "help_with",
    "let_rest",
    "not_this_one",
    "recall",
    "say_outcome",
    "say_too_much",
    "take_out_of_sight",
    "thank",
    "unchoose",
    "whisper",
]
