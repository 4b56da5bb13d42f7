"""What a column of a sheet means, from its heading alone.

One vocabulary for all: LinkedIn, Google's two generations, Outlook, Thunderbird and
lists typed by hand; English, French, German, and a little of their neighbours. Only
`Titre`, `Title`, `Nom`, `Nome` and `Name` need their neighbours to be understood.
"""

import re
from collections.abc import Sequence
from enum import Enum, auto
from functools import lru_cache
from typing import Final, NamedTuple

from whispeer.ties.addressbooks import kinds
from whispeer.ties.addressbooks.texts import plain

#: Where a sheet of ours keeps what cards say and no column does.
CARD_LINES: Final = "Other vCard fields"


class Meaning(Enum):
    GIVEN = auto()
    FAMILY = auto()
    FULL = auto()
    ADDITIONAL = auto()
    PREFIX = auto()
    SUFFIX = auto()
    NICKNAME = auto()
    ORGANIZATION = auto()
    DEPARTMENT = auto()
    TITLE = auto()
    PROFESSION = auto()  # a title where no column is the title
    BIRTHDAY = auto()
    BIRTH_DAY = auto()
    BIRTH_MONTH = auto()
    BIRTH_YEAR = auto()
    NOTES = auto()
    URL = auto()
    EMAIL = auto()
    PHONE = auto()
    KIND = auto()  # of the mail, phone or page of the same number
    CARD_LINES = auto()
    TITLE_OR_PREFIX = auto()  # Titre
    FAMILY_OR_FULL = auto()  # Nom
    GIVEN_OR_FULL = auto()  # Nome


class Column(NamedTuple):
    meaning: Meaning | None
    kind: str = ""  # what a mail, phone or page of this column is for
    of: str = ""  # the column whose kind this one says, or that has its kind said


