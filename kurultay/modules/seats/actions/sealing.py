"""Seeds of one-time codes are sealed in the database, by a key that follows from the secret key of the installation.

`cryptography` comes with fido2, on which passkeys stand. A seed that was sealed by an earlier secret key is opened as
long as that one is among KURULTAY_SECRET_KEY_FALLBACKS; `kurultay reseal` seals it anew.
"""

import base64
from functools import cache

from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

SEALED = "sealed:"
_KEPT = ("secret", "seed")  # where allauth keeps them: of codes from an app, and of recovery codes


class CannotOpen(Exception):  # a sentence, as the other refusals are
    """A seed was sealed by a secret key that is no longer known."""


@cache
def _key_from(secret: str) -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"kurultay: seeds of one-time codes")
    return Fernet(base64.urlsafe_b64encode(derived.derive(secret.encode())))


def _keys() -> MultiFernet:
    return MultiFernet([_key_from(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def sealed(seed: str) -> str:
    """A seed as the database keeps it."""
    return SEALED + _keys().encrypt(seed.encode()).decode()


def opened(kept: str) -> str:
    """The seed behind what the database keeps; one that was never sealed is itself. Raises CannotOpen."""
    if not kept.startswith(SEALED):
        return kept
    try:
        return _keys().decrypt(kept.removeprefix(SEALED).encode()).decode()
    except InvalidToken as error:
        raise CannotOpen("A seed was sealed by another KURULTAY_SECRET_KEY: name it among the FALLBACKS.") from error


def reseal() -> int:
    """Seal every seed with the secret key of today; returns how many. Raises CannotOpen, and changes none then."""
    changed = []
    for one in Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN).order_by("id"):
        held = {name: one.data[name] for name in _KEPT if isinstance(one.data.get(name), str)}
        one.data |= {name: sealed(opened(kept)) for name, kept in held.items()}
        changed += [one] if held else []
    Authenticator.objects.bulk_update(changed, ["data"])
    return len(changed)
