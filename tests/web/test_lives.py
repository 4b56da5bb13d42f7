"""The lives of the example club: enough of them, all different, and well set."""

import re
import tomllib
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest

LIVES = Path(__file__).parents[2] / "whispeer" / "web" / "example" / "lives"
NARROW = "\u202f"

LEAST = {
    "companies": 3,
    "lines": 4,
    "offers": 4,
    "ordeals": 3,
    "curiosities": 3,
    "working_on": 3,
    "looking_for": 3,
}
SENTENCES = [kind for kind in LEAST if kind != "companies"]
TITLES = {"fr": ("feminine", "masculine"), "en": ("name",)}
TRADES = {"fr": 70, "en": 35}
SUM = {"fr": 1000, "en": 500}
NAMES = {
    "fr": {"women": 80, "men": 80, "families": 220},
    "en": {"women": 40, "men": 40, "families": 110},
}
THANKS = {"fr": 40, "en": 20}
MEETINGS = {"fr": 30, "en": 15}

# What would make a French speaker a woman or a man. Each pattern has been met.
BEFORE = r"(?:déjà |jamais |vite |longtemps |souvent |bien |presque |enfin |encore )*"
PARTICIPLE = r"[a-zàâçéèêëîïôûù’]*(?:ée?|[iu]e?|ise?|ite?|erte?)\b"
GENDERED = [
    rf"\bje (?:ne )?(?:me )?suis (?:pas )?{BEFORE}{PARTICIPLE}",
    rf"\bm’étais {BEFORE}{PARTICIPLE}",
    rf"\bj’étais {BEFORE}{PARTICIPLE}",
    rf"\bj’ai (?:presque |déjà )?été {BEFORE}{PARTICIPLE}",
    r"\bm’(?:a|ont|avait|avaient) (?:beaucoup |bien |presque |souvent )?"
    r"(?:aidé|sauvé|quitté|lâché|trompé|remplacé|obligé|poussé|accueilli|(?:re)?mise?"
    r"|tenu|retenu|gardé|convaincu|formé|embauché|licencié|rassuré|surpris)"
    r"(?! (?:l[ae]|les|une?|des|mes|mon|ma|deux)\b)(?!\w)",
    r"\bje (?:suis|deviens|serai|étais) (?:une?|la|le|seule?|fière?|heureu\w+|"
    r"content\w*|prêt\w*|curieu\w+|salarié\w*|artisane?|indépendante?|sûre?)(?!\w)",
    r"\b(?:toute? seule?|moi seule|moi seul|moi-même seule?)(?!\w)",
    r"\w(?:·|\(e\)|\.e\b|-e-s\b)",
]
ARTICLES = {
    "feminine": ("une ",),
    "masculine": ("un ",),
    "name": ("a ", "an "),
}


