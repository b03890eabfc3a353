"""What every printed page says about itself: until when, by whom, in which state of the audit trail."""

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
    """Who speaks, to whom, about which days. `frozen_at` is UTC; `classification` is a code."""

    mission: Words
    mission_code: str
    prepared_for: Words
    classification: str
    as_of: date
    frozen_at: datetime
    audit: AuditHead
    prepared_by: Words | None = None
    is_demonstration: bool = False
