"""Every address of the room of ties; whoever has a card or an invitation has the last ones."""

from django.urls import path

from whispeer.ties.views import (
    before,
    boundaries,
    cards,
    constellation,
    contacts,
    encounters,
    imports,
    invitations,
    inviting,
    merging,
    network,
    noted,
    people,
    received,
    reports,
    standing,
    vouches,
)

app_name = "ties"

one = "network/people/<uuid:public_id>/"
card = "network/cards/<uuid:public_id>/"
contact = "network/contacts/<uuid:public_id>/"
met = "network/encounters/<uuid:public_id>/"
brought = "network/contacts/import/<uuid:public_id>/"
signed = "<uuid:public_id>/<str:signature>/"

urlpatterns = [
    path("network/", network.network, name="network"),
    path("network/constellation/", constellation.constellation, name="constellation"),
    path(
        "network/suggestions/<uuid:public_id>/let-pass/",
        network.let_suggestion_pass,
        name="let_suggestion_pass",
    ),
    path(one, people.person, name="person"),
    path(f"{one}before/", before.before, name="before"),
    path(f"{one}met/", people.met, name="met"),
    path(f"{one}helped/", standing.helped, name="helped"),
    path(f"{one}keep/", standing.keep, name="keep"),
    path(f"{one}deny/", people.deny, name="deny"),
    path(f"{one}confirm/", vouches.confirm_met, name="confirm_met"),
    path(f"{one}vouch/", vouches.vouch, name="vouch"),
    path(f"{one}vouch/take-back/", vouches.take_back_vouch, name="take_back_vouch"),
    path(f"{one}thank/", people.thank, name="thank"),
    path(f"{one}naming/", people.naming, name="naming"),
    path(f"{one}let-go/", people.let_go, name="let_go"),
    path(f"{one}block/", people.block, name="block"),
    path(f"{one}report/", reports.report, name="report"),
    path("network/boundaries/", boundaries.boundaries, name="boundaries"),
    path("network/boundaries/new/", boundaries.keep_away, name="keep_away"),
    path(
        "network/boundaries/<uuid:public_id>/take-back/",
        boundaries.let_near,
        name="let_near",
    ),
    path("network/relations/new/", boundaries.declare, name="declare"),
    path(
        "network/relations/<uuid:public_id>/take-back/",
        boundaries.take_back,
        name="take_back",
    ),
    path("network/invitations/", inviting.invitations, name="invitations"),
    path("network/invitations/new/", inviting.invite, name="invite"),
    path(
        "network/invitations/<uuid:public_id>/withdraw/",
        inviting.withdraw,
        name="withdraw_invitation",
    ),
    path("network/cards/", cards.cards, name="cards"),
    path("network/cards/new/", cards.new_card, name="new_card"),
    path(card, cards.card, name="card"),
    path(f"{card}withdraw/", cards.withdraw_card, name="withdraw_card"),
    path("network/contacts/", contacts.contacts, name="contacts"),
    path("network/contacts/new/", contacts.new_contact, name="new_contact"),
    path(
        "network/contacts/contacts.vcf", contacts.contacts_cards, name="contacts_cards"
    ),
    path(
        "network/contacts/contacts.csv", contacts.contacts_sheet, name="contacts_sheet"
    ),
    path("network/contacts/import/", imports.bring, name="bring"),
    path(brought, imports.contact_import, name="import"),
    path(f"{brought}take/", imports.take, name="take_import"),
    path(f"{brought}discard/", imports.discard, name="discard_import"),
    path(f"{brought}undo/", imports.undo, name="undo_import"),
    path(contact, contacts.contact, name="contact"),
    path(f"{contact}edit/", contacts.edit_contact, name="edit_contact"),
    path(f"{contact}remove/", contacts.remove_contact, name="remove_contact"),
    path(f"{contact}twice/", merging.twice, name="twice"),
    path(f"{contact}merge/<uuid:other>/", merging.merge, name="merge"),
    path(f"{contact}apart/", merging.keep_apart, name="keep_apart"),
    path("network/encounters/", encounters.encounters, name="encounters"),
    path("network/encounters/new/", encounters.new_encounter, name="new_encounter"),
    path(met, encounters.encounter, name="encounter"),
    path(f"{met}edit/", encounters.edit_encounter, name="edit_encounter"),
    path(f"{met}remove/", encounters.remove_encounter, name="remove_encounter"),
    path(f"{met}thought-of/", encounters.think_of, name="think_of"),
    path(f"card/{signed}", received.take_card, name="take_card"),
    path(f"card/{signed}erase/", noted.erase_noted, name="erase_noted"),
    path(f"card/{signed}vcard/", received.card_vcard, name="card_vcard"),
    path(f"invitation/{signed}", invitations.invitation, name="invitation"),
    path(f"invitation/{signed}never/", inviting.never_again, name="never_again"),
]