def read(name):
    with (LIVES / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def texts(value):
    if isinstance(value, str):
        yield value
    else:
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts(inner)


def written(language):
    """Give every text of a language, wherever it is kept."""
    yield from texts(read(language))
    for world in read("worlds")["world"]:
        if world["language"] == language:
            yield from texts(world)
    for name in ("meetings", "thanks", "introductions", "names"):
        yield from texts(read(name)[language])


def sentences(language):
    for trade in read(language)["trade"]:
        for kind in SENTENCES:
            yield from trade[kind]


def bare(text):
    return " ".join(re.findall(r"\w+", text.lower()))


def twice(items):
    return [item for item, times in Counter(items).items() if times > 1]


LANGUAGES = pytest.mark.parametrize("language", ["fr", "en"])


@LANGUAGES
def test_every_trade_has_its_share(language):
    trades = read(language)["trade"]
    assert len(trades) >= TRADES[language]
    keys = {*LEAST, *TITLES[language], "worlds"}
    for trade in trades:
        assert set(trade) == keys
        for kind, least in LEAST.items():
            assert len(trade[kind]) >= least, (trade["worlds"], kind)
    assert len(list(sentences(language))) >= SUM[language]


@LANGUAGES
def test_trades_are_said_of_a_person(language):
    for title in TITLES[language]:
        said = [trade[title] for trade in read(language)["trade"]]
        assert not twice(said)
        assert all(phrase.startswith(ARTICLES[title]) for phrase in said)
        assert all(len(phrase) <= 40 for phrase in said)


@LANGUAGES
def test_nobody_says_another_s_words(language):
    said = [bare(sentence) for sentence in sentences(language)]
    assert not twice(said)


@LANGUAGES
def test_no_two_sentences_are_one_with_a_word_changed(language):
    bags = [(said, set(bare(said).split())) for said in sentences(language)]
    near = [
        (one, other)
        for (one, ones), (other, others) in combinations(bags, 2)
        if len(ones & others) > 0.7 * len(ones | others)
    ]
    assert not near


@LANGUAGES
def test_sentences_are_short_and_whole(language):
    for trade in read(language)["trade"]:
        for kind in SENTENCES:
            for said in trade[kind]:
                assert 12 <= len(said) <= 140, said
                assert said[0].isupper() or said[0] in "«“", said
                assert said == said.strip()
                ended = said.endswith((".", "?", "…"))
                assert ended is (kind not in {"offers", "curiosities"}), said


@LANGUAGES
def test_it_is_well_set(language):
    for said in written(language):
        assert "'" not in said, said
        assert '"' not in said, said
        assert "!" not in said, said
        assert "  " not in said, said
        assert "oeu" not in said, said
        if language == "fr":
            for mark in re.finditer(r"(.)[;:?»]", said):
                assert mark[1] == NARROW, said
            assert not re.search(rf"«(?!{NARROW})", said), said
            assert "“" not in said, said
        else:
            assert NARROW not in said, said
            assert "«" not in said, said


def test_nothing_in_french_says_a_woman_or_a_man_speaks():
    said = [*sentences("fr"), *read("thanks")["fr"]["words"]]
    said += texts(read("introductions")["fr"])
    for pattern in GENDERED:
        met = [one for one in said if re.search(pattern, one, re.IGNORECASE)]
        assert not met


@LANGUAGES
def test_companies_can_take_any_family_and_any_place(language):
    """Those who deal them write no elision: no « de {place} »."""
    for trade in read(language)["trade"]:
        for company in trade["companies"]:
            assert set(re.findall(r"\{.*?\}", company)) <= {"{family}", "{place}"}
            assert not re.search(r"(?i)\b(?:de|du|le|la|à|au|en) \{", company)
            assert "’{" not in company
            assert len(company) <= 60


@LANGUAGES
def test_most_companies_are_named_in_their_own_way(language):
    fixed = [
        company
        for trade in read(language)["trade"]
        for company in trade["companies"]
        if "{" not in company
    ]
    assert not twice(fixed)


def test_forty_worlds_and_somebody_in_each():
    worlds = read("worlds")["world"]
    assert len(worlds) == 40
    assert not twice(world["key"] for world in worlds)
    assert not twice(world["name"] for world in worlds)
    assert Counter(world["language"] for world in worlds) == {"fr": 30, "en": 10}
    for language in ("fr", "en"):
        own = {w["key"] for w in worlds if w["language"] == language}
        lived = Counter(
            key for trade in read(language)["trade"] for key in trade["worlds"]
        )
        assert set(lived) == own
        assert min(lived.values()) >= 4, lived


def test_worlds_say_where_people_met():
    said = []
    for world in read("worlds")["world"]:
        assert set(world) == {"key", "language", "name", "places", "meeting"}
        assert len(world["meeting"]) >= 5
        assert len(world["places"]) >= 4
        assert not twice(world["places"])
        said += world["meeting"]
    for language, least in MEETINGS.items():
        phrases = read("meetings")[language]["phrases"]
        assert len(phrases) >= least
        said += phrases
    assert not twice(said)
    for phrase in said:
        assert phrase[0].islower(), phrase
        assert not phrase.endswith("."), phrase
        assert len(phrase) <= 80, phrase


@LANGUAGES
def test_names_are_many_and_different(language):
    names = read("names")[language]
    for kind, least in NAMES[language].items():
        assert len(names[kind]) >= least, kind
        assert not twice(names[kind])
        assert all(name[0].isupper() for name in names[kind])


@LANGUAGES
def test_thanks_are_words(language):
    words = read("thanks")[language]["words"]
    assert len(words) >= THANKS[language]
    assert not twice(words)
    assert all(12 <= len(said) <= 140 and said.endswith(".") for said in words)
