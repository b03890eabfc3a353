"""How policy numbers are stored as text, and which of them must fit together."""

from typing import Final

from qip_tracker.domain.kernel.rules import BOUNDS, Rules, parse_value
from qip_tracker.domain.people.roles import Seat

# (smaller or equal, greater or equal)
_ORDERED: Final = (
    ("ceiling_usd_minor", "exception_ceiling_usd_minor"),
    ("disclosure_threshold", "disclosure_threshold_public"),
    ("panel_quorum", "panel_minimum_size"),
)


def stored_text(key: str, text: str) -> str:
    """The one spelling in which a value is stored; ValueError when it is malformed, unknown or out of bounds."""
    if not text.isascii():
        raise ValueError("figures 0 to 9 and codes only")
    value = parse_value(key, text.replace("_", "-") if key in BOUNDS else text)
    if key == "quorum_seats":
        seats = value if isinstance(value, tuple) else ()
        if set(seats) - set(Seat) or len(set(seats)) != len(seats):
            raise ValueError("a seat is unknown or named twice")
    return ",".join(str(part) for part in value) if isinstance(value, tuple) else str(value)


def contradiction(rules: Rules, key: str) -> str | None:
    """The policy number that `key` contradicts under these rules, or None.

    A ceiling is not above the one for exceptions, a threshold inside not above the one outside, a panel's quorum not
    above its smallest size, and a committee's quorum has a member for each seat it needs.
    """
    for low, high in _ORDERED:
        if key in (low, high) and getattr(rules, low) > getattr(rules, high):
            return high if key == low else low
    if key in ("quorum_members", "quorum_seats") and len(rules.quorum_seats) > rules.quorum_members:
        return "quorum_seats" if key == "quorum_members" else "quorum_members"
    return None
