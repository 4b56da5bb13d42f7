"""Every write of the room: a verb, by whom, and at what time."""

from whispeer.introductions.actions.answering import decline, say_yes
from whispeer.introductions.actions.beginning import ask, offer, welcome
from whispeer.introductions.actions.bringing import bring_together
from whispeer.introductions.actions.carrying import carry, let_rest
from whispeer.introductions.actions.ending import close_overdue, erase, withdraw
from whispeer.introductions.actions.following import follow_all, say_talked
from whispeer.introductions.actions.refusals import (
    AlreadyAsked,
    AlreadyOffered,
    IntroductionOver,
    NotKnownYet,
    NotPossible,
    TooManyToday,
)

__all__ = [
    "AlreadyAsked",
    "AlreadyOffered",
    "IntroductionOver",
    "NotKnownYet",
    "NotPossible",
    "TooManyToday",
    "ask",
    "bring_together",
    "carry",
    "close_overdue",
    "decline",
    "erase",
    "follow_all",
    "let_rest",
    "offer",
    "say_talked",
    "say_yes",
    "welcome",
    "withdraw",
]
