"""Passphrases and card secrets, hashed with argon2id; about 20 ms of processor time a check."""

import threading
import unicodedata
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from qip_tracker.domain.people.accounts import LONGEST_PASSPHRASE

# t=2, m=19 MiB, p=1: the least that current advice allows; a login flood must not become a flood of hashing.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_AT_ONCE = threading.BoundedSemaphore(2)
_NOBODY = _HASHER.hash("a passphrase nobody has")

LONGEST = LONGEST_PASSPHRASE


def hash_secret(secret: str) -> str:
    """The argon2id hash to store."""
    with _AT_ONCE:
        return _HASHER.hash(_composed(secret))


def matches(stored: str | None, secret: str) -> bool:
    """Whether the secret fits; an unknown name costs the same time as a wrong passphrase."""
    with _AT_ONCE:
        try:
            _HASHER.verify(stored or _NOBODY, _composed(secret[:LONGEST]))
        except (VerificationError, InvalidHashError):
            return False
    return stored is not None and len(secret) <= LONGEST


@cache
def common_phrases() -> frozenset[str]:
    """What people choose first, squeezed: read from a file of ours, so that the check needs no network."""
    lines = Path(__file__).with_name("common_phrases.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def _composed(secret: str) -> str:
    """One form of letters with marks: keyboards differ in how they send an accent or a hamza."""
    return unicodedata.normalize("NFKC", secret)
