"""The measuring of `benchmarks.pages`, and the routes of the site with an empty page."""

import re
import time
from collections.abc import Iterator, Sequence
from statistics import median
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.db import connection
from django.http import HttpResponse
from django.template import engines
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import include, path

from benchmarks.pages import Cost
from whispeer.ground.access import Rule, access
from whispeer.members.http import MemberRequest
from whispeer.members.models import Member
from whispeer.web.example.build import links
from whispeer.web.yours import DEMO

ROUNDS = 60
WARM = 10
EMPTY = "/empty/"
PAGES = (
    *("/", "/network/", "/network/constellation/", "/network/contacts/"),
    *("/network/encounters/", "/network/encounters/new/"),
)
STATIC = re.compile(r'(?:href|src)="/static/([^"#]+\.(?:css|js))"')
TEMPLATE = engines["django"].from_string('{% extends "web/base.html" %}')


@access(Rule.MEMBER)
def empty(request: MemberRequest) -> HttpResponse:
    return HttpResponse(TEMPLATE.render({}, request))


urlpatterns = [path("empty/", empty), path("", include("whispeer.urls"))]


def costs(pages: Sequence[str] = PAGES) -> Iterator[tuple[str, str, Cost]]:
    for member in people():
        client = Client(headers={"accept-encoding": "gzip", "host": "localhost"})
        client.force_login(member)
        times = medians(client, pages)
        for page in pages:
            with CaptureQueriesContext(connection) as asked:
                answer = client.get(page)
            queries = len(asked)  # the next request empties the log
            after = len(answer.content) + len(answer.serialize_headers())
            ratio = times[page] / times[EMPTY]
            first = after + weight_of_statics(client, page)
            yield page, member.name, Cost(ratio, queries, first, after)


def people() -> list[Member]:
    """Those whom the demo offers to sign in as."""
    signed = [urlsplit(link.split()[-1]).path.split("/")[2] for link in links("")]
    return [
        Member.objects.get(public_id=signing.loads(one, salt=DEMO)) for one in signed
    ]


def medians(client: Client, pages: Sequence[str]) -> dict[str, float]:
    """Server time of each page, the pages taken in turn so that none is favoured."""
    times: dict[str, list[float]] = {page: [] for page in (EMPTY, *pages)}
    for _ in range(ROUNDS):
        for page, taken in times.items():
            began = time.perf_counter()
            answer = client.get(page)
            taken.append(time.perf_counter() - began)
            assert answer.status_code == 200, f"{page}: {answer.status_code}"
    return {page: median(taken[WARM:]) for page, taken in times.items()}


def weight_of_statics(client: Client, page: str) -> int:
    """Style and scripts of a page as whitenoise sends them, the smallest it has."""
    del client.defaults["HTTP_ACCEPT_ENCODING"]
    words = client.get(page).content.decode()
    client.defaults["HTTP_ACCEPT_ENCODING"] = "gzip"
    weight = 0
    for name in set(STATIC.findall(words)):
        file = settings.STATIC_ROOT / name
        same = [
            file,
            file.with_name(f"{file.name}.br"),
            file.with_name(f"{file.name}.gz"),
        ]
        weight += min(one.stat().st_size for one in same if one.exists())
    return weight
