"""Coming in: an address and the code sent there, or a password."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from tests import make
from tests.members.reading import code_in, is_in, words_of

LOGIN, CODE = "/account/login/", "/account/login/code/confirm/"
BY_PASSWORD = f"{LOGIN}?with=password"


@pytest.fixture
def alice(alice):
    make.address(alice)
    return alice


def ask_for_code(client, email, run_tasks):
    answer = client.post(LOGIN, {"login": email})
    run_tasks()
    return answer


def test_a_code_opens_the_house(client, alice, mailbox, run_tasks):
    answer = ask_for_code(client, alice.email, run_tasks)
    assert answer.url == CODE
    (letter,) = mailbox

    answer = client.post(CODE, {"code": code_in(letter)})

    assert answer.status_code == 302
    assert is_in(client)
    assert letter["To"] == alice.email


def test_a_code_may_be_typed_as_one_likes(client, alice, mailbox, run_tasks):
    ask_for_code(client, alice.email.upper(), run_tasks)
    code = code_in(mailbox[0])

    client.post(CODE, {"code": f" {code.lower().replace('-', '')} "})

    assert is_in(client)


def test_one_comes_to_the_page_one_asked_for(client, alice, mailbox, run_tasks):
    wanted = reverse("members:privacy")
    answer = client.get(wanted)
    client.post(answer.url, {"login": alice.email, "next": wanted})
    run_tasks()

    answer = client.post(f"{CODE}?next={wanted}", {"code": code_in(mailbox[0])})

    assert answer.url == wanted


def test_nobody_is_led_out_of_the_house(client, alice):
    sent = {"login": alice.email, "password": make.PASSWORD}

    answer = client.post(f"{BY_PASSWORD}&next=https://example.org/", sent)

    assert answer.url == "/"


def test_a_wrong_code_opens_nothing_and_three_close_the_door(
    client, alice, mailbox, run_tasks
):
    ask_for_code(client, alice.email, run_tasks)

    first = client.post(CODE, {"code": "BBBB-BBBB"})
    client.post(CODE, {"code": "é" * 2000})
    third = client.post(CODE, {"code": "\x00"})
    late = client.post(CODE, {"code": code_in(mailbox[0])})

    assert first.status_code == 200
    assert first.context["form"].errors["code"]
    assert (third.url, late.url) == (LOGIN, LOGIN)
    assert not is_in(client)


def test_a_code_grows_old(client, alice, mailbox, run_tasks, clock):
    ask_for_code(client, alice.email, run_tasks)
    clock.shift(timedelta(minutes=16))

    client.post(CODE, {"code": code_in(mailbox[0])})

    assert not is_in(client)


def test_another_code_can_be_sent_and_the_first_is_void(
    client, alice, mailbox, run_tasks
):
    ask_for_code(client, alice.email, run_tasks)
    client.post(CODE, {"action": "resend"})
    run_tasks()
    first, second = mailbox

    client.post(CODE, {"code": code_in(first)})
    assert not is_in(client)
    client.post(CODE, {"code": code_in(second)})
    assert is_in(client)


def test_another_address_can_be_given(client, alice, run_tasks):
    ask_for_code(client, "alcie@example.org", run_tasks)
    assert client.get(LOGIN).url == CODE

    client.post("/account/logout/", {"next": LOGIN})

    assert client.get(LOGIN).status_code == 200


def test_a_password_opens_the_house_too(client, alice):
    answer = client.post(BY_PASSWORD, {"login": alice.email, "password": make.PASSWORD})

    assert answer.status_code == 302
    assert is_in(client)


def test_a_wrong_password_says_the_same_of_known_and_unknown(client, alice):
    pages = [
        client.post(BY_PASSWORD, {"login": email, "password": "not this one, no"})
        for email in (alice.email, "nobody.here@example.org")
    ]

    said = [page.context["form"].non_field_errors() for page in pages]
    assert said[0]
    assert list(said[0]) == list(said[1])
    assert [page.status_code for page in pages] == [200, 200]
    assert "not this one" not in pages[0].content.decode()
    assert pages[0].context["form"]["login"].value() == alice.email


def test_after_some_wrong_passwords_one_waits(client, alice):
    for _ in range(5):
        client.post(BY_PASSWORD, {"login": alice.email, "password": "not this one"})

    client.post(BY_PASSWORD, {"login": alice.email, "password": make.PASSWORD})

    assert not is_in(client)


def test_known_and_unknown_addresses_get_the_same_page(
    client_of, alice, mailbox, run_tasks
):
    answers, pages, attempts = [], [], []
    for email in (alice.email, "nobody.here@example.org"):
        client = client_of()
        answers.append(ask_for_code(client, email, run_tasks))
        page = client.get(CODE).content.decode().replace(email, "…")
        pages.append([line for line in page.splitlines() if "hidden" not in line])
        attempts.append(client.post(CODE, {"code": "BBBB-BBBB"}).status_code)

    assert [answer.url for answer in answers] == [CODE, CODE]
    assert pages[0] == pages[1]
    assert attempts == [200, 200]
    known, unknown = mailbox
    assert (known["To"], unknown["To"]) == (alice.email, "nobody.here@example.org")
    assert reverse("web:join") in words_of(unknown)


def test_a_mail_says_nothing_but_its_code(client, alice, mailbox, run_tasks):
    ask_for_code(client, alice.email, run_tasks)
    (letter,) = mailbox

    assert code_in(letter) not in letter["Subject"]
    assert letter["Subject"].startswith("Whispeer")
    assert "Alice" not in words_of(letter)
    assert "&#x" not in words_of(letter)
    assert letter.get_content_type() == "text/plain"


def test_a_mail_server_that_is_down_breaks_no_page(client, alice, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 9

    answer = client.post(LOGIN, {"login": alice.email})

    assert answer.url == CODE
    assert DBTaskResult.objects.ready().exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed",
    ["", "alice", "a" * 300 + "@example.org", "a\x00@example.org", "a@ex\u202e.org"],
)
def test_an_address_that_cannot_be_one_comes_back(client, typed):
    answer = client.post(LOGIN, {"login": typed})

    assert answer.status_code == 200
    assert answer.context["form"].errors["login"]
    assert not DBTaskResult.objects.exists()


def test_too_many_codes_for_one_address_make_one_wait(client_of, alice):
    answers = [client_of().post(LOGIN, {"login": alice.email}) for _ in range(4)]

    assert [answer.status_code for answer in answers] == [302, 302, 302, 200]


def test_a_closed_account_stays_closed(client, alice, mailbox, run_tasks):
    alice.is_active = False
    alice.save()

    client.post(BY_PASSWORD, {"login": alice.email, "password": make.PASSWORD})
    assert not is_in(client)
    assert client.get("/account/inactive/").status_code == 200


def test_signing_out_is_a_gesture(client, alice):
    client.force_login(alice)

    assert client.get("/account/logout/").status_code == 200
    assert is_in(client)
    client.post("/account/logout/")
    assert not is_in(client)
