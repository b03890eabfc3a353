"""For walks over every form: the whole way of a change up to its commit, and no further."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event
from sqlalchemy.orm import Session

from qip_tracker.domain.kernel.refusals import Refusal, Refused


@contextmanager
def nothing_is_kept() -> Iterator[None]:
    """Every change is refused at its commit, as by a constraint: the objects stay whole for the next form."""

    def refuse(session: Session) -> None:
        raise Refused(Refusal("database.refused", None, {"constraint": "this walk keeps nothing"}))

    event.listen(Session, "before_commit", refuse)
    try:
        yield
    finally:
        event.remove(Session, "before_commit", refuse)
