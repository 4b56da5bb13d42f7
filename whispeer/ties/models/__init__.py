from whispeer.ties.models.cards import Card, Invitation
from whispeer.ties.models.lived import Event, Thanks
from whispeer.ties.models.suggestions import Suggestion
from whispeer.ties.models.ties import Side, Tie, TieChange

__all__ = [
    "Card",
    "Event",
    "Invitation",
    "Side",
    "Suggestion",
    "Thanks",
    "Tie",
    "TieChange",
]
