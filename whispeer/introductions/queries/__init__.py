"""What each reader may know of introductions, and nothing more: values ready for pages."""

from whispeer.introductions.queries.bridges import bridges_to_care
from whispeer.introductions.queries.choices import details_to_share
from whispeer.introductions.queries.leads import Lead, leads
from whispeer.introductions.queries.one import (
    Told,
    follow_of,
    may_be_selling,
    pair_of,
    told,
    who_may_sell,
    whom_to_report,
)
from whispeer.introductions.queries.pairs import to_offer
from whispeer.introductions.queries.people import may_ask_for, may_be_carried_to
from whispeer.introductions.queries.recommendations import (
    has_recommended,
    recommendations_of,
    recommended,
    recommended_in,
    tells_the_name,
    words_to_report,
)
from whispeer.introductions.queries.room import Room, room
from whispeer.introductions.queries.told import (
    Asked,
    Begun,
    Bridge,
    Entrusted,
    Follow,
    Made,
    Pair,
    Thankable,
)
from whispeer.introductions.queries.welcome import newcomers

__all__ = [
    "Asked",
    "Begun",
    "Bridge",
    "Entrusted",
    "Follow",
    "Lead",
    "Made",
    "Pair",
    "Room",
    "Thankable",
    "Told",
    "bridges_to_care",
    "details_to_share",
    "follow_of",
    "has_recommended",
    "leads",
    "may_ask_for",
    "may_be_carried_to",
    "may_be_selling",
    "newcomers",
    "pair_of",
    "recommendations_of",
    "recommended",
    "recommended_in",
    "room",
    "tells_the_name",
    "to_offer",
    "told",
    "who_may_sell",
    "whom_to_report",
    "words_to_report",
]
