"""Passwords: argon2id, at a cost one small machine can bear."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2(Argon2PasswordHasher):
    """46 MiB, one pass, one lane (OWASP's first choice), where Django takes 100 MiB."""

    time_cost = 1
    memory_cost = 47_104
    parallelism = 1
