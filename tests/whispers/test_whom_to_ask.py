"""The engine proposes whom to ask, one's own ties alone, and says why in words."""

import pytest

from tests import make
from tests.whispers.life import DAY, HOUR, carried, step, to
from whispeer.members.states import Closeness, EntryKind
from whispeer.whispers import actions, engine, queries
from whispeer.whispers.states import Step

LIVED = "Exporter du fromage au Japon, et y perdre un container"


def lived(member, shown=Closeness.WITHIN_REACH, kind=EntryKind.ORDEAL):
    return make.entry(member, kind, words=LIVED, shown=shown)


def proposed(whisper, holder, now, **options):
    found = queries.whom(whisper, holder, now, **options)
    return {one.member.given_name: one.reason for one in found}


@pytest.fixture
def need(alice, words, now):
    return queries.draft(words, by=alice, now=now)


def test_who_lived_it_is_proposed_with_his_own_words(need, alice, bruno, fanny, now):
    lived(fanny)
    names = proposed(need, alice, now)
    assert list(names) == ["Fanny", "Bruno"]
    assert LIVED in names["Fanny"]


def test_who_is_worth_most_comes_first(need, alice, bruno, diane, now):
    gilles = make.member("Gilles")
    make.tie(alice, gilles, named=True)
    lived(diane)
    lived(gilles)
    assert list(proposed(need, alice, now)) == ["Gilles", "Bruno"]


def test_what_he_keeps_to_himself_is_not_known(need, alice, bruno, fanny, now):
    lived(fanny, shown=Closeness.SELF)
    assert engine.topic_of(need, now).members.tolist() == []
    assert LIVED not in "".join(proposed(need, alice, now).values())


@pytest.mark.parametrize(
    ("shown", "hops"),
    [(Closeness.TIE, 1), (Closeness.WITHIN_REACH, 2), (Closeness.STRANGER, 3)],
)
def test_he_is_found_from_as_far_as_he_lets_it_be_read(need, fanny, now, shown, hops):
    lived(fanny, shown=shown)
    topic = engine.topic_of(need, now)
    assert (topic.members.tolist(), topic.hops.tolist()) == ([fanny.pk], [hops])


def test_who_knows_somebody_is_proposed_without_telling_whom(
    need, alice, bruno, diane, now
):
    lived(diane)
    names = proposed(need, alice, now)
    assert list(names) == ["Bruno"]
    assert names["Bruno"] != ""
    assert "Diane" not in names["Bruno"]
    assert LIVED not in names["Bruno"]


def test_a_tie_that_is_not_named_gives_no_reason(need, alice, bruno, now):
    secret = make.member("Diane")
    make.tie(bruno, secret)
    lived(secret)
    assert proposed(need, alice, now).get("Bruno", "") == ""


def test_the_trade_and_the_place_are_reasons_too(alice, bruno, fanny, words, now):
    fanny.portrait.place = "Villeurbanne"
    fanny.portrait.save()
    said = words._replace(trade="une avocate", place="Villeurbanne")
    need = queries.draft(said, by=alice, now=now)
    assert "avocate" in proposed(need, alice, now)["Fanny"]


def test_nobody_is_proposed_who_may_not_meet_the_seeker(
    need, alice, bruno, diane, fanny, now
):
    """Diane keeps Alice away; Bruno, who carries it, is proposed somebody else."""
    lived(diane)
    gilles = make.member("Gilles")
    make.tie(bruno, gilles)
    lived(gilles)
    make.boundary(diane, other=alice)
    begun = make.whisper(alice)
    make.relay(begun, bruno, state=Step.CARRIES)
    assert list(proposed(begun, bruno, now)) == ["Gilles"]


def test_who_is_excluded_is_not_proposed(need, alice, bruno, fanny, now):
    lived(fanny)
    assert "Fanny" not in proposed(need, alice, now, without=[fanny])
    begun = make.whisper(alice, without=[fanny])
    assert "Fanny" not in proposed(begun, alice, now)


def test_nor_who_was_chosen_already(alice, bruno, fanny, words, now):
    lived(fanny)
    begun = actions.whisper(words, chosen=[fanny], by=alice, now=now)
    assert "Fanny" not in proposed(begun, alice, now)


def test_nor_who_bears_no_ask(need, alice, bruno, now):
    lived(bruno)
    bruno.asks_a_week = 0
    bruno.save()
    assert "Bruno" not in proposed(need, alice, now)


def test_whose_week_is_full_is_proposed_as_ever(need, alice, bruno, now):
    lived(bruno)
    before = proposed(need, alice, now)
    bruno.full_until = now + DAY
    bruno.save()
    assert proposed(need, alice, now) == before
    assert "Bruno" in before


def test_who_is_asked_is_proposed_his_own_ties_before_he_carries_it(
    alice, bruno, diane, words, now
):
    lived(diane)
    begun = actions.whisper(words, chosen=[bruno], by=alice, now=now)
    assert list(proposed(begun, bruno, now)) == ["Diane"]
    assert proposed(begun, diane, now) == {}


