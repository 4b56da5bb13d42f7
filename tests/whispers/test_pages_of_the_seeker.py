"""The pages of the one who seeks: the way, the answers, the thanks."""

from tests import make
from tests.whispers.pages import (
    SENTENCE,
    carried,
    page_of,
    read,
    send,
)
from whispeer.ties.models import Pause
from whispeer.whispers import actions
from whispeer.whispers.models import Relay
from whispeer.whispers.states import Step


def test_a_stranger_finds_no_whisper(asked, chantal, client_of, now):
    client = client_of(chantal)
    for path in (
        page_of(asked.whisper, "whisper"),
        page_of(asked, "entrusted"),
        page_of(asked, "carry_beyond"),
        page_of(asked, "report"),
    ):
        assert client.get(path).status_code == 404


def test_a_recall_takes_the_words_away_from_every_page(
    asked, alice, bruno, client_of, now
):
    send(client_of(alice), page_of(asked.whisper, "recall"))

    gone = client_of(bruno).get(page_of(asked, "entrusted"))
    assert gone.status_code in {404, 410}
    assert SENTENCE not in gone.content.decode()
    assert SENTENCE not in read(client_of(alice), page_of(asked.whisper, "whisper"))


def test_the_way_names_nobody_whom_the_seeker_did_not_ask(
    asked, alice, bruno, chantal, client_of, now
):
    make.relay(asked.whisper, chantal, after=carried(asked))

    page = read(client_of(alice), page_of(asked.whisper, "whisper"))

    assert "Bruno Bianchi le porte plus loin." in page
    assert "Chantal" not in page
    assert "quelqu’un" in page


def test_while_his_asks_pause_he_reads_that_it_stands_still(
    asked, alice, client_of, now
):
    client, page = client_of(alice), page_of(asked.whisper, "whisper")

    Pause.objects.create(member=alice, since=now)
    assert "tant que tes demandes sont en pause" in read(client, page)


def test_thanks_go_to_all_who_carried_it(asked, alice, bruno, client_of, now):
    asked.state = Step.HELPS
    asked.answered_at = now
    asked.save()
    actions.accept(asked, by=alice, now=now)
    client = client_of(alice)

    send(client, page_of(asked.whisper, "thank"), words="Le bail est signé, merci.")
    send(client, page_of(asked.whisper, "say_outcome"), outcome="Deux palettes.")

    page = read(client_of(bruno), page_of(asked, "entrusted"))
    assert "Le bail est signé, merci." in page
    assert "Deux palettes." not in page


def test_whom_next_and_rather_not(asked, alice, bruno, chantal, client_of, now):
    make.tie(alice, chantal)
    client = client_of(alice)
    send(
        client,
        page_of(asked.whisper, "choose"),
        to=str(chantal.public_id),
        other=str(chantal.public_id),
    )
    chosen = Relay.objects.get(to=chantal)
    assert page_of(chosen, "unchoose") in read(
        client, page_of(asked.whisper, "whisper")
    )

    send(client, page_of(chosen, "unchoose"))

    assert not Relay.objects.filter(to=chantal).exists()
