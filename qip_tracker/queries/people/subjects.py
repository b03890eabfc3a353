"""People as subjects of access."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from qip_tracker.access import Actor, Subject
from qip_tracker.domain.people.permissions import PeoplePermission
from qip_tracker.models import Grant
from qip_tracker.queries.kernel.subjects import Loader, Path


def _person(session: Session, actor: Actor, path: Path) -> Subject | None:
    """A person who holds or held a role in the mission the actor works in."""
    query = select(Grant.person_id, Grant.mission_id).where(
        Grant.person_id == path["person_id"], Grant.mission_id == actor.mission_id
    )
    row = session.execute(query.limit(1)).one_or_none()
    return Subject("person", row.person_id, row.mission_id, person_id=row.person_id) if row else None


LOADERS: Final[Mapping[str, Loader]] = {
    "person": Loader(_person, (PeoplePermission.PEOPLE_EDIT,)),
}
