"""The answers to forms already processed. The row goes in first: whoever comes second waits and reads it."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from qip_tracker.models import FormToken
from qip_tracker.services.kernel.work import Work

KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Sent:
    """A form as it arrived."""

    token: str
    owner: str
    endpoint: str
    content_hash: str


@dataclass(frozen=True, slots=True)
class FirstAnswer:
    """What the first copy was, and where it led."""

    content_hash: str
    location: str


def first_answer(work: Work, sent: Sent) -> FirstAnswer | None:
    """Claim the token; the first answer if it was claimed before. Concurrent copies are ordered by the database."""
    session = work.session
    insert = sqlite_insert if session.get_bind().dialect.name == "sqlite" else postgresql_insert
    claimed = session.execute(
        insert(FormToken)
        .values(
            token=sent.token,
            owner=sent.owner,
            endpoint=sent.endpoint,
            content_hash=sent.content_hash,
            location=None,
            created_at=work.now,
        )
        .on_conflict_do_nothing()
        .returning(FormToken.token)
    ).one_or_none()
    if claimed is not None:
        session.execute(delete(FormToken).where(FormToken.created_at < work.now - KEPT))
        return None
    row = session.execute(
        select(FormToken.content_hash, FormToken.location).where(
            FormToken.token == sent.token, FormToken.owner == sent.owner
        )
    ).one()
    return FirstAnswer(row.content_hash, row.location or "/")


def keep_answer(work: Work, sent: Sent, location: str) -> None:
    """Remember where the form led, in the transaction that did the work."""
    work.session.execute(
        update(FormToken)
        .where(FormToken.token == sent.token, FormToken.owner == sent.owner)
        .values(location=location)
    )
