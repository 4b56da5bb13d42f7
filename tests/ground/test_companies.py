"""A company is known however it is written: whoever works there is kept away."""

import pytest

from whispeer.ground.words import company_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("L’Atelier, SARL", "atelier"),
        ("L’Atelier du Fil", "S.A.R.L. L'Atelier du Fil"),
        ("Arago", "ARAGO S.A.S.U."),
        ("Arago", "Arago S. A. S."),
        ("Arago", "Groupe Arago"),
        ("Arago", "www.arago.fr"),
        ("Arago", "https://arago.example/".replace("example", "com")),
        ("Crédit Agricole", "Credit agricole S.A."),
        ("Müller", "Müller GmbH & Co. KG"),
        ("Durand & Fils", "Durand et Fils"),
        ("Durand & Fils", "Durand and Fils, Ltd."),
        ("Durand", "Ets. Durand et Cie"),
        ("The Bakery", "Bakery Limited"),
        ("J.P. Morgan", "JP Morgan"),
    ],
)
def test_one_company_is_written_in_many_ways(one, other):
    assert company_key(one) == company_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dupont", "Dupont & Fils"),
        ("AXA France", "AXA"),
        ("Zola", "Éditions Zola"),
        ("SA", "SAS"),
    ],
)
def test_two_companies_stay_two(one, other):
    assert company_key(one) != company_key(other)


@pytest.mark.parametrize("name", ["SA", "The", "Le Co", "株式会社", "H&M", "Groupe"])
def test_a_name_that_is_only_such_words_is_a_name_still(name):
    assert company_key(name)


def test_what_holds_no_letter_is_no_company():
    assert company_key(" . ") == company_key("") == ""
