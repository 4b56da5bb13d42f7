"""Directories as text (LDIF), which Thunderbird gives away by default."""

from tests.contacts.books import faults, people, person, persons
from whispeer.ties.addressbooks.values import Unknown, Why

THUNDERBIRD = """\
dn: cn=Léa Durand,mail=lea@example.org
objectclass: top
objectclass: person
objectclass: inetOrgPerson
objectclass: mozillaAbPersonAlpha
givenName:: TMOpYQ==
sn: Durand
cn:: TMOpYSBEdXJhbmQ=
mail: lea@example.org
mozillaSecondEmail: lea@arago.example
telephoneNumber: 01
homePhone: 02
fax: 03
pager: 04
mobile: 06
title: Relieuse
o: Arago
ou: Dorure
mozillaWorkUrl: http://arago.example
birthyear: 1980
birthmonth: 3
birthday: 22
mozillaHomeLocalityName: Lyon
description: une note trop lon
 gue pour sa ligne

dn: cn=Zoé
objectclass: person
cn: Zoé
birthyear: 1975
"""


def test_somebody_of_a_directory_is_read_whole():
    lea = people(THUNDERBIRD)[0]

    assert lea.as_json() == {
        "names": {"given": "Léa", "family": "Durand", "full": "Léa Durand"},
        "emails": ["lea@example.org", "lea@arago.example"],
        "phones": ["01", "02", "03", "04", "06"],
        "organization": "Arago",
        "title": "Relieuse",
        "urls": ["http://arago.example"],
        "birthday": "1980-03-22",
        "notes": "une note trop longue pour sa ligne",
        "source_line": 1,
    }
    assert lea.department == "Dorure"
    assert dict(lea.kinds)["02"] == "home"
    assert lea.unknown == (Unknown("mozillahomelocalityname", "Lyon", cell=True),)


def test_what_is_no_birthday_is_kept_as_it_stood():
    zoe = people(THUNDERBIRD)[1]

    assert (zoe.names.full, zoe.birthday) == ("Zoé", "")
    assert zoe.unknown == (Unknown("birthyear", "1975", cell=True),)


def test_a_list_of_a_directory_is_nobody_and_said_so():
    book = "dn: cn=Amis\nobjectclass: groupOfNames\ncn: Amis\nmember: cn=Zoé\n"

    assert faults(book) == [(1, Why.GROUP)]


def test_an_organization_s_branch_is_no_person_and_no_fault():
    book = (
        "version: 1\n\ndn: dc=example\nobjectclass: top\n\n# Zoé\ndn: cn=Z\ncn: Zoé\n"
    )

    assert [one.names.full for one in persons(book)] == ["Zoé"]
    assert faults(book) == []


def test_lines_that_say_nothing_are_named_and_the_others_read():
    book = "dn: cn=Z\ncn: Zoé\nwhat is this\nsn:: pas du base64!\nmobile: 06\n"

    assert [one.phones for one in persons(book)] == [("06",)]
    assert faults(book) == [(3, Why.NO_NAME), (4, Why.NO_NAME)]


def test_an_entry_without_end_is_cut():
    book = "dn: cn=Z\ncn: Zoé\n" + "x: 1\n" * 3000 + " x" * 10_000_000

    assert persons(book)[0].names.full == "Zoé"
    assert faults(book) == [(1, Why.PROPERTIES)]


def test_a_portrait_is_kept_as_a_card_keeps_it():
    book = "dn: cn=Z\ncn: Zoé\njpegPhoto:: /9j/\n 4AAQ\n"

    assert person(book).unknown == (Unknown("PHOTO;ENCODING=b;TYPE=JPEG", "/9j/4AAQ"),)
