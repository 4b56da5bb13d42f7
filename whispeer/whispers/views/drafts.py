"""What was written and not whispered yet: it waits in the browser's session, for its writer."""

from hashlib import sha256
from typing import Any

from django import forms
from django.http import QueryDict

from whispeer.ground.once import FIELD
from whispeer.members.http import MemberRequest
from whispeer.members.queries import own_portrait
from whispeer.ties.queries import ties_by_name
from whispeer.whispers.forms import Write

KEPT = "whisper"


def keep(request: MemberRequest) -> None:
    """Remember what was written, until it is whispered, forgotten, or one signs out."""
    written = request.POST.copy()
    for name in ("csrfmiddlewaretoken", FIELD):
        written.pop(name, None)
    request.session[KEPT] = written.urlencode()


def forget(request: MemberRequest) -> None:
    request.session.pop(KEPT, None)


def draft_of(request: MemberRequest) -> QueryDict | None:
    kept = request.session.get(KEPT)
    return QueryDict(kept) if isinstance(kept, str) else None


def mark_of(draft: QueryDict) -> str:
    """What was read is what is sent: another window may have changed it meanwhile."""
    return sha256(draft.urlencode().encode()).hexdigest()


def written_by(request: MemberRequest, data: QueryDict | None = None) -> Write:
    """The form: as it was sent, or as it was left."""
    portrait, ties = own_portrait(request.user), ties_by_name(request.user)
    draft = draft_of(request)
    if data is not None or draft is None:
        return Write(portrait, ties, data)
    return Write(portrait, ties, initial=initial_of(draft))


def checked(request: MemberRequest, draft: QueryDict) -> Write:
    """A draft looked at again: somebody named in it may have gone meanwhile."""
    data = draft.copy()
    data[FIELD] = mark_of(draft)
    return written_by(request, data)


def initial_of(draft: QueryDict) -> dict[str, Any]:
    lists = {
        name
        for name, field in Write.base_fields.items()
        if isinstance(field, forms.MultipleChoiceField)
    }
    return {
        name: draft.getlist(name) if name in lists else draft.get(name)
        for name in draft
    }
