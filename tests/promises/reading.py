"""Reading pages as a person does: what they say, where they lead, what they ask."""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.http.response import HttpResponseBase
from django.test import Client

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta"}
UNREAD = {"script", "style", "template"}
SENTENCE = "Nous avons tenu le stand ensemble, un matin de pluie."
MOST_PAGES = 800


class AFile:
    """A file as the client sends it, as often as it is sent."""

    name = "contacts.vcf"
    content_type = "text/vcard"

    def read(self) -> bytes:
        return b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Odile Roche\r\nEND:VCARD\r\n"


@dataclass
class Form:
    """A form of a page, filled in as somebody would who is in no hurry."""

    action: str
    method: str
    fields: dict[str, list[Any]] = field(default_factory=dict)
    typed: list[str] = field(default_factory=list)

    def body(self, **changes: Any) -> dict[str, Any]:
        """What is sent, with a key of its own each time."""
        sent: dict[str, Any] = {**self.fields, "key": str(uuid.uuid4())}
        return {**sent, **changes}


class Page(HTMLParser):
    """One page: its words, its links, its forms."""

    def __init__(self, path: str, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.path = path
        self.source = text
        self.open: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.spoken: list[str] = []  # those in the language of the page
        self.said: list[tuple[str, str]] = []  # attributes that people hear or read
        self.links: list[str] = []
        self.assets: list[str] = []
        self.forms: list[Form] = []
        self.language = ""
        self.options: list[str] = []
        self.feed(text)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", " ".join(self.words)).strip()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag not in VOID:
            self.open.append((tag, said))
        if tag == "html":
            self.language = said.get("lang", "")
        if tag == "a" and "href" in said:
            self.links.append(urljoin(self.path, said["href"]))
        for name in ("title", "alt", "aria-label", "placeholder"):
            if said.get(name):
                self.said.append((name, said[name]))
                self.speak(said[name], said.get("lang"))
        self.read_asset(tag, said)
        self.read_field(tag, said)

    def read_asset(self, tag: str, said: dict[str, str]) -> None:
        if tag in {"script", "img", "use", "image", "source"}:
            self.assets += [said[name] for name in ("src", "href") if name in said]
        if tag == "link" and "href" in said:
            self.assets.append(said["href"])

    def read_field(self, tag: str, said: dict[str, str]) -> None:
        if tag == "form":
            action = urljoin(self.path, said.get("action") or self.path)
            self.forms.append(Form(action, said.get("method", "get").lower()))
        elif not self.forms or not self.is_in("form"):
            return
        elif tag in {"input", "textarea", "select", "button"} and "name" in said:
            self.fill(tag, said)
        elif tag == "option" and said.get("value"):
            select = next(d for t, d in reversed(self.open) if t == "select")
            self.choose(select["name"], said["value"], "selected" in said)

    def fill(self, tag: str, said: dict[str, str]) -> None:
        """Choose one of several, write a sentence where one is asked."""
        form, name, kind = self.forms[-1], said["name"], said.get("type", "text")
        if tag == "button" or kind in {"submit", "hidden"}:
            form.fields.setdefault(name, [said.get("value", "")])
        elif kind in {"radio", "checkbox"}:
            self.choose(name, said.get("value", "on"), "checked" in said)
        elif kind == "file":  # no page gives a file back: it is chosen, not typed
            form.fields[name] = [AFile()]
        elif tag != "select":
            form.typed.append(name)
            form.fields[name] = [sample(kind, said)]

    def choose(self, name: str, value: str, is_chosen: bool) -> None:
        """What the page has chosen already, or else the first that is offered."""
        chosen = self.forms[-1].fields
        if is_chosen:
            chosen[name] = [value]
        chosen.setdefault(name, [value])

    def handle_endtag(self, tag: str) -> None:
        while self.open:
            if self.open.pop()[0] == tag:
                return

    def handle_data(self, data: str) -> None:
        if not any(self.is_in(tag) for tag in UNREAD):
            self.words.append(data)
            self.speak(data)

    def speak(self, words: str, language: str | None = None) -> None:
        """Keep what is not marked as said in another language."""
        marked = [said["lang"] for _tag, said in self.open if said.get("lang")]
        if language or marked:
            language = language or marked[-1]
        if language in {None, "", self.language}:
            self.spoken.append(words)

    def is_in(self, tag: str) -> bool:
        return any(tag == one for one, _ in self.open)


def sample(kind: str, said: dict[str, str]) -> str:
    most = int(said.get("maxlength") or 500)
    if kind == "email":
        return "quelqu.un@example.org"
    if kind in {"password", "number", "date"}:
        return said.get("value", "")
    return SENTENCE[:most].strip()


def read(path: str, response: HttpResponseBase) -> Page:
    content: bytes = getattr(response, "content", b"")
    return Page(path, content.decode())


def is_page(response: HttpResponseBase) -> bool:
    return response.headers.get("Content-Type", "").startswith("text/html")


def is_ours(link: str) -> bool:
    parts = urlsplit(link)
    return not parts.netloc and parts.path.startswith("/") and not parts.fragment


def walk(client: Client, *starts: str) -> Iterator[tuple[str, HttpResponseBase]]:
    """Follow every link of every page, as long as there are new ones."""
    waiting, seen = list(starts), set(starts)
    while waiting:
        path = waiting.pop(0)
        response = client.get(path)
        yield path, response
        if not is_page(response):
            continue
        for link in read(path, response).links:
            if is_ours(link) and link not in seen:
                seen.add(link)
                waiting.append(link)
        assert len(seen) < MOST_PAGES, "this house has no end"
