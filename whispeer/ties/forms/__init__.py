from whispeer.ties.forms.cards import OfferCard, TakeCard
from whispeer.ties.forms.people import Deny, Mine, Thank

__all__ = ["Deny", "Mine", "OfferCard", "TakeCard", "Thank"]
