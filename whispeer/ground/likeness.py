"""Whether two texts are nearly the same, by fingerprints that keep no word of them.

A fingerprint is a simhash: each three letters in a row vote on 128 bits. A name changed,
a price, a greeting, capitals, move few of the bits; another text moves about half.
"""

import re
from collections import Counter
from functools import lru_cache
from hashlib import blake2b

from whispeer.ground.words import folded

BITS = 128
LETTERS = 3
SHORT = 24  # signs: "You two should meet" is everybody's, and says nothing by itself
NEAR = (
    24  # bits: of two million pairs of sentences of the example club, two come nearer
)


def fingerprint(words: str) -> str:
    """What is kept of a text, "" of one too short to be anybody's own."""
    plain = " ".join(re.findall(r"[^\W_]+", folded(words)))
    if len(plain) < SHORT:
        return ""
    votes = [0] * BITS
    threes = (plain[at : at + LETTERS] for at in range(len(plain) - LETTERS + 1))
    for three, times in Counter(threes).items():
        mark = marks(three)
        for bit in range(BITS):
            votes[bit] += times if mark >> bit & 1 else -times
    made = sum(1 << bit for bit, vote in enumerate(votes) if vote > 0)
    return f"{made:032x}"


@lru_cache(maxsize=20_000)
def marks(three: str) -> int:
    return int.from_bytes(blake2b(three.encode(), digest_size=BITS // 8).digest())


def are_alike(one: str, other: str) -> bool:
    """Are these the fingerprints of nearly the same text?"""
    return (int(one, 16) ^ int(other, 16)).bit_count() <= NEAR
