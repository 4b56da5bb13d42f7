"""A portrait begins with one line and grows by its parts."""

import uuid

import pytest
from django.urls import reverse

from tests import make
from whispeer.members import actions, queries
from whispeer.members.models import Entry
from whispeer.members.states import Closeness, EntryKind, Part

WORDS = "J’apprends à relire ce que je signe"


def sent(**fields: object) -> dict[str, object]:
    return {"key": make.fresh_key(), "shown": int(Closeness.TIE), **fields}


@pytest.mark.parametrize("part", [part for part in Part if part != Part.LANGUAGES])
def test_each_part_is_written_with_its_readers(alice, client_of, part):
    page = reverse("members:part", args=[part])

    answer = client_of(alice).post(page, sent(words="en vrai"))

    assert answer.status_code == 302
    alice.portrait.refresh_from_db()
    assert getattr(alice.portrait, part) == "en vrai"
    assert getattr(alice.portrait, f"{part}_shown") == Closeness.TIE


def test_a_part_left_empty_is_no_longer_said(alice, client_of):
    client_of(alice).post(reverse("members:part", args=["trade"]), sent(words=""))

    alice.portrait.refresh_from_db()
    assert alice.portrait.trade == ""


def test_languages_are_ticked(alice, client_of):
    page = reverse("members:part", args=["languages"])

    client_of(alice).post(page, sent(words=["fr", "wo"]))

    alice.portrait.refresh_from_db()
    assert alice.portrait.languages == ["fr", "wo"]


def test_a_language_one_speaks_is_never_hidden_behind_the_others(alice, client_of):
    alice.portrait.languages = ["wo"]
    alice.portrait.save()

    form = client_of(alice).get(reverse("members:part", args=["languages"])).context

    assert "wo" in {box.data["value"] for box in form["form"].near()}


@pytest.mark.parametrize("part", ["", "member", "line_shown", "LINE", "id"])
def test_what_is_no_part_of_a_portrait_has_no_page(alice, client_of, part):
    assert client_of(alice).get(f"/me/portrait/{part}/").status_code == 404


@pytest.mark.parametrize("kind", list(EntryKind))
def test_a_sentence_is_added(alice, client_of, kind):
    page = reverse("members:new_entry", args=[kind])

    answer = client_of(alice).post(page, sent(words=WORDS))

    assert answer.status_code == 302
    written = alice.entries.get()
    assert (written.kind, written.words, written.shown) == (kind, WORDS, Closeness.TIE)


@pytest.mark.parametrize(
    ("kind", "closest"),
    [
        (EntryKind.OFFER, Closeness.WITHIN_REACH),
        (EntryKind.CURIOSITY, Closeness.WITHIN_REACH),
        (EntryKind.ORDEAL, Closeness.TIE),
    ],
)
def test_a_new_sentence_is_shown_to_the_closest_with_whom_it_works(
    alice, client_of, kind, closest
):
    page = client_of(alice).get(reverse("members:new_entry", args=[kind]))

    assert page.context["form"]["shown"].value() == closest


def test_the_same_sentence_is_not_said_twice(alice, client_of):
    make.entry(alice, words=WORDS)
    page = reverse("members:new_entry", args=["offer"])

    answer = client_of(alice).post(page, sent(words=f"  {WORDS} "))

    assert answer.status_code == 200
    assert WORDS in answer.content.decode()
    assert alice.entries.get().words == WORDS


def test_a_portrait_is_read_in_one_breath(alice, client_of):
    for number in range(actions.MOST_ENTRIES):
        make.entry(alice, words=f"Une offre parmi d’autres, {number}")
    client = client_of(alice)

    refused = client.post(reverse("members:new_entry", args=["offer"]), sent(words="!"))
    other_kind = client.post(
        reverse("members:new_entry", args=["ordeal"]), sent(words="Une faillite")
    )

    assert refused.status_code == 200
    assert refused.context["form"].non_field_errors()
    assert other_kind.status_code == 302
    assert len(queries.portrait_as_seen(alice, Closeness.SELF).offers) == 7


def test_a_sentence_is_changed(alice, client_of):
    written = make.entry(alice)
    page = reverse("members:entry", args=[written.public_id])
    client = client_of(alice)
    assert written.words in client.get(page).content.decode()

    answer = client.post(page, sent(words=WORDS))

    assert answer.status_code == 302
    written.refresh_from_db()
    assert (written.words, written.shown) == (WORDS, Closeness.TIE)


def test_a_sentence_taken_off_meanwhile_is_not_brought_back(alice, now):
    written = make.entry(alice)
    actions.remove_entry(written, by=alice, now=now)

    with pytest.raises(actions.Removed):
        actions.change_entry(written, WORDS, shown=Closeness.TIE, by=alice, now=now)


def test_a_sentence_is_taken_off(alice, client_of):
    written = make.entry(alice)
    page = reverse("members:remove_entry", args=[written.public_id])

    answer = client_of(alice).post(page, {"key": make.fresh_key()})

    assert answer.status_code == 302
    assert not alice.entries.exists()


@pytest.mark.parametrize("page", ["entry", "remove_entry"])
def test_for_anybody_else_a_sentence_has_no_page(
    alice, bruno, chantal, client_of, page
):
    address = reverse(f"members:{page}", args=[make.entry(alice).public_id])

    for other in (bruno, chantal):
        answer = client_of(other).post(address, sent(words="Des mots d’un autre"))
        assert answer.status_code == 404
    assert Entry.objects.get().words != "Des mots d’un autre"


def test_a_sentence_that_never_was_has_no_page(alice, client_of):
    address = reverse("members:entry", args=[uuid.uuid4()])

    assert client_of(alice).get(address).status_code == 404


def test_my_portrait_holds_all_i_wrote(alice, client_of):
    kept = make.entry(alice, EntryKind.ORDEAL, words=WORDS, shown=Closeness.SELF)
    detail = make.detail(alice)

    page = client_of(alice).get(reverse("members:me")).content.decode()

    assert alice.portrait.line in page
    assert kept.words in page
    assert detail.value in page


def test_the_house_asks_for_one_or_two_things_at_a_time(alice, client_of):
    asked = [one.about for one in queries.growth(alice)]
    make.entry(alice, EntryKind.OFFER)

    assert asked == [EntryKind.OFFER, Part.PLACE]
    assert EntryKind.OFFER not in {one.about for one in queries.growth(alice)}


def test_a_whole_portrait_is_asked_nothing(alice):
    alice.portrait.place = alice.portrait.working_on = alice.portrait.looking_for = "là"
    alice.portrait.languages = ["fr"]
    for kind in EntryKind:
        make.entry(alice, kind)

    assert queries.growth(alice) == []


def test_today_proposes_one_line_more(alice, now):
    (gesture,) = queries.gestures_for(alice, now)

    assert gesture.for_somebody
    assert gesture.actions[0].url == reverse("members:new_entry", args=["offer"])


def test_my_portrait_costs_as_much_however_long_it_is(
    alice, client_of, django_assert_max_num_queries
):
    for number in range(actions.MOST_ENTRIES):
        for kind in EntryKind:
            make.entry(alice, kind, words=f"Une phrase parmi d’autres, {number}")
    client = client_of(alice)

    with django_assert_max_num_queries(9):
        client.get(reverse("members:me"))
