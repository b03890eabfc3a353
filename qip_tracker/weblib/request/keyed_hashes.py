"""Keyed hashes: only this installation can compute them; whoever reads the database or a page learns nothing."""

import hashlib
import hmac
from collections.abc import Iterator

from flask import current_app, request

from qip_tracker.adapters import clock


def keyed_hash(words: str) -> str:
    """128 bits under the secret key in force."""
    return _under(current_app.config["SECRET_KEY"], words)


def accepted_hashes(words: str) -> Iterator[str]:
    """The same under every key that is still accepted, newest first: a changed key must not cost anybody a form."""
    yield keyed_hash(words)
    for earlier in current_app.config["SECRET_KEY_FALLBACKS"] or ():
        yield _under(earlier, words)


def counter_key(*words: str) -> str:
    """A counter's key that cannot be read back and changes every day (UTC)."""
    return keyed_hash(f"counter {clock.now().date().isoformat()} {' '.join(words)}")


def network_key() -> str:
    """The network address this request came from, as a counter's key."""
    return counter_key("from", request.remote_addr or "unknown")


def _under(key: str | bytes, words: str) -> str:
    secret = key.encode() if isinstance(key, str) else key
    return hmac.new(secret, words.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()[:32]
