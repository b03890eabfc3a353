"""A mark in the ballot's page that lets a phone come back without a session.

It is a keyed hash of round and card: it tells whoever finds the phone nothing, nobody else can make one, and it
serves as the page's token against forgery. With it a ballot that was sent twice gets the same answer twice, and
answers written while the session ran out are not lost.
"""

import hmac

from qip_tracker.services.community.evaluations import RollLine
from qip_tracker.weblib.request.keyed_hashes import accepted_hashes, keyed_hash


def receipt(round_id: int, card_id: int) -> str:
    """128 bits that only this installation can compute."""
    return keyed_hash(_words(round_id, card_id))


def line_of(roll: list[RollLine], round_id: int, shown: str) -> RollLine | None:
    """The line of the roll whose receipt was shown, or None; a receipt of an earlier key counts while the key does."""
    shown_line = None
    for line in roll:
        # No early end: how long it takes does not say which line it was.
        for right in accepted_hashes(_words(round_id, line.card_id)):
            if hmac.compare_digest(right.encode(), shown.encode()):
                shown_line = line
    return shown_line


def _words(round_id: int, card_id: int) -> str:
    return f"ballot {round_id} {card_id}"
