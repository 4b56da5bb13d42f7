"""Where a member is signed in, in words: which browser, since when."""

import re
from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from whispeer.members.models import Member

# The first that is found names the browser: Edge and Opera call themselves Chrome
# too, and Chrome calls itself Safari.
BROWSERS = (
    (r"Edg[A-Z]*/", "Edge"),
    (r"OPR/", "Opera"),
    (r"SamsungBrowser/", "Samsung Internet"),
    (r"Firefox/|FxiOS/", "Firefox"),
    (r"Chrome/|CriOS/|Chromium/", "Chrome"),
    (r"Safari/", "Safari"),
)


@dataclass(frozen=True)
class OpenSession:
    """One browser in which a member is signed in."""

    token: str  # names the session in a form; says nothing of its key
    browser: str
    opened_at: datetime
    is_current: bool


def token_of(session: UserSession) -> str:
    return salted_hmac("members.sessions", session.session_key).hexdigest()[:32]


def sessions_of(member: Member, current_key: str | None) -> list[OpenSession]:
    """The browsers in which a member is signed in, this one first."""
    sessions = [
        OpenSession(
            token=token_of(session),
            browser=browser_in_words(session.user_agent),
            opened_at=session.created_at,
            is_current=session.session_key == current_key,
        )
        for session in UserSession.objects.purge_and_list(member)
    ]
    return sorted(sessions, key=lambda one: (not one.is_current, one.opened_at))


def browser_in_words(user_agent: str) -> str:
    """Firefox on Windows."""
    found = (name for pattern, name in BROWSERS if re.search(pattern, user_agent))
    browser, system = next(found, ""), system_in_words(user_agent)
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or _("A browser that does not say its name")


def system_in_words(user_agent: str) -> str:
    # In this order: an iPad and an Android phone name the systems they grew from.
    systems = {
        "iPhone": _("an iPhone"),
        "iPad": _("an iPad"),
        "Android": "Android",
        "Windows": "Windows",
        "CrOS": "ChromeOS",
        "Mac OS X": _("a Mac"),
        "Linux": "Linux",
    }
    return next((words for sign, words in systems.items() if sign in user_agent), "")
