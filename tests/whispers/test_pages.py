"""The pages of whispers: what is written is previewed, sent once, followed and answered."""

import pytest

from tests import make
from tests.promises.calls import CHANGING
from tests.whispers.pages import (
    NEW,
    PREVIEW,
    ROOM,
    SENTENCE,
    mark,
    page_of,
    read,
    send,
    write,
)
from whispeer.whispers import actions, queries
from whispeer.whispers.models import Relay, Whisper
from whispeer.whispers.queries import way_outside
from whispeer.whispers.states import State, Step


@pytest.fixture
def whispered(alice, bruno, now) -> Whisper:
    return make.whisper(alice, sentence=SENTENCE, context="Au printemps.")


@pytest.fixture
def asked(whispered, bruno) -> Relay:
    return make.relay(whispered, bruno)


def carried(relay: Relay) -> Relay:
    relay.state, relay.answered_at = Step.CARRIES, relay.asked_at
    relay.save()
    return relay


def path_of(relay: Relay) -> str:
    return "/" + way_outside(relay).split("/", 3)[3]


# ── Written, read, sent ───────────────────────────────────────────────────────


def test_an_empty_room_says_what_it_is_for(chantal, client_of, now):
    page = read(client_of(chantal), ROOM)

    assert "Cela commence par un lien" in page


def test_what_is_written_is_read_before_it_is_said_and_said_once(
    alice, bruno, client_of, now
):
    client = client_of(alice)
    answer = write(client)
    assert answer.headers["Location"] == PREVIEW
    assert not Whisper.objects.exists()
    assert SENTENCE in read(client, PREVIEW)

    chosen = {"to": str(bruno.public_id), "other": str(bruno.public_id)}
    sent = send(client, "/whispers/new/send/", read=mark(client), **chosen)

    whisper = Whisper.objects.get()
    assert sent.headers["Location"] == page_of(whisper, "whisper")
    assert whisper.sentence == SENTENCE
    assert [one.to for one in whisper.relays.all()] == [bruno]
    assert client.get(PREVIEW).headers["Location"] == NEW


def test_offering_comes_first_and_may_stay_empty(alice, bruno, client_of, now):
    client = client_of(alice)
    page = read(client, NEW)
    assert page.index('name="offered"') < page.index('name="sentence"')

    assert write(client, offered="").headers["Location"] == PREVIEW


def test_two_words_are_no_situation_and_stay_on_the_page(alice, bruno, client_of, now):
    answer = write(client_of(alice), sentence="des clients")

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "À reprendre" in page
    assert 'value="des clients"' in page
    assert "Une première palette" in page


def test_a_draft_waits_until_it_is_said_or_forgotten(alice, bruno, client_of, now):
    client = client_of(alice)
    write(client)
    assert SENTENCE in read(client, NEW)

    send(client, "/whispers/new/forget/")

    assert SENTENCE not in read(client, NEW)


def test_what_changed_in_another_window_is_read_once_more(alice, bruno, client_of, now):
    client = client_of(alice)
    write(client)
    read_before = mark(client)
    write(client, sentence="Tout autre chose, dit dans une autre fenêtre.")

    answer = send(
        client, "/whispers/new/send/", read=read_before, other=str(bruno.public_id)
    )

    assert answer.status_code == 200
    assert not Whisper.objects.exists()
    assert "dans une autre fenêtre" in answer.content.decode()


