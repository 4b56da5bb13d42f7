from whispeer.ties.models.asks import Ask
from whispeer.ties.models.cards import Card, Invitation
from whispeer.ties.models.contacts import Contact, ContactImport
from whispeer.ties.models.lived import Event, Thanks
from whispeer.ties.models.suggestions import Suggestion
from whispeer.ties.models.ties import Side, Tie, TieChange

__all__ = [
    "Ask",
    "Card",
    "Contact",
    "ContactImport",
    "Event",
    "Invitation",
    "Side",
    "Suggestion",
    "Thanks",
    "Tie",
    "TieChange",
]
