from whispeer.ties.forms.boundaries import Declare, KeepAway
from whispeer.ties.forms.cards import OfferCard, TakeCard
from whispeer.ties.forms.contacts import BringBook, Merge, WriteContact
from whispeer.ties.forms.encounters import NoteEncounter, WriteEncounter
from whispeer.ties.forms.invitations import InviteSomebody
from whispeer.ties.forms.people import Deny, Keep, Mine, Promise, Thank

__all__ = [
    "BringBook",
    "Declare",
    "Deny",
    "InviteSomebody",
    "Keep",
    "KeepAway",
    "Merge",
    "Mine",
    "NoteEncounter",
    "OfferCard",
    "Promise",
    "TakeCard",
    "Thank",
    "WriteContact",
    "WriteEncounter",
]
