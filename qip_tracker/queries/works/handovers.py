"""The handover of a project, and who was to look after the result by its proposal."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from qip_tracker.models import Handover, Proposal


@dataclass(frozen=True, slots=True)
class HandoverRow:
    """What stands on the certificate."""

    version: int
    handed_over_on: date
    owner_body: str
    signatory_title: str
    assets: str
    maintenance_commitment: str
    mission_credited: bool
    community_told_how: str | None


def handover_of(session: Session, project_id: int) -> HandoverRow | None:
    """The handover of a project, None before it is recorded."""
    row = session.execute(
        select(
            Handover.version,
            Handover.handed_over_on,
            Handover.owner_body,
            Handover.signatory_title,
            Handover.assets,
            Handover.maintenance_commitment,
            Handover.mission_credited,
            Handover.community_told_how,
        ).where(Handover.project_id == project_id)
    ).one_or_none()
    return HandoverRow(*row) if row else None


def maintenance_of(session: Session, project_id: int) -> tuple[str | None, str | None]:
    """Owner and plan of maintenance as the proposal has them; None where it says nothing."""
    row = session.execute(
        select(Proposal.maintenance_owner, Proposal.maintenance_plan).where(Proposal.project_id == project_id)
    ).one_or_none()
    return (row.maintenance_owner, row.maintenance_plan) if row else (None, None)
