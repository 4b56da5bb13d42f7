"""Address books written by hand, and what is read from them."""

from pathlib import Path

from whispeer.ties.addressbooks.reading import read
from whispeer.ties.addressbooks.values import NotUnderstood, Person

#: Cards as phones and programs really export them; not part of the project.
VCARDS = Path(__file__).parents[3] / "shared" / "data" / "vcards"

GOOGLE_NOW = (
    "First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,"
    "Phonetic Last Name,Name Prefix,Name Suffix,Nickname,File As,Organization Name,"
    "Organization Title,Organization Department,Birthday,Notes,Photo,Labels,"
    "E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,"
    "Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,"
    "Address 1 - Label,Address 1 - Formatted,Website 1 - Label,Website 1 - Value"
)
GOOGLE_BEFORE = (
    "Name,Given Name,Additional Name,Family Name,Yomi Name,Given Name Yomi,"
    "Additional Name Yomi,Family Name Yomi,Name Prefix,Name Suffix,Initials,Nickname,"
    "Short Name,Maiden Name,Birthday,Gender,Location,Billing Information,"
    "Directory Server,Mileage,Occupation,Hobby,Sensitivity,Priority,Subject,Notes,"
    "Language,Photo,Group Membership,E-mail 1 - Type,E-mail 1 - Value,"
    "Phone 1 - Type,Phone 1 - Value,Organization 1 - Type,Organization 1 - Name,"
    "Organization 1 - Yomi Name,Organization 1 - Title,Organization 1 - Department"
)
OUTLOOK = (
    "Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,"
    "Business Street,Business City,Business Fax,Business Phone,Business Phone 2,"
    "Home Phone,Mobile Phone,Pager,Anniversary,Birthday,Categories,E-mail Address,"
    "E-mail Type,E-mail Display Name,E-mail 2 Address,E-mail 2 Type,"
    "E-mail 2 Display Name,Notes,Web Page"
)
OUTLOOK_FRENCH = (
    "Titre,Prénom,Deuxième prénom,Nom,Suffixe,Société,Service,Titre,Rue (bureau),"
    "Ville (bureau),Télécopie (bureau),Téléphone (bureau),Téléphone 2 (bureau),"
    "Téléphone (domicile),Tél. mobile,Récepteur de radiomessagerie,Anniversaire,"
    "Catégories,Adresse de messagerie,Type de messagerie,"
    "Nom complet de l'adresse de messagerie,Adresse de messagerie 2,Notes,Page Web"
)

LINKEDIN = {
    "en": "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
    "old": "First Name,Last Name,Email Address,Company,Position,Connected On",
    "fr": "Prénom,Nom,URL,Adresse e-mail,Entreprise,Poste,Date de connexion",
    "fr2": "Prénom,Nom de famille,URL,Adresse e-mail,Société,Fonction,Connexion le",
    "de": "Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verbunden am",
}
#: The same somebody in a sheet of Google's, and of Outlook's in French.
GOOGLE_LEA = {
    "First Name": "Léa",
    "Last Name": "Durand",
    "Name Prefix": "Mme",
    "Organization Name": "Arago",
    "Organization Title": "Relieuse",
    "Organization Department": "Dorure",
    "Birthday": "--03-22",
    "Notes": "Lyon,\nen mars",
    "Labels": "Chorale ::: * myContacts",
    "E-mail 1 - Label": "* Home",
    "E-mail 1 - Value": "lea@example.org ::: lea@example.com",
    "E-mail 2 - Label": "Chorale",
    "E-mail 2 - Value": "chorale@example.org",
    "Phone 1 - Label": "Mobile",
    "Phone 1 - Value": "06 12",
    "Phone 2 - Label": "Work Fax",
    "Phone 2 - Value": "01 13",
    "Website 1 - Value": "https://example.org",
}
LEA = {
    "Titre#1": "Mme",
    "Prénom": "Léa",
    "Nom": "Durand",
    "Société": "Arago",
    "Titre#2": "Relieuse",
    "Télécopie (bureau)": "01 13",
    "Téléphone (bureau)": "01 14",
    "Tél. mobile": "06 12",
    "Récepteur de radiomessagerie": "15",
    "Anniversaire": "22/03/1980",
    "Adresse de messagerie": "lea@example.org",
    "Type de messagerie": "SMTP",
    "Nom complet de l'adresse de messagerie": "Léa Durand (lea@example.org)",
    "Adresse de messagerie 2": "/o=Arago/ou=Lyon/cn=lea",
    "Page Web": "https://example.org",
}


def all_of(book):
    """Everything that comes out of a book."""
    data = book if isinstance(book, bytes) else book.encode()
    return list(read(data))


def people(book):
    """Everybody in a book in which every line is understood."""
    found = all_of(book)
    assert [one for one in found if isinstance(one, NotUnderstood)] == []
    return found


def person(book):
    """The one person in a book in which every line is understood."""
    (found,) = people(book)
    return found


def of_card(*lines, version="3.0"):
    """The one person of a card with these lines."""
    return person(card(*lines, version=version))


def card(*lines, version="3.0"):
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


def sheet(header, *rows, separator=","):
    """A sheet in which each row fills the columns that it names."""
    heads = header.split(",")
    lines = [[*heads]]
    for row in rows:
        cells = [""] * len(heads)
        for heading, cell in row.items():
            name, _, nth = heading.partition("#")
            places = [at for at, head in enumerate(heads) if head == name]
            cells[places[int(nth or 1) - 1]] = cell
        lines.append(cells)
    quoted = (
        [f'"{cell}"' if set(cell) & set(',;"\n') else cell for cell in line]
        for line in lines
    )
    return "".join(separator.join(line) + "\r\n" for line in quoted)


def faults(book):
    """The lines that were not understood, with why."""
    return [
        (one.line, one.why) for one in all_of(book) if isinstance(one, NotUnderstood)
    ]


def persons(book):
    """The people in a book that may hold other lines as well."""
    return [one for one in all_of(book) if isinstance(one, Person)]
