from whispeer.introductions.models.introductions import Introduction, Party

__all__ = ["Introduction", "Party"]
