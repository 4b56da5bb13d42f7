from whispeer.ties.models.asks import Ask
from whispeer.ties.models.boundaries import (
    Boundary,
    Relation,
    bounded,
    bounded_between,
    key_of,
)
from whispeer.ties.models.cards import Card, Invitation
from whispeer.ties.models.contacts import Contact, ContactImport, ContactWord
from whispeer.ties.models.encounters import Encounter
from whispeer.ties.models.ideas import Idea
from whispeer.ties.models.lived import Event, Thanks
from whispeer.ties.models.selling import Felt, Pause, Wording
from whispeer.ties.models.suggestions import Suggestion
from whispeer.ties.models.ties import Side, Tie, TieChange
from whispeer.ties.models.vouches import NeverAgain, Vouch, is_newcomer, newcomers

__all__ = [
    "Ask",
    "Boundary",
    "Card",
    "Contact",
    "ContactImport",
    "ContactWord",
    "Encounter",
    "Event",
    "Felt",
    "Idea",
    "Invitation",
    "NeverAgain",
    "Pause",
    "Relation",
    "Side",
    "Suggestion",
    "Thanks",
    "Tie",
    "TieChange",
    "Vouch",
    "Wording",
    "bounded",
    "bounded_between",
    "is_newcomer",
    "key_of",
    "newcomers",
]
