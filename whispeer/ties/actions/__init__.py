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
from whispeer.ties.actions.contacts import (
    ContactGone,
    add_contact,
    edit_contact,
    keep_apart,
    merge_contacts,
    remove_contact,
)
from whispeer.ties.actions.imports import (
    ImportOver,
    TooManyImports,
    discard_import,
    send_book,
    take_import,
    undo_import,
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
    "ContactGone",
    "End",
    "ImportOver",
    "InvitationOver",
    "NotADay",
    "NotATie",
    "NothingSaid",
    "OfOneself",
    "OwnCard",
    "TooFewWords",
    "TooLate",
    "TooManyCards",
    "TooManyImports",
    "add_contact",
    "bind",
    "block",
    "declare",
    "deny",
    "discard_import",
    "edit_contact",
    "end_suggestions",
    "erase",
    "hold",
    "invite",
    "keep_apart",
    "keep_away",
    "let_go",
    "let_lapse",
    "let_near",
    "let_suggestion_pass",
    "merge_contacts",
    "name_tie",
    "note_lived",
    "note_promise",
    "offer_card",
    "record_ask",
    "record_reach",
    "remove_contact",
    "say_met",
    "say_where_met",
    "send_book",
    "take_back",
    "take_card",
    "take_import",
    "thank",
    "undo_import",
    "use_invitation",
    "withdraw_card",
    "withdraw_invitation",
]
