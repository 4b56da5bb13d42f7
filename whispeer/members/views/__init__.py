from whispeer.members.views.addresses import stop_address
from whispeer.members.views.details import detail, new_detail, remove_detail
from whispeer.members.views.joining import join
from whispeer.members.views.letters import (
    bearing,
    free_week,
    full_week,
    letters,
    turn_down,
    welcoming,
)
from whispeer.members.views.portrait import entry, me, new_entry, part, remove_entry
from whispeer.members.views.privacy import (
    end_other_sessions,
    end_session,
    lift_block,
    privacy,
    sessions,
)
from whispeer.members.views.reports import report_blocked, tell

__all__ = [
    "bearing",
    "detail",
    "end_other_sessions",
    "end_session",
    "entry",
    "free_week",
    "full_week",
    "join",
    "letters",
    "lift_block",
    "me",
    "new_detail",
    "new_entry",
    "part",
    "privacy",
    "remove_detail",
    "remove_entry",
    "report_blocked",
    "sessions",
    "stop_address",
    "tell",
    "turn_down",
    "welcoming",
]
