from whispeer.whispers.models.relays import Guest, Relay
from whispeer.whispers.models.whispers import Whisper, Words

__all__ = ["Guest", "Relay", "Whisper", "Words"]