_WORDS: Final = {
    Meaning.GIVEN: "first name|given name|firstname|first|forename|prenom|prenoms"
    "|vorname|vornamen|nombre|nome proprio|voornaam|imie|fornavn|fornamn",
    Meaning.FAMILY: "last name|family name|lastname|last|surname|sur name"
    "|nom de famille|nachname|familienname|apellidos|apellido|cognome|sobrenome|achternaam"
    "|nazwisko|etternavn|efternavn|efternamn",
    Meaning.FULL: "full name|fullname|display name|displayname|nom complet|nom a afficher"
    "|nom affiche|nom d affichage|nom et prenom|nom prenom|prenom nom|prenom et nom"
    "|anzeigename|vollstandiger name|contact name|contact|kontakt|nombre completo",
    Meaning.ADDITIONAL: "middle name|additional name|deuxieme prenom|autres prenoms"
    "|second prenom|weitere vornamen|zweiter vorname|middle names",
    Meaning.PREFIX: "name prefix|prefix|prefixe|civilite|anrede|salutation|honorific"
    "|prefixe du nom|namensprafix",
    Meaning.SUFFIX: "suffix|name suffix|suffixe|suffixe du nom|namenszusatz|namenssuffix",
    Meaning.NICKNAME: "nickname|nick name|surnom|pseudo|spitzname",
    Meaning.ORGANIZATION: "company|company name|organization|organisation|employer"
    "|organization name|organization 1 name|work company|societe|nom de la societe"
    "|entreprise|employeur|organisme|organisme societe|firma|unternehmen|arbeitgeber"
    "|empresa|azienda|nom de l entreprise|nom de l organisation|raison sociale|account name|companies"
    "|company account|bedrijf|bedrijfsnaam",
    Meaning.DEPARTMENT: "department|organization department|organization 1 department"
    "|work dept|service|departement entreprise|abteilung",
    Meaning.TITLE: "job title|jobtitle|organization title|organization 1 title|work title"
    "|position|current position|role|poste|fonction|intitule du poste|intitule de poste"
    "|titre du poste|titre professionnel|berufsbezeichnung|stellenbezeichnung|funktion"
    "|stelle|cargo|job|functie|puesto|posizione|ruolo|stanowisko",
    Meaning.PROFESSION: "profession|metier|beruf|occupation",
    Meaning.BIRTHDAY: "birthday|birthdate|birth date|date of birth|bday|anniversaire"
    "|date de naissance|date d anniversaire|naissance|geburtstag|geburtsdatum|geboortedatum|data di nascita|fecha de nacimiento"
    "|cumpleanos|compleanno|aniversario|data de nascimento|verjaardag|data urodzenia",
    Meaning.BIRTH_DAY: "birth day|jour de naissance",
    Meaning.BIRTH_MONTH: "birth month|mois de naissance|geburtsmonat",
    Meaning.BIRTH_YEAR: "birth year|annee de naissance|geburtsjahr",
    Meaning.NOTES: "notes|note|comment|comments|commentaire|commentaires|remarque"
    "|remarques|notizen|notiz|anmerkungen|bemerkungen|memo"
    "|notas|notities|opmerkingen|notatki|observaciones",
    Meaning.URL: "url|urls|website|web site|web page|page web|site web|site internet|site"
    "|homepage|home page|personal web page|page personnelle|webseite|website url"
    "|linkedin|linkedin url|profile url|profile|profil|url du profil|web page 1"
    "|web page 2|site web 1|site web 2|page web 1|page web 2|webseite 1|webseite 2"
    "|linkedin profile|profil linkedin|business home page|lien|link",
    Meaning.PHONE: "sms",
    Meaning.TITLE_OR_PREFIX: "title|titre|titel",
    Meaning.FAMILY_OR_FULL: "name|nom|namen|noms|naam|navn|namn",
    Meaning.GIVEN_OR_FULL: "nome",
    Meaning.CARD_LINES: "other vcard fields",
}
_EXACT: Final = {
    heading: meaning
    for meaning, headings in _WORDS.items()
    for heading in headings.split("|")
}
_NUMBERED = re.compile(
    r"(e ?mail|phone|website|telephone|tel|url) (\d+)"
    r" (value|valeur|wert|type|label|etiquette|libelle|bezeichnung)"
)
_PAGES: Final = {"website", "url", "webseite", "web"}
_PAGES_OF_SOMEBODY: Final = {"website", "homepage", "webseite"}
# Yahoo calls its phones by their places alone, beside this one.
_BESIDE: Final = "yahoo phone"
_PLACES_ALONE: Final = {"home", "work", "other"}
# Sales programs say of each column whose it is.
_WHOSE = re.compile(r"(?:person|contact|personne) (?=.)")
_MAIL = re.compile(
    r"e ?mails?( \d+)?|e ?mail|courriels?|messagerie|mails?|adresse electronique"
    r"|(adresse de|de) courrier|courrier electronique|mailadresse|mailadres|correo"
)
_MAIL_WORDS = re.compile(rf"(?:.* )?(?:{_MAIL.pattern})(?: .*)?")
_PHONE_WORD = re.compile(
    r"(tele)?phones?\d?|phonenumbers?|telephon\w*|.*telefon\w*|tels?\d?|fax|telefax|telecopie\w*|pagers?"
    r"|mobile?s?|mobiles?\d?|mobiltel\w*|mobilnummer|handy\w*|portables?|gsm|cell\w*|telex"
    r"|natel|telefoon\w*|telemovel|mobiel\w*|celular|komorka|isdn|rnis|radiomessagerie|callback|rappel|ruckmeldung|radiotelephone|telefono|whatsapp"
)
# A column that only speaks about a mail or a phone.
_ABOUT: Final = frozenset(
    (
        "type", "typ", "label", "display", "displayname", "nom", "name", "anzeigename",
        "angezeigter", "complet", "format", "status", "opt", "phonetic", "yomi", "photo",
        "date", "count", "owner", "stop", "provider", "carrier", "group", "list",
        "verified", "preference", "extension",
    )
)  # fmt: skip
_ABOUT_MAILS: Final = frozenset(
    ("domain", "domaine", "number", "nombre", "opened", "clicked", "sent", "bounced")
)
_SAY_NO_KIND: Final = frozenset(
    (
        "phone", "phones", "telephone", "tel", "telefon", "phone number",
        "phone numbers", "phonenumber", "numero de telephone", "telefonnummer",
    )
)  # fmt: skip
_LOCAL_WORDS: Final = frozenset(
    (
        "prenom", "nom", "vorname", "nachname", "anrede", "apellidos", "cognome",
        "sobrenome", "voornaam", "achternaam", "nazwisko",
    )
)  # fmt: skip


@lru_cache(maxsize=4096)
def column(heading: str) -> Column:
    """What a heading means by itself."""
    text = plain(heading)
    if meaning := _EXACT.get(text) or _EXACT.get(_WHOSE.sub("", text, count=1)):
        return Column(meaning)
    if found := _NUMBERED.fullmatch(text):
        return _numbered(*found.groups())
    return _of_words(text.split(), heading)


