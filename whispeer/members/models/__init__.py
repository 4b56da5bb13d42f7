from whispeer.members.models.addresses import EmailChange
from whispeer.members.models.blocks import Block, blocked_between
from whispeer.members.models.dismissals import Dismissal
from whispeer.members.models.member import HourField, Member, Members
from whispeer.members.models.notices import Notice
from whispeer.members.models.portrait import Detail, Entry, Portrait
from whispeer.members.models.reports import Report
from whispeer.members.models.requests import JoinRequest
from whispeer.members.models.stems import Stem, kept

__all__ = [
    "Block",
    "Detail",
    "Dismissal",
    "EmailChange",
    "Entry",
    "HourField",
    "JoinRequest",
    "Member",
    "Members",
    "Notice",
    "Portrait",
    "Report",
    "Stem",
    "blocked_between",
    "kept",
]