def test_a_newcomer_is_proposed_who_invited_him(need, alice, bruno, fanny, now):
    lived(fanny)
    lived(bruno)
    make.invitation(by=bruno, used_by=alice, state="used")
    assert list(proposed(need, alice, now)) == ["Bruno"]


def test_who_stands_alone_is_proposed_nobody(chantal, words, now):
    assert proposed(queries.draft(words, by=chantal, now=now), chantal, now) == {}


def test_no_figure_stands_in_a_reason(need, alice, bruno, fanny, diane, now):
    lived(fanny)
    lived(diane)
    words = "".join(proposed(need, alice, now).values()).replace(LIVED, "")
    assert not any(sign.isdigit() for sign in words)


# ── Strangers, once trust leads nowhere ───────────────────────────────────────


@pytest.fixture
def opted_in(chantal):
    lived(chantal)
    chantal.asked_by_anyone = True
    chantal.save()
    return chantal


def asked_alone(alice, bruno, words, now, **said):
    said_so = words._replace(**said)
    begun = actions.whisper(said_so, chosen=[bruno], by=alice, now=now)
    for hours in (24, 48, 72):
        actions.go_on_all(now=now + hours * HOUR)
    return begun


def test_who_lived_it_and_lets_anyone_ask_is_asked_directly(
    alice, bruno, opted_in, words, now
):
    begun = asked_alone(alice, bruno, words, now, strangers=True)
    assert step(begun, opted_in) == Step.ASKED
    (one,) = queries.room(opted_in, now + 3 * DAY).entrusted
    assert (one.seen.by, one.seen.name, one.seen.lived) == (None, "", True)


def test_not_if_the_seeker_did_not_agree(alice, bruno, opted_in, words, now):
    begun = asked_alone(alice, bruno, words, now)
    assert not begun.relays.filter(to=opted_in).exists()


def test_nor_if_the_stranger_did_not(alice, bruno, opted_in, words, now):
    opted_in.asked_by_anyone = False
    opted_in.save()
    begun = asked_alone(alice, bruno, words, now, strangers=True)
    assert not begun.relays.filter(to=opted_in).exists()


def test_nor_one_who_blocked_him(alice, bruno, opted_in, words, now):
    make.block(opted_in, alice)
    begun = asked_alone(alice, bruno, words, now, strangers=True)
    assert not begun.relays.filter(to=opted_in).exists()


def test_the_stranger_s_name_passes_after_both_yes(alice, bruno, opted_in, words, now):
    begun = asked_alone(alice, bruno, words, now, strangers=True)
    later = now + 3 * DAY + HOUR
    actions.help_with(to(begun, opted_in), by=opted_in, now=later)
    (helper,) = queries.helpers(begun)
    assert (helper.name, helper.through) == ("", None)
    assert [one.name for one in queries.way(begun, later)] == ["Bruno Bianchi", ""]

    actions.accept(to(begun, opted_in), by=alice, now=later)
    begun.refresh_from_db()
    told = queries.story(begun, alice)
    assert told is not None
    assert told.helper == opted_in
    # They are tied by no hand.
    assert alice.sides.get(other=opted_in).tie.introduced_by is None


def test_who_carries_it_does_not_ask_strangers(
    alice, bruno, diane, opted_in, words, now
):
    begun = actions.whisper(words, chosen=[bruno], by=alice, now=now)
    carried(begun, bruno, diane, now=now)
    assert not begun.relays.filter(to=opted_in).exists()


# ── Somebody else, by name ────────────────────────────────────────────────────


def others(whisper, member, **options):
    found = queries.others_to_ask(whisper, member, **options)
    return {one.given_name for one in found}


@pytest.fixture
def at_work(fanny):
    """Fanny tells her ties where she works."""
    fanny.portrait.company = "Plein Nord"
    fanny.portrait.save()
    return fanny


@pytest.mark.parametrize("how", ["other", "company"])
def test_whom_the_seeker_keeps_away_he_is_not_offered(need, alice, bruno, at_work, how):
    said = {"other": at_work} if how == "other" else {"company": "SARL Plein Nord"}
    make.boundary(alice, **said)
    assert others(need, alice) == {"Bruno"}


def test_nor_whom_he_leaves_out_of_this_one(alice, bruno, at_work, words, now):
    make.tie(alice, diane := make.member("Diane"))
    words = words._replace(without=[bruno], without_companies=["Plein Nord"])
    draft = queries.draft(words, by=alice, now=now)
    assert others(draft, alice, without=words.without) == {"Diane"}
    begun = actions.whisper(words, chosen=[diane], by=alice, now=now)
    assert others(begun, alice) == set()


def test_what_he_cannot_read_of_them_no_list_tells_him(
    need, alice, bruno, at_work, chantal
):
    make.boundary(at_work, other=alice)
    make.boundary(alice, email=bruno.email)
    at_work.portrait.company_shown = Closeness.SELF
    at_work.portrait.save()
    make.boundary(alice, company="Plein Nord")
    assert others(need, alice) == {"Bruno", "Fanny"}
