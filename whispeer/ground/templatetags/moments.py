"""In templates: `{{ one.ends_at|day }}`, the date without its year."""

from datetime import datetime

from django import template

from whispeer.ground import moments

register = template.Library()


@register.filter(expects_localtime=True)
def day(then: datetime) -> str:
    return moments.day(then)
