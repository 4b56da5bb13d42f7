"""Every write of the room: a verb, by whom, and at what time."""

from whispeer.ties.actions.asks import record_ask, record_reach
from whispeer.ties.actions.boundaries import (
    NothingSaid,
    OfOneself,
    declare,
    keep_away,
    let_near,
    take_back,
)
from whispeer.ties.actions.cards import (
    CardOver,
    CardUnknown,
    OwnCard,
    TooManyCards,
    offer_card,
    take_card,
    withdraw_card,
)
from whispeer.ties.actions.invitations import (
    AlreadyAMember,
    InvitationOver,
    invite,
    use_invitation,
    withdraw_invitation,
)
from whispeer.ties.actions.leaving import erase, let_lapse
from whispeer.ties.actions.lived import (
    NotADay,
    TooFewWords,
    TooLate,
    deny,
    note_lived,
    say_met,
    thank,
)
from whispeer.ties.actions.moves import hold
from whispeer.ties.actions.promises import note_promise
from whispeer.ties.actions.suggestions import end_suggestions, let_suggestion_pass
from whispeer.ties.actions.ties import (
    End,
    NotATie,
    bind,
    block,
    let_go,
    name_tie,
    say_where_met,
)

__all__ = [
    "AlreadyAMember",
    "CardOver",
    "CardUnknown",
    "End",
    "InvitationOver",
    "NotADay",
    "NotATie",
    "NothingSaid",
    "OfOneself",
    "OwnCard",
    "TooFewWords",
    "TooLate",
    "TooManyCards",
    "bind",
    "block",
    "declare",
    "deny",
    "end_suggestions",
    "erase",
    "hold",
    "invite",
    "keep_away",
    "let_go",
    "let_lapse",
    "let_near",
    "let_suggestion_pass",
    "name_tie",
    "note_lived",
    "note_promise",
    "offer_card",
    "record_ask",
    "record_reach",
    "say_met",
    "say_where_met",
    "take_back",
    "take_card",
    "thank",
    "use_invitation",
    "withdraw_card",
    "withdraw_invitation",
]