def _of_words(words: list[str], heading: str) -> Column:
    """What a heading means by single words of it."""
    if not words or _ABOUT.intersection(words):
        return Column(None)
    kind = kinds.of_words(words)
    if words[0] in _PAGES or words[-1] in _PAGES_OF_SOMEBODY:
        return Column(Meaning.URL, kind)
    if _MAIL_WORDS.fullmatch(" ".join(words)):
        if _ABOUT_MAILS.intersection(words):
            return Column(None)
        return Column(Meaning.EMAIL, kind)
    if any(_PHONE_WORD.fullmatch(word) for word in words):
        return Column(Meaning.PHONE, kind or _own_words(heading))
    return Column(None)


def _numbered(what: str, number: str, part: str) -> Column:
    """Google's `Phone 2 - Value`, and `Phone 2 - Label` which says its kind."""
    what = "email" if what.startswith("e") else what
    of = f"{what} {number}"
    if part not in {"value", "valeur", "wert"}:
        return Column(Meaning.KIND, of=of)
    if what == "email":
        return Column(Meaning.EMAIL, of=of)
    return Column(Meaning.URL if what in _PAGES else Meaning.PHONE, of=of)


def _own_words(heading: str) -> str:
    """The heading as the kind, where it says more than that this is a phone."""
    said = " ".join(heading.split())
    return "" if plain(said) in _SAY_NO_KIND else said


def columns(headings: Sequence[str]) -> list[Column]:
    """What each heading means beside the others."""
    found = [column(heading) for heading in headings]
    found = _with_neighbours(headings, found)
    found = _with_names(_with_titles(found))
    other = _places(found, Meaning.TITLE)
    return _replaced(found, Meaning.PROFESSION, None if other else Meaning.TITLE)


def _with_neighbours(headings: Sequence[str], found: list[Column]) -> list[Column]:
    """What a bare word means beside what tells which program wrote it."""
    beside: dict[str, Column] = {}
    meanings = {one.meaning for one in found}
    if {Meaning.BIRTH_MONTH, Meaning.BIRTH_YEAR} & meanings:  # Thunderbird
        beside |= {word: Column(Meaning.BIRTH_DAY) for word in ("geburtstag", "jour")}
        beside["mois"] = Column(Meaning.BIRTH_MONTH)
    if _BESIDE in map(plain, headings):
        beside |= {word: Column(Meaning.PHONE, word) for word in _PLACES_ALONE}
    return [
        beside.get(plain(heading), one)
        for heading, one in zip(headings, found, strict=True)
    ]


def _with_titles(found: list[Column]) -> list[Column]:
    """Tell the civility from the job: Outlook writes both `Titre` in French."""
    places = _places(found, Meaning.TITLE_OR_PREFIX)
    if not places:
        return found
    first, *others = places
    follower = found[first + 1].meaning if first + 1 < len(found) else None
    is_prefix = (
        bool(others) or bool(_places(found, Meaning.TITLE)) or follower is Meaning.GIVEN
    )
    told = list(found)
    told[first] = Column(Meaning.PREFIX if is_prefix else Meaning.TITLE)
    for place in others:
        told[place] = Column(Meaning.TITLE)
    return told


def _with_names(found: list[Column]) -> list[Column]:
    """`Nom` beside `Prénom` is a family's name, alone it is the whole name.

    `Nome` beside `Cognome` is a given name.
    """
    given = bool(_places(found, Meaning.GIVEN))
    family = bool(_places(found, Meaning.FAMILY))
    meant = Meaning.FAMILY if given and not family else Meaning.FULL
    found = _replaced(found, Meaning.FAMILY_OR_FULL, meant)
    meant = Meaning.GIVEN if family and not given else Meaning.FULL
    return _replaced(found, Meaning.GIVEN_OR_FULL, meant)


def _replaced(found: list[Column], old: Meaning, new: Meaning | None) -> list[Column]:
    return [Column(new) if one.meaning is old else one for one in found]


def _places(found: list[Column], meaning: Meaning) -> list[int]:
    return [place for place, one in enumerate(found) if one.meaning is meaning]


_WHO: Final = {
    Meaning.GIVEN, Meaning.FAMILY, Meaning.FULL, Meaning.FAMILY_OR_FULL,
    Meaning.GIVEN_OR_FULL,
    Meaning.EMAIL, Meaning.PHONE,
}  # fmt: skip


def understood(headings: Sequence[str]) -> int:
    """How many headings of a line are understood; none where nobody could be read."""
    meanings = [column(heading).meaning for heading in headings]
    if not _WHO.intersection(meanings):
        return 0
    return sum(meaning is not None for meaning in meanings)


def day_first(headings: Sequence[str]) -> bool:
    """Whether those who wrote this sheet write 22/03/1980."""
    return any(_LOCAL_WORDS.intersection(plain(one).split()) for one in headings)
