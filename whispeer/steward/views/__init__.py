from whispeer.steward.views.house import (
    invite,
    let_go,
    lift_pause,
    move_report,
    report,
    room,
    welcome,
    withdraw,
)
from whispeer.steward.views.tree import branch, let_rest, tree, wake

__all__ = [
    "branch",
    "invite",
    "let_go",
    "let_rest",
    "lift_pause",
    "move_report",
    "report",
    "room",
    "tree",
    "wake",
    "welcome",
    "withdraw",
]
