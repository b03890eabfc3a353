"""Proof that nobody changed history: the chain is walked from the first row to the head."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from qip_tracker.models import AuditEvent, AuditHead
from qip_tracker.services.work import chain_hash

START = "0" * 64


@dataclass(frozen=True, slots=True)
class Verification:
    """How many rows were walked, and the first fault found, as (sequence, what)."""

    rows: int
    head_sequence: int
    head_hash: str
    fault: tuple[int, str] | None = None


def verify(session: Session, anchor: tuple[int, str] | None = None) -> Verification:
    """Walk the chain; `anchor` is a (sequence, hash prefix) printed on some old report."""
    head = session.scalars(select(AuditHead)).one()
    previous, expected = START, 0
    for event in session.scalars(
        select(AuditEvent).order_by(AuditEvent.sequence).execution_options(yield_per=500)
    ):
        expected += 1
        fault = _fault_of(event, expected, previous, anchor)
        if fault:
            return Verification(expected, head.sequence, head.hash, (event.sequence, fault))
        previous = event.hash
    if (expected, previous) != (head.sequence, head.hash):
        return Verification(
            expected, head.sequence, head.hash, (head.sequence, "the head does not match the last row")
        )
    if anchor and anchor[0] > expected:
        return Verification(
            expected, head.sequence, head.hash, (anchor[0], "the chain ends before the anchor")
        )
    return Verification(expected, head.sequence, head.hash)


def _fault_of(event: AuditEvent, expected: int, previous: str, anchor: tuple[int, str] | None) -> str | None:
    if event.sequence != expected:
        return "a row is missing before this one"
    row: dict[str, object] = {
        "sequence": event.sequence,
        "happened_at": event.happened_at.isoformat(),
        "actor_key": event.actor_key,
        "action": event.action,
        "object_type": event.object_type,
        "object_id": event.object_id,
        "mission_id": event.mission_id,
        "project_id": event.project_id,
        "change": event.change,
    }
    if event.previous_hash != previous or event.hash != chain_hash(previous, row):
        return "this row was changed"
    if anchor and anchor[0] == event.sequence and not event.hash.startswith(anchor[1]):
        return "this row does not match the anchor"
    return None
