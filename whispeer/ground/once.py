"""Every form takes effect once, however often it is sent.

A form carries a key, made when its page was drawn. The effect's transaction stores
the key, a digest of what was sent and the answer. The same key with the same body
gets the same answer; with another body, or without a valid key, the form comes back
with everything that was typed and a fresh key. A form that did not pass validation
does not spend its key.
"""

import hashlib
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from whispeer.ground.access import OF_LIBRARIES
from whispeer.ground.http import VisitorRequest
from whispeer.ground.models import SpentKey

FIELD = "key"
KEPT = timedelta(hours=48)


def digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()


def scope_of(request: HttpRequest) -> str:
    """Whose key it is, and of which route."""
    who = request.user.pk if request.user.is_authenticated else None
    session = None if who else request.COOKIES.get(settings.CSRF_COOKIE_NAME, "")
    return digest(str(who), str(session), request.path)


def body_of(request: HttpRequest) -> str:
    """What was sent, less what differs at each sending."""
    fields = [
        (name, value)
        for name, values in sorted(request.POST.lists())
        if name != "csrfmiddlewaretoken"
        for value in values
    ]
    files = [
        (name, file_digest(file))
        for name, sent in sorted(request.FILES.lists())
        for file in sent
    ]
    return digest(*(f"{name}={value}" for name, value in (*fields, *files)))


def file_digest(file: UploadedFile) -> str:
    """Of a file that was sent: what it holds; whoever reads it next begins anew."""
    read = hashlib.sha256()
    for chunk in file.chunks():
        read.update(chunk)
    file.seek(0)
    return read.hexdigest()


def key_of(request: HttpRequest) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.POST.get(FIELD, ""))
    except ValueError:
        return None


def refuse_key(request: HttpRequest) -> None:
    """Take the key out of what was sent: the form will say so and come back whole."""
    sent = request.POST.copy()
    sent[FIELD] = ""
    request.POST = sent  # type: ignore[assignment]


def purge(now: Any) -> None:
    """Forget keys that are too old to come back."""
    SpentKey.objects.filter(spent_at__lt=now - KEPT).delete()


class Once:
    """Middleware: a POST runs in one transaction together with its key."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: VisitorRequest,
        callback: Callable[..., Any],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        match = request.resolver_match
        if request.method != "POST" or (match and match.url_name in OF_LIBRARIES):
            return None
        key = key_of(request)
        if key is None:
            refuse_key(request)
            with transaction.atomic():
                again: HttpResponseBase = callback(request, *args, **kwargs)
            return again
        return self.answer(request, key, lambda: callback(request, *args, **kwargs))

    def answer(
        self,
        request: VisitorRequest,
        key: uuid.UUID,
        view: Callable[[], HttpResponseBase],
    ) -> HttpResponseBase:
        scope, body = scope_of(request), body_of(request)
        with transaction.atomic():
            try:
                # A twin sent at the same instant waits here until this one is done.
                with transaction.atomic():
                    spent = SpentKey.objects.create(
                        scope=scope, key=key, body=body, spent_at=request.now
                    )
            except IntegrityError:
                spent = SpentKey.objects.get(scope=scope, key=key)
                if spent.body == body:
                    return HttpResponse(
                        status=spent.status, headers={"Location": spent.location}
                    )
                refuse_key(request)
                return view()
            response = view()
            if took_effect(response):
                spent.status = response.status_code
                spent.location = response.headers["Location"]
                spent.save(update_fields=["status", "location"])
            else:
                transaction.set_rollback(True)
        return response


def took_effect(response: HttpResponseBase) -> bool:
    """A write answers with a redirect; anything else is the form again."""
    return 300 <= response.status_code < 400
