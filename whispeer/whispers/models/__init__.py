from whispeer.whispers.models.deals import Deal, Turnover
from whispeer.whispers.models.relays import Guest, Relay, Yes
from whispeer.whispers.models.whispers import Whisper, Words

__all__ = ["Deal", "Guest", "Relay", "Turnover", "Whisper", "Words", "Yes"]
