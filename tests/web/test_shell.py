"""Between the network and Django: whatever is sent, a page answers and others go on."""

import socket
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings

from tests.web.wire import CAP, ask, request, served, status
from whispeer.web.wsgi import application as django


def echo(environ, start_response):
    """Answers with the length of what it read, and what it was told."""
    body = environ["wsgi.input"].read()
    told = (environ["PATH_INFO"], environ["QUERY_STRING"], environ.get("HTTP_COOKIE"))
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [f"{len(body)} {told}".encode()]


@pytest.fixture
def house():
    with served(echo) as address:
        yield address


@pytest.fixture
def whole_house(transactional_db):
    """Django behind the shell, as `whispeer serve` puts it."""
    cap = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    with served(django, cap=cap) as address:
        yield address


def test_a_body_comes_whole_to_the_page(house):
    answer = ask(house, request(method="POST", body=b"x" * CAP))

    assert status(answer) == 200
    assert f"{CAP} ".encode() in answer


def test_a_body_in_pieces_comes_whole_to_the_page(house):
    head = request(method="POST", Transfer_Encoding="chunked")
    answer = ask(house, head, b"5\r\nhello\r\n", b"3\r\nyou\r\n", b"0\r\n\r\n")

    assert status(answer) == 200
    assert b"8 (" in answer


def test_a_body_that_is_too_large_gets_a_page_that_says_so(house):
    answer = ask(house, request(method="POST", body=b"x" * 10_000_000))

    assert status(answer) == 413
    assert b"<html" in answer


def test_a_body_that_is_too_large_in_pieces_is_refused_too(house):
    head = request(method="POST", Transfer_Encoding="chunked")
    piece = b"%x\r\n%s\r\n" % (CAP, b"x" * CAP)
    answer = ask(house, head, piece, piece, b"0\r\n\r\n")

    assert status(answer) == 413


def test_who_asks_before_sending_much_is_told_at_once(house):
    head = request(method="POST", Expect="100-continue", Content_Length="5000000")
    answer = ask(house, head)  # nothing follows: who waited for it would say 408

    assert status(answer) == 413


@pytest.mark.parametrize(
    ("headers", "language"),
    [
        ({"Accept_Language": "en-GB,en;q=0.9"}, b'lang="en"'),
        ({"Accept_Language": "de, fr;q=0.5"}, b'lang="fr"'),
        ({"Accept_Language": "en", "Cookie": "django_language=fr"}, b'lang="fr"'),
        ({"Accept_Language": "\xff;q=é"}, b'lang="fr"'),
        ({}, b'lang="fr"'),
    ],
)
def test_a_refusal_speaks_the_language_of_its_reader(house, headers, language):
    answer = ask(house, request(method="POST", body=b"x" * 5000, **headers))

    assert status(answer) == 413
    assert language in answer


def test_a_body_that_does_not_come_is_given_up(house):
    head = request(method="POST", Content_Length="500")
    answer = ask(house, head, b"only this")

    assert status(answer) == 408
    assert b"connection: close" in answer.lower()


def test_slow_senders_leave_the_threads_to_others():
    """The house has two threads; twelve people send a byte and wait."""
    with served(echo, deadline=30) as house:
        slow = [socket.create_connection(house) for _ in range(12)]
        for wire in slow:
            wire.sendall(request(method="POST", Content_Length="500") + b"x")
        answer = ask(house, request(), patience=15)
        for wire in slow:
            wire.close()

    assert status(answer) == 200


def test_slow_readers_leave_the_threads_to_others():
    def large(environ, start_response):
        start_response("200 OK", [])
        return (
            [b"x" * 100_000 for _ in range(100)] if environ["PATH_INFO"] == "/l" else []
        )

    with served(large) as house:
        slow = [socket.create_connection(house) for _ in range(4)]
        for wire in slow:
            wire.sendall(request("/l"))
        time.sleep(0.2)
        answer = ask(house, request())
        for wire in slow:
            wire.close()

    assert status(answer) == 200


