"""What keeps an unsafe house from starting: `whispeer` runs these before it serves."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, register
from django.urls import URLPattern, URLResolver, get_resolver

from whispeer.ground.access import rule_of
from whispeer.ground.personal import unclassified


def routes(
    resolver: URLResolver | None = None, prefix: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    """Every route of the house, with its whole pattern."""
    for entry in (resolver or get_resolver()).url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry, path)
        else:
            yield path, entry


@register
def every_view_declares_its_rule(**kwargs: Any) -> list[CheckMessage]:
    return [
        Error(f"The view at /{path} declares no access rule.", id="whispeer.E001")
        for path, pattern in routes()
        if rule_of(pattern.callback, pattern.name) is None
    ]


@register
def every_field_says_whose_it_is(**kwargs: Any) -> list[CheckMessage]:
    return [
        Error(f"{field} does not say whose data it is.", id="whispeer.E002")
        for model in apps.get_models()
        for field in unclassified(model)
    ]
