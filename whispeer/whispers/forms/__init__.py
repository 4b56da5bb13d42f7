from whispeer.whispers.forms.answering import Carry, Guest, HandOver, Help
from whispeer.whispers.forms.choosing import Choose, First
from whispeer.whispers.forms.landing import Accept, Outcome, Thank
from whispeer.whispers.forms.writing import Write

__all__ = [
    "Accept",
    "Carry",
    "Choose",
    "First",
    "Guest",
    "HandOver",
    "Help",
    "Outcome",
    "Thank",
    "Write",
]
