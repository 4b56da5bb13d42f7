"""Ten thousand contacts: how long our reader takes, and vobject for the same cards.

    python -m benchmarks.contacts [--contacts 10000] [--rounds 3] [--json FILE]

Both read the same cards in turn, several rounds; the best round counts, in time of the
processor. The answers are checked equal first. `ratio` is vobject's time over ours.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import vobject

from whispeer.ties.addressbooks.reading import read
from whispeer.ties.addressbooks.values import Person
from whispeer.ties.addressbooks.writing_cards import cards
from whispeer.ties.addressbooks.writing_sheets import sheet

MUST = 2.0  # seconds for 10,000 contacts
SAMPLE = 20  # one card in so many is given to vobject, which is slow
CARD = """BEGIN:VCARD
VERSION:3.0
PRODID:-//Apple Inc.//iOS 17.0//EN
N:Durand {n};Léa;Marie;;
FN:Léa Durand {n}
ORG:Atelier {n};Reliure
TITLE:Relieuse
EMAIL;type=INTERNET;type=HOME;type=pref:lea{n}@example.org
item1.EMAIL;type=INTERNET:lea{n}@example.com
item1.X-ABLabel:Chorale
TEL;type=CELL;type=VOICE;type=pref:+33 6 12 34 {n}
TEL;type=WORK;type=VOICE:+33 4 12 34 {n}
ADR;type=HOME:;;1 rue des Lices;Lyon;;69001;France
BDAY;value=date:1980-03-22
NOTE:Rencontrée à Lyon\\, en mars.\\nElle relie.
END:VCARD
"""
LINKEDIN = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
CONNECTION = "Léa,Durand {n},https://example.com/in/{n},,Atelier,Relieuse,05 Mar 2024\n"


def main() -> None:
    """Print what each book cost, and fail where ten thousand cost too much."""
    wish = arguments()
    book = "".join(CARD.format(n=n) for n in range(wish.contacts)).encode()
    people = [one for one in read(book) if isinstance(one, Person)]
    rows = (CONNECTION.format(n=n) for n in range(wish.contacts))
    books = {
        "cards": book,
        "LinkedIn": (LINKEDIN + "".join(rows)).encode(),
        "Google": b"".join(sheet(people)),
    }
    found: dict[str, Any] = {"contacts": wish.contacts}
    for name, data in books.items():
        assert len(list(read(data))) == wish.contacts
        found[name] = best(wish.rounds, read, data)
    found["written cards"] = best(wish.rounds, cards, people)
    found["vobject"], found["ratio"] = beside_vobject(wish, found["cards"])
    for name, value in found.items():
        print(f"{name:14} {value:.6g}")
    if wish.json:
        wish.json.write_text(json.dumps(found))
    slow = [name for name in books if found[name] > MUST * wish.contacts / 10_000]
    sys.exit(f"too slow: {', '.join(slow)}" if slow else 0)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--contacts", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path)
    return parser.parse_args()


def best(rounds: int, work: Callable[[Any], Iterable[Any]], data: Any) -> float:
    return min(once(work, data) for _ in range(rounds))


def once(work: Callable[[Any], Iterable[Any]], data: Any) -> float:
    start = time.process_time()
    for _ in work(data):
        pass
    return time.process_time() - start


def beside_vobject(wish: argparse.Namespace, ours: float) -> tuple[float, float]:
    """Seconds that vobject takes for all contacts, and how many times ours."""
    count = max(1, wish.contacts // SAMPLE)
    text = "".join(CARD.format(n=n) for n in range(count))
    theirs = [card.fn.value for card in vobject.readComponents(text)]
    mine = [one.names.full for one in read(text.encode()) if isinstance(one, Person)]
    assert theirs == mine
    seconds = best(wish.rounds, vobject.readComponents, text) * wish.contacts / count
    return seconds, seconds / ours


if __name__ == "__main__":
    main()