@pytest.mark.parametrize("told", ["0", "3"])
def test_the_preview_is_what_is_read_in_the_end(
    told, alice, bruno, chantal, client_of, now
):
    """The first person and the third: the same words by the same page part."""
    alice.portrait.place = "Villeurbanne"
    alice.portrait.save()
    make.tie(bruno, chantal)
    dora = make.member("Dora")
    make.tie(chantal, dora)
    client = client_of(alice)
    write(client, town_told=told)
    previews = read(client, PREVIEW)
    send(client, "/whispers/new/send/", read=mark(client), other=str(bruno.public_id))
    whisper = Whisper.objects.get()
    first = carried(whisper.relays.get())
    second = make.relay(whisper, chantal, after=first, state=Step.CARRIES)
    third = make.relay(whisper, dora, after=second)

    end = read(client_of(dora), page_of(third, "entrusted"))

    shown = previews.split('id="step-3"')[1].split('id="whom"')[0]
    for words in (
        "Villeurbanne",
        "Une première palette",
        "Relire un contrat",
        SENTENCE,
    ):
        assert (words in end) == (words in shown), words
    assert "Alice" not in end
    assert "Bruno" not in end


# ── The one who is asked ──────────────────────────────────────────────────────


def test_the_one_who_is_asked_reads_who_asks_and_has_four_ways(
    asked, bruno, client_of, now
):
    page = read(client_of(bruno), page_of(asked, "entrusted"))

    assert "Alice" in page
    assert SENTENCE in page
    for way in ("help", "let_rest", "too_much", "felt_like_selling", "report"):
        assert page_of(asked, way) in page, way


def test_who_has_nobody_to_pass_it_on_to_may_still_hand_it_over(
    asked, bruno, client_of, now
):
    assert page_of(asked, "carry_beyond") in read(
        client_of(bruno), page_of(asked, "entrusted")
    )


@pytest.mark.parametrize("way", ["let_rest", "too_much"])
def test_resting_and_too_much_look_like_nothing_for_who_asked(
    way, asked, alice, bruno, client_of, now
):
    client = client_of(alice)
    before = read(client, page_of(asked.whisper, "whisper"))

    send(client_of(bruno), page_of(asked, way))

    assert unkeyed(read(client, page_of(asked.whisper, "whisper"))) == unkeyed(before)
    assert client_of(bruno).get(page_of(asked, "entrusted")).status_code == 404


def unkeyed(page: str) -> str:
    """Without what changes at each reading."""
    return CHANGING.sub("…", page)


def test_a_yes_waits_for_the_seekers_own(asked, alice, bruno, client_of, now):
    send(client_of(bruno), page_of(asked, "help"), word="Je l’ai fait deux fois.")

    page = read(client_of(alice), page_of(asked.whisper, "whisper"))
    assert "Je l’ai fait deux fois." in page
    send(client_of(alice), page_of(asked.whisper, "accept", asked.public_id))
    assert Whisper.objects.get().state == State.LANDED
    assert "Bruno" in read(client_of(alice), page_of(asked.whisper, "whisper"))


def test_the_name_of_who_would_help_comes_with_the_seekers_yes(
    asked, alice, bruno, chantal, client_of, now
):
    make.tie(bruno, chantal)
    further = make.relay(asked.whisper, chantal, after=carried(asked))
    send(client_of(chantal), page_of(further, "help"), word="Oui, volontiers.")
    seeker = client_of(alice)
    before = read(seeker, page_of(asked.whisper, "whisper"))
    assert "Oui, volontiers." in before
    assert "Chantal" not in before

    send(seeker, page_of(asked.whisper, "accept", further.public_id))

    assert "Chantal Cordier" in read(seeker, page_of(asked.whisper, "whisper"))
    assert "Chantal" in read(client_of(bruno), page_of(asked, "entrusted"))
    assert "Alice" in read(client_of(chantal), page_of(further, "entrusted"))


def test_passing_it_on_keeps_the_line_and_who_refuses_gives_the_words_back(
    asked, alice, bruno, chantal, client_of, now
):
    make.tie(bruno, chantal)
    client = client_of(bruno)
    line = "Elle a tenu un stand à Tokyo, je crois."
    nobody = send(client, page_of(asked, "carry"), line=line, to="nobody")
    assert line in nobody.content.decode()

    send(
        client,
        page_of(asked, "carry"),
        line=line,
        to=str(chantal.public_id),
        other=str(chantal.public_id),
    )

    assert Relay.objects.get(to=chantal).line == line


