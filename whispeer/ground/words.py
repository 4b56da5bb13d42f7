"""One analyser for all that is compared in words: a need and an experience, a theme.

Words are folded (case, accents, ligatures) and reduced to their stems in French and in
English alike, since people write in both and a sentence does not say which it is in.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

import Stemmer

WORD = re.compile(r"[^\W\d_]{3,}", re.UNICODE)

# Words that every portrait holds, and that say nothing of what it is about.
EMPTY = frozenset(
    """
    a about after again all also always an and any are aux avait avant avec avez avoir avons
    been before being but can cela celle celles celui ces cet cette ceux chaque cherche
    chercher comme comment could dans deja des deux did dire does dont each elle elles
    encore entre est etait ete etre etaient eux faire fait faut find fois from gens had has
    have her here his how into jamais jour jours just know knows les leur leurs like lived
    look looking lui made mais make mes moi moins mon more most nos notre nous one only
    other our out own parce pas people personne peu peut plus pour pourrait pouvoir premier
    premiere prendre quand que quel quelle quelqu quelque qui quoi rien sait sans savoir
    ses should since ses some somebody someone sont sous sur take tes than that the their
    them then they thing this those through time ton toujours tous tout toute toutes tres
    trois trop two une under use very veut vers veux voir vos votre vous want was way well
    were what when where which while who whom why will with without work working would year
    years you your annee annees ans apres aussi aucun aucune autour autre autres bien bon
    bonne chez chose choses mieux petit petite petits temps travail travaille travailler demander
    demande dire donner donne garder garde montrer montre parler parle passer passe perdre
    perdu preter prete tenir tient trouver trouve venir vient aider aide apprendre apprendre
    comprendre aimerais aimerait expliquer ask asked give gave help helped keep kept learn
    lend lost show talk tell told understand run runs start started
    mois semaine semaines matin soir nuit nom vie main mains monde lieu place maison heure
    heures minutes week weeks month months day days morning evening name life hand hands house
    houses places hour hours moi soi lui bon vrai vraie grand grande nouveau nouvelle dernier
    derniere new last good real old mis mise par pourquoi ligne lignes pris prise jouer etat
    ancien ancienne long longue survecu pareil meme samedi dimanche lundi mardi mercredi jeudi
    vendredi conseil conseils avis recit histoire atelier ateliers client clients clientele
    metier metiers moitie fin retourne difficile difficiles public publique patiente patient
    voisin voisins machine machines arrive arrivait parti partie advice story workshop shop
    client clients customer customers person trade craft job difficult company companies
    evening nights night first second answer people simple small big table
    """.split()  # noqa: SIM905
)

# What somebody does says less than what he does it with: "récupérer" joins a disk and
# a lost name. Nouns in -er weigh less too; they need a second word beside them.
DOING = re.compile(r"(er|ir|oir|re|ing|ed)$")
ENOUGH = 1.5
TELLING = 6  # letters of a stem that says enough by itself: "faillite", "subvention"


def folded(text: str) -> str:
    """Lower case, without accents or ligatures."""
    text = text.lower().replace("œ", "oe").replace("æ", "ae")
    marks = unicodedata.normalize("NFD", text)
    return "".join(sign for sign in marks if not unicodedata.combining(sign))


# What says of a company how it is founded or how large it is, and not which it is.
LEGAL_FORMS = frozenset(
    """
    sa sas sasu sarl eurl ei eirl scop scic snc sci se sprl srl bv nv gmbh ag kg ltd
    limited llc llp inc incorporated corp corporation plc co cie ets etablissements
    group groupe gruppe holding
    """.split()  # noqa: SIM905
)
ARTICLES = frozenset(("l", "le", "la", "les", "the"))
AND = "et"
ANDS = frozenset(("and", "und"))
DOTTED = re.compile(r"\b[a-z](?:(?:\.[a-z])+\b\.?|(?:\. [a-z])+\.)")  # S.A.R.L.
SITE = re.compile(r"(?:https?://)?(?:www\.)?([\w-]{2,})\.[a-z]{2,4}(?:/.*)?")


def company_key(name: str) -> str:
    """The same for all ways to write a company: « L’Atelier, S.A.R.L. » and "atelier".

    Rather one company too many is kept away than one that is written otherwise let near.
    """
    plain = folded(name.strip().replace("&", f" {AND} "))
    if site := SITE.fullmatch(plain):
        plain = site[1]
    plain = DOTTED.sub(lambda form: re.sub(r"[. ]", "", form[0]) + " ", plain)
    words = [AND if word in ANDS else word for word in re.findall(r"[^\W_]+", plain)]
    telling = [word for word in words if word not in LEGAL_FORMS]
    while len(telling) > 1 and telling[-1] == AND:
        telling.pop()
    while len(telling) > 1 and telling[0] in {AND, *ARTICLES}:
        telling.pop(0)
    return " ".join(telling or words)


@cache
def stemmers() -> tuple[Stemmer.Stemmer, Stemmer.Stemmer]:
    return Stemmer.Stemmer("french"), Stemmer.Stemmer("english")


@lru_cache(maxsize=20_000)  # the same sentences are compared day after day
def themes(text: str) -> Mapping[str, float]:
    """The stems of the words that carry what a sentence is about, and their weight."""
    words = [word for word in WORD.findall(folded(text)) if word not in EMPTY]
    french, english = stemmers()
    stems = english.stemWords(french.stemWords(words))
    return {
        stem: 0.5 if DOING.search(word) else 1.0
        for word, stem in zip(words, stems, strict=True)
        if stem not in EMPTY
    }


def meeting(one: str, other: str) -> float:
    """How much two sentences are about the same, 0 when they are not."""
    return nearness(themes(one), themes(other))


def nearness(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The same, of themes: what the stems they share weigh together, if it is enough."""
    shared = {stem: min(one[stem], other[stem]) for stem in one.keys() & other.keys()}
    telling = any(len(stem) >= TELLING and shared[stem] == 1.0 for stem in shared)
    total = sum(shared.values())
    return total if telling or total >= ENOUGH else 0.0
