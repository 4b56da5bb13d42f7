"""Links that open something by themselves: an id, and a signature of this house.

Who steals the database has the ids, not the house's key: he can open none of them.
"""

import uuid

from django.core.signing import BadSignature, Signer


def signature(purpose: str, public_id: uuid.UUID) -> str:
    """A signature for a card opens no invitation, and the other way round."""
    return Signer(salt=f"whispeer.{purpose}").signature(str(public_id))


def is_signed(purpose: str, public_id: uuid.UUID, said: str) -> bool:
    """Compared in constant time; keys that were lately replaced still count."""
    try:
        Signer(salt=f"whispeer.{purpose}").unsign(f"{public_id}:{said}")
    except BadSignature:
        return False
    return True
