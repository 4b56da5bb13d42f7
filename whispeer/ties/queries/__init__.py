"""What the pages of ties read; `closeness` and `may_meet` decide for every room."""

from whispeer.ties.queries.asks import may_be_asked, may_reach
from whispeer.ties.queries.boundaries import (
    boundaries_of,
    is_kept_away,
    kept_away_by,
    relation_with,
    relations_of,
)
from whispeer.ties.queries.cards import card_for, cards_offered
from whispeer.ties.queries.choices import ties_by_name
from whispeer.ties.queries.contacts import (
    book_of,
    contact_for,
    contact_page,
    contacts_of,
)
from whispeer.ties.queries.encounters import (
    encounter_for,
    encounters_of,
    is_due,
    met_by_card,
    met_contact,
    met_member,
    noted_for,
    noted_with,
)
from whispeer.ties.queries.imports import import_for, import_page
from whispeer.ties.queries.invitations import invitation_for, open_invitation
from whispeer.ties.queries.lived import event_for, has_said_met, lived_lately, thanks_of
from whispeer.ties.queries.network import Ties, ties_of
from whispeer.ties.queries.people import (
    are_tied,
    closeness,
    exist,
    may_meet,
    people_for,
    person_for,
    side_between,
    tie_between,
    way_to,
    ways_to,
    whom_one_may_meet,
)
from whispeer.ties.queries.portraits import details_for, portrait_for
from whispeer.ties.queries.selling import has_felt, is_paused, pauses_for
from whispeer.ties.queries.standing import standing_of
from whispeer.ties.queries.tree import (
    branch_of,
    branches_at_rest,
    invitations_of,
    inviter_of,
    may_invite,
)
from whispeer.ties.queries.vouches import (
    invitation_to_open,
    may_ask,
    may_vouch,
    reaches_beyond,
    vouches_for,
    whom_one_may_ask,
)

__all__ = [
    "Ties",
    "are_tied",
    "book_of",
    "boundaries_of",
    "branch_of",
    "branches_at_rest",
    "card_for",
    "cards_offered",
    "closeness",
    "contact_for",
    "contact_page",
    "contacts_of",
    "details_for",
    "encounter_for",
    "encounters_of",
    "event_for",
    "exist",
    "has_felt",
    "has_said_met",
    "import_for",
    "import_page",
    "invitation_for",
    "invitation_to_open",
    "invitations_of",
    "inviter_of",
    "is_due",
    "is_kept_away",
    "is_paused",
    "kept_away_by",
    "lived_lately",
    "may_ask",
    "may_be_asked",
    "may_invite",
    "may_meet",
    "may_reach",
    "may_vouch",
    "met_by_card",
    "met_contact",
    "met_member",
    "noted_for",
    "noted_with",
    "open_invitation",
    "pauses_for",
    "people_for",
    "person_for",
    "portrait_for",
    "reaches_beyond",
    "relation_with",
    "relations_of",
    "side_between",
    "standing_of",
    "thanks_of",
    "tie_between",
    "ties_by_name",
    "ties_of",
    "vouches_for",
    "way_to",
    "ways_to",
    "whom_one_may_ask",
    "whom_one_may_meet",
]
