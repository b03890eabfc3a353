"""What every printed page says about itself: until when and for whom, and how anybody can check it."""

from dataclasses import dataclass
from datetime import date, datetime

from qip_tracker.reports.facts.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditHead:
    """Last link of the audit chain when the facts were frozen: its number and its SHA-256."""

    sequence: int
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Who speaks, to whom, about which day; `classification` is a code."""

    mission: Words
    mission_code: str
    prepared_for: Words
    classification: str
    as_of: date
    is_demonstration: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """How a paper is checked: the SHA-256 of its facts, when they were frozen (UTC) and at which link of the trail.

    It stands beside the facts and not in them, so that the same facts have the same hash whenever they are frozen.
    `address` knows the hash.
    """

    sha256: str
    frozen_at: datetime
    audit: AuditHead
    address: str
