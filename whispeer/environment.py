"""What the settings read from the environment, and how."""

import os
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def read(name: str, default: str = "") -> str:
    return os.environ.get(f"WHISPEER_{name}", default)


def read_flag(name: str, default: bool = False) -> bool:
    return read(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


def needed(name: str, why: str) -> str:
    """In production a setting that has no safe default must be given."""
    value = read(name)
    if not value:
        raise ImproperlyConfigured(f"WHISPEER_{name} is missing: {why}.")
    return value


def database(url: str) -> dict[str, Any]:
    """Read sqlite:///path or postgresql://user:password@host:port/name?option=value."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": parts.path[1:] or ":memory:",
            "OPTIONS": {
                # Writers queue instead of failing, readers never wait.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;",
            },
        }
    if parts.scheme in {"postgresql", "postgres"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path[1:]),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 300,
            "CONN_HEALTH_CHECKS": True,
            # A host in the query names the folder of a Unix socket.
            "OPTIONS": dict(parse_qsl(parts.query)),
        }
    raise ImproperlyConfigured(
        "WHISPEER_DATABASE must begin with sqlite:/// or postgresql://."
    )
