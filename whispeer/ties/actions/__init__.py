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
    AlreadyInvited,
    InvitationOver,
    NotYet,
    TooManyInvitations,
    invite,
    invite_somebody,
    never_again,
    use_invitation,
    withdraw_invitation,
)
from whispeer.ties.actions.leaving import erase, let_lapse
from whispeer.ties.actions.lived import (
    NotADay,
    NotAMeeting,
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
from whispeer.ties.actions.tree import Resting, let_rest, refuse_resting, wake
from whispeer.ties.actions.vouches import (
    NothingToVouch,
    confirm_met,
    take_back_vouch,
    vouch,
)

__all__ = [
    "AlreadyAMember",
    "AlreadyInvited",
    "CardOver",
    "CardUnknown",
    "End",
    "InvitationOver",
    "NotADay",
    "NotAMeeting",
    "NotATie",
    "NotYet",
    "NothingSaid",
    "NothingToVouch",
    "OfOneself",
    "OwnCard",
    "Resting",
    "TooFewWords",
    "TooLate",
    "TooManyCards",
    "TooManyInvitations",
    "bind",
    "block",
    "confirm_met",
    "declare",
    "deny",
    "end_suggestions",
    "erase",
    "hold",
    "invite",
    "invite_somebody",
    "keep_away",
    "let_go",
    "let_lapse",
    "let_near",
    "let_rest",
    "let_suggestion_pass",
    "name_tie",
    "never_again",
    "note_lived",
    "note_promise",
    "offer_card",
    "record_ask",
    "record_reach",
    "refuse_resting",
    "say_met",
    "say_where_met",
    "take_back",
    "take_back_vouch",
    "take_card",
    "thank",
    "use_invitation",
    "vouch",
    "wake",
    "withdraw_card",
    "withdraw_invitation",
]
