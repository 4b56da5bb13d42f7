from whispeer.introductions.forms.answering import Carry, Say, SayYes
from whispeer.introductions.forms.asking import Ask, Offer

__all__ = ["Ask", "Carry", "Offer", "Say", "SayYes"]
