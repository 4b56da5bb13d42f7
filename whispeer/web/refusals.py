"""Answers of the shell to what never reaches Django, drawn once when the house opens."""

import re
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import get_supported_language_variant, override
from django.utils.translation.trans_real import parse_accept_lang_header

from whispeer.ground.headers import POLICY

CODES = (408, 413)


@dataclass(frozen=True)
class Refusal:
    """A page as bytes; the connection ends with it."""

    code: int
    page: bytes

    async def send(
        self, send: Callable[[MutableMapping[str, Any]], Awaitable[None]]
    ) -> None:
        headers = {
            "content-type": "text/html; charset=utf-8",
            "content-length": str(len(self.page)),
            "content-security-policy": POLICY,
            "x-content-type-options": "nosniff",
            "cache-control": "no-store",
            "connection": "close",
        }
        pairs = [(name.encode(), value.encode()) for name, value in headers.items()]
        start = {"type": "http.response.start", "status": self.code, "headers": pairs}
        await send(start)
        await send({"type": "http.response.body", "body": self.page})


class Refusals:
    """Every refusal in every language; called with a code and the request's scope."""

    def __init__(self) -> None:
        self.pages = {
            (code, language): Refusal(code, drawn(code, language))
            for code in CODES
            for language, _ in settings.LANGUAGES
        }

    def __call__(self, code: int, scope: MutableMapping[str, Any]) -> Refusal:
        return self.pages[code, language_of(dict(scope["headers"]))]


def drawn(code: int, language: str) -> bytes:
    with override(language):
        return render_to_string(f"{code}.html").encode()


def language_of(headers: dict[bytes, bytes]) -> str:
    """The language chosen here, else the browser's, else the house's."""
    cookie = headers.get(b"cookie", b"").decode("latin-1")
    chosen = re.search(rf"\b{settings.LANGUAGE_COOKIE_NAME}=(\w\w)\b", cookie)
    wanted = [chosen[1]] if chosen else []
    accepted = headers.get(b"accept-language", b"").decode("latin-1")
    wanted += [code for code, _ in parse_accept_lang_header(accepted)]
    for code in wanted:
        try:
            return get_supported_language_variant(code)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE
