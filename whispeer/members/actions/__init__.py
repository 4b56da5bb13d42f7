from whispeer.members.actions.joining import (
    ask_to_join,
    erase,
    forget_overdue,
    sign_up,
)
from whispeer.members.actions.portrait import (
    MOST_DETAILS,
    MOST_ENTRIES,
    AlreadyWritten,
    Removed,
    TooMany,
    add_detail,
    add_entry,
    change_detail,
    change_entry,
    remove_detail,
    remove_entry,
    write_part,
)
from whispeer.members.actions.privacy import (
    block,
    change_discoverability,
    change_language,
    let_pass,
    lift_block,
)
from whispeer.members.actions.sessions import (
    end_all_sessions,
    end_other_sessions,
    end_session,
)

__all__ = [
    "MOST_DETAILS",
    "MOST_ENTRIES",
    "AlreadyWritten",
    "Removed",
    "TooMany",
    "add_detail",
    "add_entry",
    "ask_to_join",
    "block",
    "change_detail",
    "change_discoverability",
    "change_entry",
    "change_language",
    "end_all_sessions",
    "end_other_sessions",
    "end_session",
    "erase",
    "forget_overdue",
    "let_pass",
    "lift_block",
    "remove_detail",
    "remove_entry",
    "sign_up",
    "write_part",
]
