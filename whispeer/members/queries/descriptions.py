"""How a person is spoken of before one knows the name: by the trade and the place.

A trade is written as one would say of the person: « une relieuse », "a bookbinder".
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from whispeer.ground.words import folded
from whispeer.members.models import Member, Portrait
from whispeer.members.states import Closeness, Discoverability


@dataclass(frozen=True)
class Description:
    """« une relieuse à Villeurbanne », and how one hears of her."""

    trade: str = ""
    place: str = ""

    def __str__(self) -> str:
        if self.trade and self.place:
            words = {"trade": self.trade, "where": where(self.place)}
            return _("%(trade)s %(where)s") % words
        if self.place:
            return _("somebody %(where)s") % {"where": where(self.place)}
        return self.trade or _("somebody")

    def known_to(self, name: str) -> str:
        """« connue de Léa », « que Léa connaît » when the trade tells no gender."""
        return known(self.trade, name) % {"name": name}

    def as_known_to(self, name: str) -> str:
        """« une relieuse à Villeurbanne, connue de Léa »"""
        parts = {"description": str(self), "known_to": self.known_to(name)}
        return _("%(description)s, %(known_to)s") % parts


def description(
    member: Member, closeness: Closeness = Closeness.WITHIN_REACH
) -> Description:
    """What may be said of somebody without the name; needs the portrait only."""
    return Description(
        trade=readable(member.portrait, "trade", closeness),
        place=readable(member.portrait, "place", closeness),
    )


def heard_as(member: Member) -> dict[Discoverability, str]:
    """How one would be heard of, for each choice, from an imagined tie."""
    known = description(member).as_known_to(_("Léa"))
    named = _("%(name)s, %(description)s") % {
        "name": member.name,
        "description": known,
    }
    nobody = _("No one hears of you this way; your ties still read your portrait.")
    return {
        Discoverability.BY_NAME: named,
        Discoverability.DESCRIBED: known,
        Discoverability.NOT_AT_ALL: nobody,
    }


def readable(portrait: Portrait, part: str, closeness: Closeness) -> str:
    """One part of a portrait, or nothing where it is kept nearer than that."""
    words: str = getattr(portrait, part)
    return words if getattr(portrait, f"{part}_shown") <= closeness else ""


def where(place: str) -> str:
    """« à Lyon », « au Havre », « aux Lilas »."""
    article, space, rest = place.partition(" ")
    if space and article == "Le":
        return pgettext("a place", "in Le %(rest)s") % {"rest": rest}
    if space and article == "Les":
        return pgettext("a place", "in Les %(rest)s") % {"rest": rest}
    return pgettext("a place", "in %(place)s") % {"place": place}


def known(trade: str, name: str) -> str:
    """French agrees with the trade's article and elides before a vowel."""
    article = trade.partition(" ")[0].lower()
    if article == "une":
        if elides(name):
            return pgettext("a woman, before a vowel", "known to %(name)s")
        return pgettext("a woman", "known to %(name)s")
    if article == "un":
        if elides(name):
            return pgettext("a man, before a vowel", "known to %(name)s")
        return pgettext("a man", "known to %(name)s")
    if elides(name):
        return pgettext("somebody, before a vowel", "known to %(name)s")
    return pgettext("somebody", "known to %(name)s")


def elides(name: str) -> bool:
    """Does French say « d’ » before this name? « d’Élise », « d’Hélène », « de Yasmine »."""
    letters = folded(name)
    first, second = letters[:1], letters[1:2]
    if first == "y":
        return second not in tuple("aeiou")
    if first == "h":
        return second != "a"
    return first in tuple("aeiou")