def test_a_head_without_end_is_refused(house):
    endless = b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Endless: "
    answer = ask(house, endless, *[b"x" * 10_000] * 5)

    assert status(answer) == 431


def test_a_head_that_does_not_come_is_given_up(house, monkeypatch):
    monkeypatch.setattr("whispeer.web.protocol.PATIENCE", 0.2)

    assert ask(house, b"GET / HTTP/1.1\r\nHost:") == b""
    assert ask(house) == b""


def test_a_head_request_has_the_answer_without_its_body(house):
    answer = ask(house, request(method="HEAD"))

    assert status(answer) == 200
    assert answer.endswith(b"\r\n\r\n")


def test_what_is_not_ascii_in_a_query_comes_escaped(house):
    answer = ask(
        house, b"GET /?q=\xe9 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    )

    assert b"q=%E9" in answer or status(answer) == 400


def test_a_header_spelled_like_that_of_a_proxy_is_not_let_in(house):
    sent = request(Cookie="a=1").replace(b"Cookie: a=1", b"Coo_kie: a=1")

    assert b"None" in ask(house, sent)


HOSTILE = {
    "NUL in the path": request("/me/%00/"),
    "NUL in a static file": request("/static/%00.css"),
    "half a character": request("/%ff%fe/?q=%ff&next=%00"),
    "a climb": request("/static/../../../etc/passwd"),
    "an absolute address": request("http://elsewhere.example/"),
    "an unknown method": request("/", "BREW"),
    "a method of others": request("/", "PROPFIND"),
    "TRACE": request("/", "TRACE"),
    "CONNECT": b"CONNECT localhost:1 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "no host": b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
    "another's host": request("/").replace(b"localhost", b"a b@c/d"),
    "an absurd length": request("/", "POST", Content_Length="9" * 40),
    "a length below zero": request("/", "POST", Content_Length="-1"),
    "a length in words": request("/", "POST", Content_Length="many"),
    "two lengths": request("/", "POST", b"a", Content_length="7"),
    "not HTTP": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    "cookies without sense": request(
        "/", Cookie='a; ;=;;"\\; sessionid="\\000\\";b=\x01é'
    ),
    "NUL in a session": request("/", Cookie='sessionid="aaaaaaaaaaaa\\000b"'),
    "an endless session": request("/", Cookie="sessionid=" + "x" * 9000),
    "a language that is none": request("/", Cookie="django_language=" + "x" * 900),
    "languages without end": request("/", Accept_Language="fr," * 2000),
    "a form without a boundary": request(
        "/account/login/", "POST", b"x", Content_Type="multipart/form-data"
    ),
    "a form cut short": request(
        "/account/login/",
        "POST",
        b'--a\r\nContent-Disposition: form-data; name="\xff',
        Content_Type="multipart/form-data; boundary=a",
    ),
    "a charset that is none": request(
        "/account/login/",
        "POST",
        b"a=\xff\x00",
        Content_Type="application/x-www-form-urlencoded; charset=klingon",
    ),
    "a thousand fields": request(
        "/account/login/",
        "POST",
        b"&".join(b"f%d=1" % n for n in range(1000)),
        Content_Type="application/x-www-form-urlencoded",
    ),
    "ten million bytes": request("/account/login/", "POST", b"x" * 10_000_000),
    "NUL in a form": request(
        "/account/login/",
        "POST",
        b"login=%00&password=%00&csrfmiddlewaretoken=%00&key=%00",
        Content_Type="application/x-www-form-urlencoded",
    ),
}


@pytest.mark.parametrize("sent", HOSTILE.values(), ids=HOSTILE)
def test_nothing_that_is_sent_breaks_the_house(whole_house, sent):
    assert status(ask(whole_house, sent)) < 500
    assert status(ask(whole_house, request("/"))) == 200


def test_many_at_once_share_the_threads(whole_house):
    with ThreadPoolExecutor(20) as people:
        answers = list(people.map(lambda _: ask(whole_house, request("/")), range(60)))

    assert {status(answer) for answer in answers} == {200}
