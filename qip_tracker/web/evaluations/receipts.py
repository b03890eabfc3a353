"""A mark in the ballot's page that lets a phone come back without a session.

It is a keyed hash of round and card: it tells whoever finds the phone nothing, nobody else can make one, and it
serves as the page's token against forgery. With it a ballot that was sent twice gets the same answer twice, and
answers written while the session ran out are not lost.
"""

import hashlib
import hmac

from flask import current_app

from qip_tracker.services.evaluations import RollLine


def receipt(round_id: int, card_id: int) -> str:
    """128 bits that only this installation can compute."""
    return _keyed(f"ballot {round_id} {card_id}")


def line_of(roll: list[RollLine], round_id: int, shown: str) -> RollLine | None:
    """The line of the roll whose receipt was shown, or None."""
    found = None
    for line in roll:
        # No early end: how long it takes does not say which line it was.
        if hmac.compare_digest(receipt(round_id, line.card_id).encode(), shown.encode()):
            found = line
    return found


def place(address: str, day: str) -> str:
    """A network address as a counter's key that cannot be read back and changes every day."""
    return _keyed(f"card from {address} {day}")


def _keyed(words: str) -> str:
    key = current_app.config["SECRET_KEY"]
    return hmac.new(
        key.encode() if isinstance(key, str) else key, words.encode(), hashlib.sha256
    ).hexdigest()[:32]
