"""A stamp for each audience, changed by every act that writes a row for it; what nobody wrote for stays as it was.

Whoever keeps an answer keeps it as long as the stamps of their own audiences stand; a hidden act changes none of these.
The secret of the installation hides numbers of rows, which would tell how many there are, behind keys.
"""

import secrets
from collections.abc import Iterable
from hashlib import blake2b, sha256

from kurultay.kit.reading.readers import scope

from .models import ChainHead, Stamp

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # base 32 without letters that look like figures
_PAIRS = [one + other for one in _ALPHABET for other in _ALPHABET]
_LENGTH = 13  # of a key: 64 bits
_secret: list[bytes] = []


def renew(audiences: Iterable[int]) -> None:
    """Give these audiences new stamps; in the act's own transaction, while the chain's head is locked."""
    stamps = Stamp._base_manager
    for audience in sorted(audiences):
        token = secrets.token_hex(16)
        if not stamps.filter(audience_id=audience).update(token=token):
            stamps.create(audience_id=audience, token=token)


def stamp() -> str:
    """One word for all that the reader in force may see; it changes when any of it does. Two statements.

    An audience for which nothing was ever written has no part in it: that one was made would tell.
    """
    audiences = scope("Stamps").audiences()
    rows = Stamp._base_manager.order_by("audience_id")
    if audiences is not None:
        rows = rows.filter(audience_id__in=audiences)
    return sha256(repr(list(rows.values_list("audience_id", "token"))).encode()).hexdigest()


def _key() -> bytes:
    if not _secret:
        head = ChainHead._base_manager.filter(pk=1).values_list("secret", flat=True).first()
        if head is None:
            return b""  # no act yet, so there is no row either
        _secret.append(bytes.fromhex(head))
    return _secret[0]


def _mixed(number: int, rounds: Iterable[int], kind: str) -> int:
    """A Feistel network over 64 bits: it can be undone by whoever has the secret, and by nobody else."""
    left, right = number >> 32, number & 0xFFFFFFFF
    key, person = _key(), kind.encode()
    for turn in rounds:
        said = b"%b %d %d" % (person, turn, right)
        left, right = right, left ^ int.from_bytes(blake2b(said, key=key, digest_size=4).digest())
    return right << 32 | left


def sealed(kind: str, number: int) -> str:
    """A key for a row that has none: its number, hidden; the same for ever."""
    mixed = _mixed(number, (0, 1, 2, 3), kind)
    pairs = (_PAIRS[mixed >> shift & 1023] for shift in (50, 40, 30, 20, 10, 0))
    return _ALPHABET[mixed >> 60] + "".join(pairs)


def unsealed(kind: str, key: str) -> int | None:
    """The number behind a key; None where it is no key of this kind."""
    if len(key) != _LENGTH or any(letter not in _ALPHABET for letter in key):
        return None
    mixed = 0
    for letter in key:
        mixed = mixed << 5 | _ALPHABET.index(letter)
    if mixed >> 64:
        return None
    number = _mixed(mixed, reversed(range(4)), kind)
    return number if 0 < number < 2**63 else None
