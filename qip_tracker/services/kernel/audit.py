"""Proof that nobody changed history: the chain is walked row by row to the head."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from qip_tracker.models import AuditEvent, AuditHead
from qip_tracker.services.kernel.work import chain_hash

START = "0" * 64
# How a column that is no longer what was written makes itself felt while it is read.
READING = (ValueError, TypeError, DBAPIError)
BATCH = 1000
_COLUMNS = (
    AuditEvent.sequence,
    AuditEvent.happened_at,
    AuditEvent.actor_key,
    AuditEvent.action,
    AuditEvent.object_type,
    AuditEvent.object_id,
    AuditEvent.mission_id,
    AuditEvent.project_id,
    AuditEvent.change,
    AuditEvent.previous_hash,
    AuditEvent.hash,
)


@dataclass(frozen=True, slots=True)
class Verification:
    """How many rows were walked from which one on, and the first fault found, as (sequence, what)."""

    rows: int
    head_sequence: int
    head_hash: str
    fault: tuple[int, str] | None = None
    first: int = 1


class _Unreadable(Exception):
    """A row that the database gives back only as an error."""


def verify(
    session: Session, anchor: tuple[int, str] | None = None, *, last: int | None = None
) -> Verification:
    """Walk the chain; `anchor` is a (sequence, hash prefix) printed on some old report.

    With `last`, only that many rows at the end are walked, from the hash stored before them: a page answers in time.
    """
    head = session.execute(select(AuditHead.sequence, AuditHead.hash)).one_or_none()
    if head is None:
        return Verification(0, 0, START, (0, "the head of the chain is missing"))
    first = max(1, head.sequence - last + 1) if last is not None else 1
    expected, previous = first - 1, _hash_before(session, first)

    def broken_at(sequence: int, what: str) -> Verification:
        return Verification(expected - first + 1, head.sequence, head.hash, (sequence, what), first)

    rows = _rows(session, first)
    while True:
        try:
            row = next(rows, None)
        except _Unreadable:
            return broken_at(expected + 1, "this row cannot be read")
        if row is None:
            break
        expected += 1
        fault = _fault_of(row, expected, previous, anchor)
        if fault:
            return broken_at(expected, fault)
        previous = row.hash
    if (expected, previous) != (head.sequence, head.hash):
        return broken_at(max(expected, head.sequence), "the head does not match the last row")
    if anchor and anchor[0] > expected:
        return broken_at(anchor[0], "the chain ends before the anchor")
    return Verification(expected - first + 1, head.sequence, head.hash, None, first)


def _hash_before(session: Session, first: int) -> str:
    if first == 1:
        return START
    return (
        session.scalars(select(AuditEvent.hash).where(AuditEvent.sequence == first - 1)).one_or_none() or ""
    )


def _rows(session: Session, first: int) -> Iterator[Row[Any]]:
    """Rows in order, read in batches; one that cannot be read raises only when its turn comes."""
    last: int | None = first - 1 if first > 1 else None
    count = BATCH
    while count == BATCH:
        count = 0
        for row in _batch(session, last):
            count, last = count + 1, row.sequence
            yield row


def _batch(session: Session, last: int | None) -> Iterator[Row[Any]]:
    try:
        rows = _read(session, last, BATCH)
    except READING as error:
        raise_unless_unreadable(error)
        rows = []
        yield from _one_by_one(session, last)
    yield from rows


def _one_by_one(session: Session, last: int | None) -> Iterator[Row[Any]]:
    for _turn in range(BATCH):
        try:
            rows = _read(session, last, 1)
        except READING as error:
            raise_unless_unreadable(error)
            raise _Unreadable from error
        yield from rows
        if not rows:
            return
        last = rows[0].sequence


def raise_unless_unreadable(error: Exception) -> None:
    """A database that is busy or away is no proof against anybody."""
    if isinstance(error, DBAPIError) and "decode" not in str(error.orig).lower():
        raise error


def _read(session: Session, last: int | None, limit: int) -> list[Row[Any]]:
    query = select(*_COLUMNS).order_by(AuditEvent.sequence).limit(limit)
    if last is not None:
        query = query.where(AuditEvent.sequence > last)
    return list(session.execute(query))


def _fault_of(event: Row[Any], expected: int, previous: str, anchor: tuple[int, str] | None) -> str | None:
    if event.sequence != expected:
        return "this row is missing, or its number was changed"
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
