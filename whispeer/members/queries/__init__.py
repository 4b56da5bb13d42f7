from whispeer.members.queries.addresses import address_on_its_way
from whispeer.members.queries.descriptions import (
    Description,
    description,
    elides,
    heard_as,
    readable,
    where,
)
from whispeer.members.queries.growth import (
    Growth,
    gestures_for,
    growth,
    invitation_to_say,
)
from whispeer.members.queries.house import reports_received, requests_waiting
from whispeer.members.queries.letters import reader_behind, turn_down_link
from whispeer.members.queries.portraits import (
    SeenPortrait,
    Sentences,
    details_as_seen,
    names_of_languages,
    own_portrait,
    parts_said,
    parts_unsaid,
    portrait_as_seen,
    portraits_as_seen,
    sentences_as_seen,
    with_portraits,
)
from whispeer.members.queries.privacy import blocks_of, let_pass_since
from whispeer.members.queries.sessions import OpenSession, sessions_of

__all__ = [
    "Description",
    "Growth",
    "OpenSession",
    "SeenPortrait",
    "Sentences",
    "address_on_its_way",
    "blocks_of",
    "description",
    "details_as_seen",
    "elides",
    "gestures_for",
    "growth",
    "heard_as",
    "invitation_to_say",
    "let_pass_since",
    "names_of_languages",
    "own_portrait",
    "parts_said",
    "parts_unsaid",
    "portrait_as_seen",
    "portraits_as_seen",
    "readable",
    "reader_behind",
    "reports_received",
    "requests_waiting",
    "sentences_as_seen",
    "sessions_of",
    "turn_down_link",
    "where",
    "with_portraits",
]
