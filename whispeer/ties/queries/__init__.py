"""What the pages of ties read; `closeness` and `may_meet` decide for every room."""

from whispeer.ties.queries.cards import card_for, cards_offered
from whispeer.ties.queries.invitations import invitation_for, open_invitation
from whispeer.ties.queries.lived import event_for, has_said_met, lived_lately, thanks_of
from whispeer.ties.queries.network import Ties, ties_of
from whispeer.ties.queries.people import (
    are_tied,
    closeness,
    may_meet,
    people_for,
    person_for,
    side_between,
    tie_between,
    way_to,
    ways_to,
)

__all__ = [
    "Ties",
    "are_tied",
    "card_for",
    "cards_offered",
    "closeness",
    "event_for",
    "has_said_met",
    "invitation_for",
    "lived_lately",
    "may_meet",
    "open_invitation",
    "people_for",
    "person_for",
    "side_between",
    "thanks_of",
    "tie_between",
    "ties_of",
    "way_to",
    "ways_to",
]
