from whispeer.ties.forms.cards import OfferCard, TakeCard
from whispeer.ties.forms.people import Deny, Mine, Promise, Thank

__all__ = ["Deny", "Mine", "OfferCard", "Promise", "TakeCard", "Thank"]
