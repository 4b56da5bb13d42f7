"""Lives for the example club, dealt like cards so that no two people say the same."""

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

LIVES = Path(__file__).parent / "lives"
LANGUAGES = ("fr", "en")


@cache
def read(name: str) -> dict[str, Any]:
    return tomllib.loads((LIVES / f"{name}.toml").read_text("utf-8"))


def worlds() -> list[dict[str, Any]]:
    """The worlds of the club, in the order of their file."""
    found: list[dict[str, Any]] = read("worlds")["world"]
    return found


@dataclass(frozen=True)
class Life:
    """Who somebody is, before he knows anybody."""

    language: str
    given_name: str
    family_name: str
    trade: str
    company: str
    place: str
    line: str
    offers: tuple[str, ...]
    ordeals: tuple[str, ...]
    curiosities: tuple[str, ...]
    working_on: str
    looking_for: str


class Deck:
    """Sentences dealt without putting back; shuffled anew when all are out."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.left: dict[str, list[str]] = defaultdict(list)

    def deal(self, pile: str, sentences: list[str]) -> str:
        if not self.left[pile]:
            self.left[pile] = self.chance.sample(sentences, len(sentences))
        return self.left[pile].pop()

    def hand(self, pile: str, sentences: list[str], most: int) -> tuple[str, ...]:
        """Up to `most` different sentences, at least one."""
        wanted = self.chance.randint(1, min(most, len(sentences)))
        return tuple({self.deal(pile, sentences): None for _ in range(wanted)})


def trades_of(world: dict[str, Any]) -> list[dict[str, Any]]:
    """The trades one meets in a world."""
    found = read(world["language"])["trade"]
    return [trade for trade in found if world["key"] in trade["worlds"]] or found


def lives(worlds_of_people: list[int], chance: Random) -> Iterator[Life]:
    """One life a person, in the world he mostly moves in."""
    deck, known = Deck(chance), worlds()
    for number in worlds_of_people:
        yield life(known[number % len(known)], deck, chance)


def life(world: dict[str, Any], deck: Deck, chance: Random) -> Life:
    language = world["language"]
    names, woman = read("names")[language], chance.random() < 0.5
    trade = chance.choice(trades_of(world))
    called = trade.get("name") or trade["feminine" if woman else "masculine"]
    family = deck.deal(f"{language} families", names["families"])
    place = chance.choice(world["places"])
    pile = f"{language} {trade.get('name') or trade['masculine']}"
    given = names["women" if woman else "men"]
    return Life(
        language=language,
        given_name=deck.deal(f"{language} {woman}", given),
        family_name=family,
        trade=called,
        company=chance.choice(trade["companies"]).format(family=family, place=place),
        place=place,
        line=deck.deal(f"{pile} line", trade["lines"]),
        offers=deck.hand(f"{pile} offers", trade["offers"], 3),
        ordeals=deck.hand(f"{pile} ordeals", trade["ordeals"], 2),
        curiosities=deck.hand(f"{pile} curiosities", trade["curiosities"], 2),
        working_on=deck.deal(f"{pile} working", trade["working_on"]),
        looking_for=deck.deal(f"{pile} looking", trade["looking_for"]),
    )


def meeting_places(one: int, other: int, language: str) -> list[str]:
    """Where two people may have met, as one of them would write it in his language."""
    known = worlds()
    world = known[one % len(known)]
    phrases: list[str] = read("meetings")[language]["phrases"]
    if one == other and world["language"] == language:
        own: list[str] = world["meeting"]
        return own
    return phrases


def thanks(language: str) -> list[str]:
    words: list[str] = read("thanks")[language]["words"]
    return words


def introductions(kind: str, language: str) -> list[str]:
    """Why somebody would meet somebody, or what the one in the middle adds."""
    words: list[str] = read("introductions")[language][kind]
    return words
