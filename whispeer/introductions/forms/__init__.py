from whispeer.introductions.forms.answering import Carry, Say, SayYes
from whispeer.introductions.forms.asking import Ask, Offer
from whispeer.introductions.forms.recommending import Accept, Recommend

__all__ = ["Accept", "Ask", "Carry", "Offer", "Recommend", "Say", "SayYes"]
