"""Having shown a moment ago that the account is one's own, and what one shows."""

import hashlib
import time
from base64 import urlsafe_b64encode
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from django.test import Client
from fido2.cose import ES256
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
)

from whispeer.members.models import Member

CLIENT = (
    b'{"type": "webauthn.create", "challenge": "AAAA", "origin": "http://localhost"}'
)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
METHODS, WHOSE = "account_authentication_methods", "account_authentication_methods_user"


def prove(client: Client, member: Member, method: str = "code") -> Client:
    """Let a browser in which somebody is signed in have shown it just now."""
    session = client.session
    session[METHODS] = [{"method": method, "at": time.time(), "reauthenticated": True}]
    session[WHOSE] = str(member.pk)
    session.save()
    return client


def telephone(of: Member) -> Authenticator:
    made: Authenticator = TOTP.activate(of, SECRET).instance
    return made


def written_codes(of: Member) -> Authenticator:
    """Codes that were read already: the first reading is noted."""
    made: Authenticator = RecoveryCodes.activate(of).instance
    made.wrap().mark_as_viewed()
    return made


def passkey(of: Member, name: str = "Une clé") -> Authenticator:
    """As a browser would have registered it."""
    key = ES256.from_cryptography_key(generate_private_key(SECP256R1()).public_key())
    held = AttestedCredentialData.create(Aaguid.NONE, b"one of hers", key)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV
    flags |= AuthenticatorData.FLAG.AT
    house = hashlib.sha256(b"localhost").digest()
    data = AuthenticatorData.create(house, flags, 0, held)
    credential: dict[str, Any] = {
        "id": plain(b"one of hers"),
        "rawId": plain(b"one of hers"),
        "type": "public-key",
        "response": {
            "clientDataJSON": plain(CLIENT),
            "attestationObject": plain(AttestationObject.create("none", data, {})),
        },
        "clientExtensionResults": {"credProps": {"rk": True}},
    }
    return Authenticator.objects.create(
        user=of, type="webauthn", data={"name": name, "credential": credential}
    )


def plain(held: bytes) -> str:
    return urlsafe_b64encode(held).rstrip(b"=").decode()
