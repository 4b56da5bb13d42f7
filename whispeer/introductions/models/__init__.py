from whispeer.introductions.models.introductions import Carrying, Introduction, Party
from whispeer.introductions.models.recommendations import Recommendation

__all__ = ["Carrying", "Introduction", "Party", "Recommendation"]
