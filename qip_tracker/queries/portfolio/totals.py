"""Proof that the totals of a project are what its rows add up to, and that rows say what their histories end with."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import BigInteger, ColumnElement, Subquery, case, cast, func, or_, select
from sqlalchemy.orm import Session

from qip_tracker.domain.works.milestones import FROM_AFAR
from qip_tracker.domain.works.vocabulary import KeyHolder
from qip_tracker.models import Milestone, MilestoneKey, Payment, Project, Tranche, Visit

# What a project without a row of the kind has: nothing counted, or a day that is not known.
_COUNTS: Final = (
    "milestones_total",
    "milestones_done",
    "done_weight_pct",
    "paid_usd_minor",
    "paid_local_minor",
)
_DAYS: Final = ("first_paid_on", "last_visit_on")


@dataclass(frozen=True, slots=True)
class Difference:
    """A total that is not what the rows say; money in minor units."""

    project_id: int
    reference: str
    column: str
    stored: int | date | None
    counted: int | date | None


def differences(session: Session) -> list[Difference]:
    """Every rolled-up column of every project against its rows, in the order of projects; empty when all agree.

    One statement sees one moment: what is paid meanwhile is in the total and in the rows, or in neither.
    """
    parts = (_plans(), _payments(), _last_visits())
    counted: dict[str, ColumnElement[Any]] = {
        column.name: func.coalesce(column, 0) if column.name in _COUNTS else column
        for part in parts
        for column in part.c
        if column.name != "project_id"
    }
    query = select(
        Project.id,
        Project.reference,
        *(_stored(name).label(f"stored_{name}") for name in counted),
        *(column.label(f"counted_{name}") for name, column in counted.items()),
    )
    for part in parts:
        query = query.outerjoin(part, part.c.project_id == Project.id)
    differing = or_(*(_stored(name).is_distinct_from(column) for name, column in counted.items()))
    return [
        Difference(row["id"], row["reference"], name, row[f"stored_{name}"], row[f"counted_{name}"])
        for row in session.execute(query.where(differing).order_by(Project.id)).mappings()
        for name in (*_COUNTS, *_DAYS)
        if row[f"stored_{name}"] != row[f"counted_{name}"]
    ]


def broken_histories(session: Session) -> list[Difference]:
    """Every milestone whose keys, and every tranche whose payment, is not what the last entry of its history says."""
    broken = []
    for holder, column, stored in (
        (KeyHolder.MISSION, "seen_on", Milestone.seen_on),
        (KeyHolder.CO_OWNER, "confirmed_on", Milestone.confirmed_on),
    ):
        last = (
            select(MilestoneKey.milestone_id, func.max(MilestoneKey.id).label("id"))
            .where(MilestoneKey.holder == holder)
            .group_by(MilestoneKey.milestone_id)
            .subquery()
        )
        stands = case((MilestoneKey.is_withdrawn, None), else_=MilestoneKey.turned_on)
        rows = session.execute(
            select(Project.id, Project.reference, stored, stands)
            .select_from(Milestone)
            .join(Project, Project.id == Milestone.project_id)
            .outerjoin(last, last.c.milestone_id == Milestone.id)
            .outerjoin(MilestoneKey, MilestoneKey.id == last.c.id)
            .where(stored.is_distinct_from(stands))
            .order_by(Project.id, Milestone.position)
        )
        broken += [Difference(row[0], row[1], column, row[2], row[3]) for row in rows]
    paid = (
        select(Payment.tranche_id, _whole(func.sum(Payment.usd_minor)).label("usd_minor"))
        .group_by(Payment.tranche_id)
        .subquery()
    )
    on_row = case((Tranche.paid_on.is_not(None), Tranche.usd_minor), else_=0)
    on_record = func.coalesce(paid.c.usd_minor, 0)
    rows = session.execute(
        select(Project.id, Project.reference, on_row, on_record)
        .select_from(Tranche)
        .join(Project, Project.id == Tranche.project_id)
        .outerjoin(paid, paid.c.tranche_id == Tranche.id)
        .where(on_row != on_record)
        .order_by(Project.id, Tranche.number)
    )
    return broken + [Difference(row[0], row[1], "paid_usd_minor", row[2], row[3]) for row in rows]


def _stored(name: str) -> ColumnElement[Any]:
    stored: ColumnElement[Any] = getattr(Project, name)
    return stored


def _whole(number: ColumnElement[Any]) -> ColumnElement[int]:
    # PostgreSQL adds big integers up to a number with decimals.
    return cast(number, BigInteger)


def _plans() -> Subquery:
    stands = Milestone.dropped_on.is_(None)
    done = stands & Milestone.seen_on.is_not(None) & Milestone.confirmed_on.is_not(None)
    return (
        select(
            Milestone.project_id,
            _whole(func.sum(case((stands, 1), else_=0))).label("milestones_total"),
            _whole(func.sum(case((done, 1), else_=0))).label("milestones_done"),
            _whole(func.sum(case((done, Milestone.weight_pct), else_=0))).label("done_weight_pct"),
        )
        .group_by(Milestone.project_id)
        .subquery()
    )


def _last_visits() -> Subquery:
    return (
        select(Visit.project_id, func.max(Visit.visited_on).label("last_visit_on"))
        .where(Visit.purpose.not_in(FROM_AFAR))
        .group_by(Visit.project_id)
        .subquery()
    )


def _payments() -> Subquery:
    return (
        select(
            Payment.project_id,
            _whole(func.sum(Payment.usd_minor)).label("paid_usd_minor"),
            _whole(func.sum(Payment.local_minor)).label("paid_local_minor"),
            func.min(Payment.paid_on).label("first_paid_on"),
        )
        .group_by(Payment.project_id)
        .subquery()
    )
