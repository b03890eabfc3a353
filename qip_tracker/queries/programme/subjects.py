"""The mission and its partners as subjects of access."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from qip_tracker.access import Actor, Subject
from qip_tracker.domain.programme.permissions import ProgrammePermission
from qip_tracker.models import Partner
from qip_tracker.queries.kernel.subjects import Loader, Path


def _mission(session: Session, actor: Actor, path: Path) -> Subject | None:
    return Subject("mission", actor.mission_id, actor.mission_id) if actor.mission_id is not None else None


def _partner(session: Session, actor: Actor, path: Path) -> Subject | None:
    row = session.execute(
        select(Partner.id, Partner.mission_id).where(Partner.id == path["partner_id"])
    ).one_or_none()
    return Subject("partner", row.id, row.mission_id, partner_id=row.id) if row else None


LOADERS: Final[Mapping[str, Loader]] = {
    "mission": Loader(_mission),
    "partner": Loader(_partner, (ProgrammePermission.PARTNER_VIEW,)),
}
