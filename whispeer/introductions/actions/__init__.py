"""Every write of the room: a verb, by whom, and at what time."""

from whispeer.introductions.actions.answering import decline, say_yes
from whispeer.introductions.actions.beginning import ask, offer, welcome
from whispeer.introductions.actions.bringing import bring_together
from whispeer.introductions.actions.carrying import carry, let_rest
from whispeer.introductions.actions.ending import close_overdue, erase, withdraw
from whispeer.introductions.actions.following import follow_all, say_talked
from whispeer.introductions.actions.recommending import (
    AlreadyRecommended,
    NameInWords,
    Praise,
    RecommendationOver,
    accept,
    let_be,
    recommend,
    take_back_words,
)
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
    "AlreadyRecommended",
    "IntroductionOver",
    "NameInWords",
    "NotKnownYet",
    "NotPossible",
    "Praise",
    "RecommendationOver",
    "TooManyToday",
    "accept",
    "ask",
    "bring_together",
    "carry",
    "close_overdue",
    "decline",
    "erase",
    "follow_all",
    "let_be",
    "let_rest",
    "offer",
    "recommend",
    "say_talked",
    "say_yes",
    "take_back_words",
    "welcome",
    "withdraw",
]
