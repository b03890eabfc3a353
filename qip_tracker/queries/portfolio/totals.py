"""Proof that the totals kept on a project are what its rows add up to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from qip_tracker.domain.works.milestones import FROM_AFAR
from qip_tracker.models import Milestone, Project, Tranche, Visit


@dataclass(frozen=True, slots=True)
class Difference:
    """A total that is not what the rows say."""

    project_id: int
    column: str
    stored: int | date | None
    counted: int | date | None


def differences(session: Session) -> list[Difference]:
    """Every rolled-up column of every project against its rows, in four statements; empty when all agree."""
    plans = _plans(session)
    visits = _last_visits(session)
    payments = _payments(session)
    found = []
    for project in session.execute(select(Project.__table__).order_by(Project.id)).mappings():
        counted = {
            **plans.get(project["id"], {"milestones_total": 0, "milestones_done": 0, "done_weight_pct": 0}),
            **payments.get(
                project["id"], {"paid_usd_minor": 0, "paid_local_minor": 0, "first_paid_on": None}
            ),
            "last_visit_on": visits.get(project["id"]),
        }
        found += [
            Difference(project["id"], column, project[column], value)
            for column, value in counted.items()
            if project[column] != value
        ]
    return found


def _plans(session: Session) -> Mapping[int, dict[str, int | date | None]]:
    stands = Milestone.dropped_on.is_(None)
    done = stands & Milestone.seen_on.is_not(None) & Milestone.confirmed_on.is_not(None)
    rows = session.execute(
        select(
            Milestone.project_id,
            func.sum(case((stands, 1), else_=0)),
            func.sum(case((done, 1), else_=0)),
            func.sum(case((done, Milestone.weight_pct), else_=0)),
        ).group_by(Milestone.project_id)
    )
    return {
        project_id: {
            "milestones_total": int(total),
            "milestones_done": int(count),
            "done_weight_pct": int(weight),
        }
        for project_id, total, count, weight in rows
    }


def _last_visits(session: Session) -> Mapping[int, date]:
    rows = session.execute(
        select(Visit.project_id, func.max(Visit.visited_on))
        .where(Visit.purpose.not_in(FROM_AFAR))
        .group_by(Visit.project_id)
    )
    return dict(rows.all())


def _payments(session: Session) -> Mapping[int, dict[str, int | date | None]]:
    rows = session.execute(
        select(
            Tranche.project_id,
            func.sum(Tranche.usd_minor),
            func.sum(Tranche.local_minor),
            func.min(Tranche.paid_on),
        )
        .where(Tranche.paid_on.is_not(None))
        .group_by(Tranche.project_id)
    )
    return {
        project_id: {"paid_usd_minor": int(usd), "paid_local_minor": int(local), "first_paid_on": first}
        for project_id, usd, local, first in rows
    }
