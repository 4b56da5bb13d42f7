"""Journey 1: three address books come in, each from where people really keep theirs."""

import io
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests import make
from tests.browser import accessibility
from tests.contacts import books
from whispeer.ties.actions.reading import read_book
from whispeer.ties.models import Contact, ContactImport

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LINKEDIN = (
    'Notes:\r\n"When exporting your connection data, you may notice that some of the '
    'email addresses are missing."\r\n\r\n'
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\r\n"
    "Odile,Roche,https://www.example.org/in/odile,odile@example.org,"
    "Imprimerie Roche,Imprimeuse,12 Mar 2024\r\n"
    "Malik,Sow,https://www.example.org/in/malik,,Menuiserie Sow,Menuisier,3 Feb 2023\r\n"
)
OUTLOOK = books.sheet(
    books.OUTLOOK_FRENCH,
    {
        "Titre": "Mme",
        "Prénom": "Odile",
        "Nom": "Roche",
        "Titre#2": "Gérante",
        "Adresse de messagerie": "Odile@example.org",
        "Tél. mobile": "06 12 34 56 78",
    },
    {"Titre": "M.", "Prénom": "Élie", "Nom": "Noël", "Titre#2": "Forgeron"},
)
IPHONE = books.card(
    "PRODID:-//Apple Inc.//iPhone OS 17.4//EN",
    "N:Sow;Malik;;;",
    "FN:Malik Sow",
    "TEL;type=CELL;type=VOICE;type=pref:+33 6 98 76 54 32",
    "item1.EMAIL;type=INTERNET;type=pref:malik@example.org",
    "item1.X-ABLabel:_$!<Work>!$_",
)


def files(folder: Path) -> list[Path]:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("Connections.csv", LINKEDIN)
        archive.writestr("Profile.csv", "First Name\r\nAlice\r\n")
    books_brought = {
        "linkedin.zip": packed.getvalue(),
        "outlook.csv": OUTLOOK.encode("cp1252"),
        "iphone.vcf": (IPHONE + "BEGIN:VCARD\r\nNOTE:nobody\r\nEND:VCARD\r\n").encode(),
    }
    for name, content in books_brought.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in books_brought]


def bring(page, path: Path) -> None:
    page.goto("/network/contacts/import/")
    page.get_by_label("Your address book").set_input_files(path)
    page.get_by_role("button", name="Read it").click()
    page.wait_for_url("**/import/*/")
    # The page may be closed: the reading is the worker's, which here is this test.
    page.goto("/network/contacts/")
    read_book.func(ContactImport.objects.latest("pk").pk)
    page.goto("/network/contacts/import/")
    page.get_by_role("link", name=path.name).first.click()


def take(page) -> None:
    page.get_by_role("button", name="Take them into my address book").click()


def undo(page, name: str) -> None:
    page.goto("/network/contacts/import/")
    page.get_by_role("link", name=name).click()
    page.get_by_role("button", name="Undo this import").click()
    page.get_by_text("out again").wait_for()


@pytest.mark.parametrize(
    ("scripts", "width", "scheme"), [(True, 1280, "light"), (False, 390, "dark")]
)
def test_three_address_books_come_in(open_page, tmp_path, scripts, width, scheme):
    alice = make.member("Alice", language="en")
    page = open_page("en", by=alice, scripts=scripts, width=width, scheme=scheme)
    linkedin, outlook, iphone = files(tmp_path)

    bring(page, linkedin)
    expect(page.get_by_role("link", name="Odile Roche")).to_be_visible()
    take(page)

    bring(page, outlook)
    assert not scripts or accessibility(page) == []
    page.get_by_role("link", name="Odile Roche").first.click()
    page.get_by_label("Gérante").check()
    page.get_by_role("button", name="Make them one").click()
    take(page)

    bring(page, iphone)
    expect(page.get_by_text("nobody here")).to_be_visible()
    page.get_by_role("link", name="Malik Sow").first.click()
    assert not scripts or accessibility(page) == []
    page.get_by_role("button", name="Make them one").click()
    take(page)

    page.goto("/network/contacts/")
    assert not scripts or accessibility(page) == []
    listed = page.locator("ul.people a")
    expect(listed).to_have_text(["Élie Noël", "Malik Sow", "Odile Roche"])
    malik = Contact.objects.get(full_name="Malik Sow")
    assert malik.phones == ["+33 6 98 76 54 32"]
    assert malik.organization == "Menuiserie Sow"
    assert Contact.objects.get(full_name="Odile Roche").title == "Gérante"

    undo(page, "iphone.vcf")
    malik.refresh_from_db()
    assert malik.phones == []


def test_the_page_looks_again_until_the_reading_is_done(open_page, tmp_path):
    alice = make.member("Alice", language="en")
    page = open_page("en", by=alice)
    row = make.contact_import(alice, state="sent", to_read=4, read=1)
    page.goto(f"/network/contacts/import/{row.public_id}/")
    expect(page.locator("progress")).to_have_attribute("value", "25")

    ContactImport.objects.update(read=3)
    page.locator("progress[value='75']").wait_for()
    ContactImport.objects.update(state="read")
    page.get_by_text("Nobody was found").wait_for()


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
@pytest.mark.parametrize(
    "path", ["", "new/", "import/", "{contact}/", "{contact}/edit/", "{contact}/twice/"]
)
def test_each_page_can_be_read_by_everybody(open_page, path, width, scheme):
    alice = make.member("Alice")
    known = make.contact(alice, "Zoé Zola", notes="Au salon", phones=["06 12 34 56 78"])
    make.contact(alice, "Zoé Zola", resembles=known)
    page = open_page("fr", by=alice, width=width, scheme=scheme)
    page.goto("/network/contacts/" + path.format(contact=known.public_id))

    assert accessibility(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
