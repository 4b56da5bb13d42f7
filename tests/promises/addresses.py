"""Each route that takes something, and which of the owner's things it is given."""

from collections.abc import Callable
from typing import Any

from django.urls import resolve

from tests.promises import whispers
from tests.promises.introductions import OF_ONE
from tests.promises.world import World
from whispeer.members.queries import turn_down_link
from whispeer.ties.queries.links import card_path, invitation_link
from whispeer.web.accounts.factors import name_of


def signed(path: str) -> dict[str, Any]:
    return dict(resolve(path).kwargs)


def named_object(name: str) -> Callable[[World], dict[str, Any]]:
    return lambda world: {"public_id": world.objects[name].public_id}  # type: ignore[attr-defined]


def the_owner(world: World) -> dict[str, Any]:
    return {"public_id": world.owner.public_id}


#: Each route that takes something, and which of the owner's things it is given here.
LEADS_TO: dict[str, Callable[[World], dict[str, Any]]] = {
    "members:part": lambda world: {"part": "line"},
    "members:new_entry": lambda world: {"kind": "offer"},
    "members:entry": named_object("entry"),
    "members:remove_entry": named_object("entry"),
    "members:detail": named_object("detail"),
    "members:remove_detail": named_object("detail"),
    "members:turn_down": lambda world: signed(
        "/" + turn_down_link(world.owner).split("/", 3)[3]
    ),
    "members:lift_block": lambda world: {
        "public_id": world.member("blocked").public_id
    },
    "members:report_blocked": lambda world: {
        "public_id": world.member("blocked").public_id
    },
    "ties:contact": named_object("contact"),
    "ties:edit_contact": named_object("contact"),
    "ties:remove_contact": named_object("contact"),
    "ties:twice": named_object("contact"),
    "ties:keep_apart": named_object("double"),
    "ties:merge": lambda world: {
        "public_id": world.objects["double"].public_id,  # type: ignore[attr-defined]
        "other": world.objects["contact"].public_id,  # type: ignore[attr-defined]
    },
    "ties:import": named_object("import"),
    "ties:take_import": named_object("import"),
    "ties:discard_import": named_object("import"),
    "ties:undo_import": named_object("taken"),
    "mfa_remove_webauthn": lambda world: {"key": name_of(world.objects["passkey"])},
    "ties:let_suggestion_pass": named_object("suggestion"),
    "ties:let_near": named_object("boundary"),
    "ties:take_back": named_object("relation"),
    "ties:person": the_owner,
    "ties:before": the_owner,
    "ties:met": the_owner,
    "ties:confirm_met": the_owner,
    "ties:vouch": the_owner,
    "ties:take_back_vouch": the_owner,
    "ties:helped": the_owner,
    "ties:keep": the_owner,
    "ties:deny": the_owner,
    "ties:thank": the_owner,
    "ties:naming": the_owner,
    "ties:let_go": the_owner,
    "ties:block": the_owner,
    "ties:report": the_owner,
    "ties:encounter": named_object("encounter"),
    "ties:edit_encounter": named_object("encounter"),
    "ties:remove_encounter": named_object("encounter"),
    "ties:think_of": named_object("encounter"),
    "ties:erase_noted": lambda world: signed(
        card_path(world.objects["card"], "ties:erase_noted")  # type: ignore[arg-type]
    ),
    "ties:card": named_object("card"),
    "ties:withdraw_card": named_object("card"),
    "ties:take_card": lambda world: signed(card_path(world.objects["card"])),  # type: ignore[arg-type]
    "ties:card_vcard": lambda world: signed(card_path(world.objects["card"])),  # type: ignore[arg-type]
    "ties:invitation": lambda world: signed(
        "/" + invitation_link(world.objects["invitation"]).split("/", 3)[3]  # type: ignore[arg-type]
    ),
    "ties:never_again": lambda world: signed(
        "/" + invitation_link(world.objects["invitation"]).split("/", 3)[3]  # type: ignore[arg-type]
    ),
    "ties:withdraw_invitation": named_object("invitation"),
    "steward:branch": the_owner,
    "steward:let_rest": the_owner,
    "steward:wake": the_owner,
    "steward:welcome": named_object("request"),
    "steward:let_go": named_object("request"),
    "steward:withdraw": named_object("of_the_house"),
    "steward:lift_pause": named_object("pause"),
    "steward:report": named_object("report"),
    "steward:move_report": named_object("report"),
    "web:demo": lambda world: {"signed": "not-a-signature"},
    "introductions:ask": named_object("suggestion"),
    "introductions:ask_tie": lambda world: {"through": world.owner.public_id},
    "introductions:ask_about": lambda world: {
        "through": world.member("tie").public_id,
        "about": world.owner.public_id,
    },
    "introductions:recommend_one": lambda world: {
        "to": world.member("reach").public_id
    },
    "introductions:offer_one": lambda world: {"one": world.owner.public_id},
    "introductions:offer_pair": lambda world: {
        "one": world.owner.public_id,
        "other": world.member("blocked").public_id,
    },
    **{f"introductions:{name}": named_object(one) for name, one in OF_ONE.items()},
    **whispers.LEADS_TO,
}
