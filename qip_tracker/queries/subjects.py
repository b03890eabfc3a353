"""Subjects of access, loaded along their full path: milestone 3 of project 12, and of no other project."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from qip_tracker.access import Actor, Permission, Subject, can
from qip_tracker.domain.kernel.refusals import NotVisible
from qip_tracker.models import (
    Base,
    Condition,
    Contribution,
    CoOwner,
    Decision,
    Grant,
    Milestone,
    Panel,
    Partner,
    Photo,
    Project,
    ReportSnapshot,
    Round,
    Tranche,
    Visit,
)

Path = Mapping[str, Any]

PROJECT_COLUMNS = (
    Project.id,
    Project.mission_id,
    Project.partner_id,
    Project.donor_id,
    Project.focal_point_id,
    Project.created_by_id,
    Project.state,
)


def _project_subject(kind: str, row: Any, **more: Any) -> Subject:
    return Subject(
        kind,
        id=more.pop("id", row.id),
        mission_id=row.mission_id,
        project_id=row.id,
        partner_id=row.partner_id,
        donor_id=row.donor_id,
        focal_point_id=row.focal_point_id,
        created_by_id=row.created_by_id,
        state=row.state,
        **more,
    )


def _live_project(path: Path, *more: Any) -> Select[Any]:
    return select(*PROJECT_COLUMNS, *more).where(
        Project.id == path["project_id"], Project.deleted_at.is_(None)
    )


def _mission(session: Session, actor: Actor, path: Path) -> Subject | None:
    return Subject("mission", actor.mission_id, actor.mission_id) if actor.mission_id is not None else None


def _project(session: Session, actor: Actor, path: Path) -> Subject | None:
    row = session.execute(_live_project(path)).one_or_none()
    return _project_subject("project", row) if row else None


def _part_of_project(kind: str, model: type[Base], parameter: str) -> Callable[..., Subject | None]:
    """A row of the project in the path; one statement, so a part of another project is simply not there."""

    def load(session: Session, actor: Actor, path: Path) -> Subject | None:
        table: Any = model
        query = (
            _live_project(path).join(table, table.project_id == Project.id).where(table.id == path[parameter])
        )
        row = session.execute(query).one_or_none()
        return _project_subject(kind, row, id=path[parameter]) if row else None

    return load


def _condition(session: Session, actor: Actor, path: Path) -> Subject | None:
    query = (
        _live_project(path)
        .join(Decision, Decision.project_id == Project.id)
        .join(Condition, Condition.decision_id == Decision.id)
        .where(Condition.id == path["condition_id"])
    )
    row = session.execute(query).one_or_none()
    return _project_subject("condition", row, id=path["condition_id"]) if row else None


def _panel(session: Session, actor: Actor, path: Path) -> Subject | None:
    query = (
        _live_project(path, Panel.facilitator_id)
        .join(Panel, Panel.project_id == Project.id)
        .where(Panel.id == path["panel_id"])
    )
    row = session.execute(query).one_or_none()
    if row is None:
        return None
    return _project_subject(
        "panel", row, id=path["panel_id"], panel_id=path["panel_id"], facilitator_id=row.facilitator_id
    )


def _round(session: Session, actor: Actor, path: Path) -> Subject | None:
    query = (
        _live_project(path, Panel.facilitator_id, Panel.id.label("panel_id"))
        .join(Round, Round.project_id == Project.id)
        .join(Panel, Panel.id == Round.panel_id)
        .where(Round.id == path["round_id"])
    )
    row = session.execute(query).one_or_none()
    if row is None:
        return None
    return _project_subject(
        "round", row, id=path["round_id"], panel_id=row.panel_id, facilitator_id=row.facilitator_id
    )


def _report(session: Session, actor: Actor, path: Path) -> Subject | None:
    query = (
        _live_project(path, ReportSnapshot.released_on)
        .join(ReportSnapshot, ReportSnapshot.project_id == Project.id)
        .where(ReportSnapshot.id == path["report_id"])
    )
    row = session.execute(query).one_or_none()
    if row is None:
        return None
    return _project_subject("report", row, id=path["report_id"], is_released=row.released_on is not None)


def _own_panel(session: Session, actor: Actor, path: Path) -> Subject | None:
    return Subject("own_panel", actor.panel_id, panel_id=actor.panel_id) if actor.kind == "member" else None


def _partner(session: Session, actor: Actor, path: Path) -> Subject | None:
    row = session.execute(
        select(Partner.id, Partner.mission_id).where(Partner.id == path["partner_id"])
    ).one_or_none()
    return Subject("partner", row.id, row.mission_id, partner_id=row.id) if row else None


def _person(session: Session, actor: Actor, path: Path) -> Subject | None:
    """A person who holds or held a role in the mission the actor works in."""
    query = select(Grant.person_id, Grant.mission_id).where(
        Grant.person_id == path["person_id"], Grant.mission_id == actor.mission_id
    )
    row = session.execute(query.limit(1)).one_or_none()
    return Subject("person", row.person_id, row.mission_id, person_id=row.person_id) if row else None


LOADERS: Mapping[str, tuple[Callable[[Session, Actor, Path], Subject | None], tuple[Permission, ...]]] = {
    # kind: (loader, permissions any of which makes it visible at all; without one it is a 404)
    "mission": (_mission, ()),
    "project": (_project, (Permission.PROJECT_VIEW,)),
    "tranche": (_part_of_project("tranche", Tranche, "tranche_id"), (Permission.PROJECT_VIEW,)),
    "milestone": (_part_of_project("milestone", Milestone, "milestone_id"), (Permission.PROJECT_VIEW,)),
    "visit": (_part_of_project("visit", Visit, "visit_id"), (Permission.PROJECT_VIEW,)),
    "photo": (_part_of_project("photo", Photo, "photo_id"), (Permission.PROJECT_VIEW,)),
    "co_owner": (_part_of_project("co_owner", CoOwner, "co_owner_id"), (Permission.PROJECT_VIEW,)),
    "contribution": (
        _part_of_project("contribution", Contribution, "contribution_id"),
        (Permission.PROJECT_VIEW,),
    ),
    "condition": (_condition, (Permission.PROJECT_VIEW,)),
    "panel": (_panel, (Permission.PANEL_VIEW,)),
    "round": (_round, (Permission.RESULTS_VIEW, Permission.PANEL_VIEW)),
    "report": (_report, (Permission.REPORT_VIEW,)),
    "own_panel": (_own_panel, (Permission.BALLOT_CAST,)),
    "partner": (_partner, (Permission.PARTNER_VIEW,)),
    "person": (_person, (Permission.PEOPLE_EDIT,)),
}


def load(session: Session, actor: Actor, kind: str, path: Path) -> Subject:
    """The subject of a kind along the path; `NotVisible` when absent, deleted, elsewhere or out of sight: all alike."""
    loader, visible_by = LOADERS[kind]
    subject = loader(session, actor, path) if all(_fits(value) for value in path.values()) else None
    if subject is None or (
        visible_by and not any(can(actor, permission, subject) for permission in visible_by)
    ):
        raise NotVisible(kind)
    return subject


def project_subject(session: Session, actor: Actor, project_id: int) -> Subject:
    """The subject of a project for a service that was handed its number."""
    return load(session, actor, "project", {"project_id": project_id})


def _fits(value: object) -> bool:
    """An integer beyond 63 bits would be an error in the database instead of an absent row."""
    return not isinstance(value, int) or 0 <= value < 2**31
