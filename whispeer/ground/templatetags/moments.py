"""In templates: `{{ one.ends_at|day }}`, the date without its year, and birthdays."""

from datetime import datetime

from django import template

from whispeer.ground import moments

register = template.Library()


@register.filter(expects_localtime=True)
def day(then: datetime) -> str:
    return moments.day(then)


@register.filter(expects_localtime=True)
def full_day(then: datetime) -> str:
    return moments.full_day(then)


@register.filter
def birthday(said: str) -> str:
    return moments.birthday(said)