def test_what_was_typed_on_a_page_that_is_gone_comes_back(
    asked, alice, bruno, client_of, now
):
    actions.recall(asked.whisper, by=alice, now=now)

    answer = send(
        client_of(bruno), page_of(asked, "help"), word="Des mots écrits pour toi."
    )

    assert answer.status_code in {404, 410}
    assert "Des mots écrits pour toi." in answer.content.decode()


def test_one_private_tap_tells_nobody(asked, alice, bruno, client_of, now):
    before = read(client_of(alice), page_of(asked.whisper, "whisper"))

    send(client_of(bruno), page_of(asked, "felt_like_selling"))

    after = read(client_of(alice), page_of(asked.whisper, "whisper"))
    assert unkeyed(after) == unkeyed(before)


# ── The one who seeks ─────────────────────────────────────────────────────────


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


# ── Past the wall ─────────────────────────────────────────────────────────────


@pytest.fixture
def link(whispered, alice, now) -> Relay:
    return actions.hand_over(whispered, by=alice, line="Je pense à toi.", now=now)


def test_somebody_without_an_account_reads_the_sentence_and_who_passes_it_on(
    link, client_of, now
):
    page = read(client_of(), path_of(link))

    assert SENTENCE in page
    assert "Alice" in page
    assert "Je pense à toi." in page
    assert "Au printemps." not in page


def test_a_link_serves_once_and_the_helper_may_take_it_all_away(
    link, alice, client_of, now
):
    visitor, path = client_of(), path_of(link)
    send(visitor, f"{path}help/", given_name="Odile", reach="04 72 00 00 00")
    seeker = read(client_of(alice), page_of(link.whisper, "whisper"))
    assert "Odile" in seeker
    assert "04 72 00 00 00" not in seeker
    assert "C’est dit" in read(visitor, path)

    send(visitor, f"{path}out-of-sight/")

    assert visitor.get(path).status_code == 404
    assert "Odile" not in read(client_of(alice), page_of(link.whisper, "whisper"))


def test_put_away_it_is_dead_for_ever(link, client_of, now):
    visitor, path = client_of(), path_of(link)
    send(visitor, f"{path}out-of-sight/")
    words = {"given_name": "Odile Roche", "reach": "au bout de la rue"}

    answer = send(visitor, f"{path}help/", **words)

    assert answer.status_code == 404
    assert "au bout de la rue" in answer.content.decode()


def test_the_seekers_yes_shows_how_to_reach_a_guest(link, alice, client_of, now):
    send(client_of(), f"{path_of(link)}help/", given_name="Odile", reach="04 72 00")

    send(client_of(alice), page_of(link.whisper, "accept", link.public_id))

    assert "04 72 00" in read(client_of(alice), page_of(link.whisper, "whisper"))


def test_a_link_is_made_shown_and_taken_back(whispered, alice, client_of, now):
    client = client_of(alice)
    assert SENTENCE in read(client, page_of(whispered, "hand_over"))
    answer = send(client, page_of(whispered, "hand_over"), line="Pour toi, Odile.")
    (relay,) = queries.handed_by(whispered, alice, now)
    assert answer.headers["Location"] == page_of(relay, "handed")
    assert way_outside(relay) in read(client, page_of(relay, "handed"))

    send(client, page_of(relay, "take_link_back"))

    assert client_of().get(path_of(relay)).status_code == 404


def test_a_forged_link_and_one_that_is_over_answer_alike(link, alice, client_of, now):
    forged = path_of(link)[:-3] + "zz/"
    one = client_of().get(forged)
    actions.recall(link.whisper, by=alice, now=now)
    other = client_of().get(path_of(link))

    assert one.status_code == other.status_code == 404
    assert unkeyed(one.content.decode()).replace(forged, "…") == unkeyed(
        other.content.decode()
    ).replace(path_of(link), "…")
