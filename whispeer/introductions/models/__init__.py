from whispeer.introductions.models.introductions import Carrying, Introduction, Party

__all__ = ["Carrying", "Introduction", "Party"]
