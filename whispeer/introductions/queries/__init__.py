"""What each reader may know of introductions, and nothing more: values ready for pages."""

from whispeer.introductions.queries.choices import details_to_share, ties_by_name
from whispeer.introductions.queries.leads import Lead, leads
from whispeer.introductions.queries.lists import (
    asked_of,
    begun_by,
    entrusted_to,
    made_for,
)
from whispeer.introductions.queries.one import Told, follow_of, pair_of, told
from whispeer.introductions.queries.pairs import to_offer
from whispeer.introductions.queries.people import may_ask_for, may_be_carried_to
from whispeer.introductions.queries.today import (
    bridges_to_care,
    to_follow,
    to_thank,
)
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
    "Thankable",
    "Told",
    "asked_of",
    "begun_by",
    "bridges_to_care",
    "details_to_share",
    "entrusted_to",
    "follow_of",
    "leads",
    "made_for",
    "may_ask_for",
    "may_be_carried_to",
    "newcomers",
    "pair_of",
    "ties_by_name",
    "to_follow",
    "to_offer",
    "to_thank",
    "told",
]
