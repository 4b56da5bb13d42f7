"""Address books as phones and programs really export them, read as a person would."""

import pytest

from tests.contacts.books import VCARDS, people

N = "Ñ"

# By file, of each card: given, family and full name, phones, mails.
EXPECTED = {
    "John_Doe_ANDROID": [
        ("", "", "", [], ["john.doe@company.com"]),
        ("", "", "", [], ["jane.doe@company.com"]),
        ("", "Ñ Ñ Ñ Ñ", "Ñ Ñ Ñ Ñ Ñ", ["123456789"], []),
        (
            "",
            "Ñ Ñ Ñ Ñ Ñ Ñ Ñ Ñ Ñ Ñ Ñ",
            "Ñ Ñ Ñ Ñ Ñ Ñ Ñ Ñ Ñ Ñ Ñ",
            ["123456", "234567", "3456789", "45678901"],
            [],
        ),
        (
            "Ñ Ñ Ñ",
            "Ñ Ñ",
            "Ñ Ñ Ñ Ñ",
            ["123456", "123456", "123456"],
            ["bob@company.com", N * 14],
        ),
        ("", "ÑÑÑÑ", "ÑÑÑÑ", ["55556666"], ["henry@company.com"]),
    ],
    "John_Doe_EVOLUTION": [
        (
            "John",
            "Doe",
            "Mr. John Richter, James Doe Sr.",
            ["905-666-1234", "905-555-1234"],
            ["john.doe@ibm.com"],
        )
    ],
    "John_Doe_IPHONE": [
        (
            "John",
            "Doe",
            "Mr. John Richter James Doe Sr.",
            [
                "905-555-1234",
                "905-666-1234",
                "905-777-1234",
                "905-888-1234",
                "905-999-1234",
                "905-111-1234",
                "905-222-1234",
            ],
            ["john.doe@ibm.com"],
        )
    ],
    "John_Doe_MS_OUTLOOK": [
        (
            "John",
            "Doe",
            "Mr. John Richter James Doe Sr.",
            ["(905) 555-1234", "(905) 666-1234"],
            ["john.doe@ibm.cm"],
        )
    ],
    "gmail-list": [
        ("Arnold", "Smith", "Arnold Smith", [], ["asmithk@gmail.com"]),
        ("Chris", "Beatle", "Chris Beatle", [], ["chrisy55d@yahoo.com"]),
        ("Doug", "White", "Doug White", [], ["dwhite@gmail.com"]),
    ],
    "gmail-single": [
        (
            "Greg",
            "Dartmouth",
            "Greg Dartmouth",
            ["555 555 1111", "555 555 2222"],
            ["gdartmouth@hotmail.com"],
        )
    ],
    "outlook-2003": [
        (
            "John",
            "Doe",
            "John Doe III",
            ["BusinessPhone", "HomePhone", "MobilePhone", "BusinessFaxPhone"],
            ["jdoe@hotmail.com"],
        )
    ],
    "rfc2426-example": [
        (
            "",
            "",
            "Frank Dawson",
            ["+1-919-676-9515", "+1-919-676-9564"],
            ["Frank_Dawson@Lotus.com", "fdawson@earthlink.net"],
        ),
        (
            "",
            "",
            "Tim Howes",
            ["+1-415-937-3419", "+1-415-528-4164"],
            ["howes@netscape.com"],
        ),
    ],
    "rfc6350-example": [
        (
            "Simon",
            "Perreault",
            "Simon Perreault",
            ["+1-418-656-9254;ext=102", "+1-418-262-6501"],
            ["simon.perreault@viagenie.ca"],
        )
    ],
}


def sample(name):
    path = VCARDS / f"{name}.vcf"
    if not path.exists():
        pytest.skip("the real address books are not on this machine")
    return people(path.read_bytes())


@pytest.mark.parametrize("name", EXPECTED)
def test_a_real_book_gives_its_names_phones_and_mails(name):
    found = [
        (
            one.names.given,
            one.names.family,
            one.names.full,
            list(one.phones),
            list(one.emails),
        )
        for one in sample(name)
    ]

    assert found == EXPECTED[name]


@pytest.mark.parametrize(
    ("name", "company", "title", "born"),
    [
        ("John_Doe_EVOLUTION", "IBM", "Money Counter", "1980-03-22"),
        ("John_Doe_IPHONE", "IBM", "Money Counter", "2012-06-06"),
        ("John_Doe_MS_OUTLOOK", "IBM", "Money Counter", "1980-03-22"),
        ("gmail-single", "TheCompany", "TheJobTitle", "1960-09-10"),
        ("outlook-2003", "Company, The", "The Job Title", "1980-03-21"),
        ("rfc6350-example", "Viagenie", "", "--02-03"),
    ],
)
def test_a_real_book_gives_company_title_and_birthday(name, company, title, born):
    (one,) = sample(name)

    assert (one.organization, one.title, one.birthday) == (company, title, born)


def test_real_notes_keep_their_lines():
    (outlook,) = sample("outlook-2003")
    (gmail,) = sample("gmail-single")

    assert outlook.notes.splitlines() == [
        "This is the note field!!",
        "Second line",
        "",
        "Third line is empty",
    ]
    assert gmail.notes.endswith("NOTE type.\nACustomField: CustomField")


def test_a_real_photograph_is_kept_whole():
    (iphone,) = sample("John_Doe_IPHONE")
    photo = next(one for one in iphone.unknown if one.name.startswith("PHOTO"))

    assert photo.value.endswith("9k=")
    assert len(photo.value) > 30_000
    assert " " not in photo.value
