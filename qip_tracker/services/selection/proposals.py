"""A proposal from draft to submission: three screens, each of which may be saved unfinished.

What must be there before it is sent is the checklist of the move `submit`, never a condition for saving.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from qip_tracker.access import Subject
from qip_tracker.domain.kernel.refusals import NotVisible, Refusal, Refused, refuse
from qip_tracker.domain.project.permissions import ProjectPermission
from qip_tracker.domain.project.states import EDITABLE_STATES, ProjectState
from qip_tracker.domain.selection.permissions import SelectionPermission
from qip_tracker.models import (
    BudgetYear,
    FieldOffice,
    Fund,
    Mission,
    PlanGoal,
    Project,
    Proposal,
    ScreeningOpinion,
    Sector,
)
from qip_tracker.queries.subjects import project_subject
from qip_tracker.services.kernel.work import Work
from qip_tracker.services.project import moves
from qip_tracker.services.project.references import next_reference
from qip_tracker.services.selection import needs

# Stands in the reference of a project that no field office runs.
WITHOUT_OFFICE = "HQ"


@dataclass(frozen=True, slots=True)
class ProjectPlaced:
    """What the project is called and where it stands: the same answers when it is logged and when it is changed."""

    title: str
    place: str
    admin_area: str | None
    country: str
    field_office_id: int | None
    fund_id: int
    sector_code: str
    plan_goal_id: int | None
    sponsoring_section: str | None
    need: needs.NeedHeard


@dataclass(frozen=True, slots=True)
class LogProject:
    """The first screen of a new project."""

    mission_id: int
    placed: ProjectPlaced


@dataclass(frozen=True, slots=True)
class ChangeNeed:
    """The first screen again; `version` is the project's."""

    project_id: int
    placed: ProjectPlaced
    version: int | None = None


@dataclass(frozen=True, slots=True)
class DiscardDraft:
    """A draft that was never sent goes away; its number is not given again."""

    project_id: int
    version: int | None = None


def log(work: Work, command: LogProject) -> Project:
    """Log a community's need and open a project for it as a draft, with the next reference of its office and year.

    Raises `Refused` (dates, groups), `NotAllowed`, `NotVisible` for a choice of another mission.
    """
    mission_id, placed = command.mission_id, command.placed
    work.require(SelectionPermission.PROJECT_LOG, Subject("mission", mission_id, mission_id))
    _require_sound(placed, work.today)
    mission = work.session.get_one(Mission, mission_id)
    office, fund = _chosen(work, mission_id, placed)
    # First of all writes: a row that points to the mission holds it already, and two such holders would wait for
    # each other when both then lock it.
    reference = next_reference(work, mission_id, office.code if office else WITHOUT_OFFICE, work.today)
    need = needs.record(work, placed.need, mission_id, placed.field_office_id)
    project = Project(
        mission_id=mission_id,
        reference=reference,
        state=ProjectState.DRAFT,
        state_since=work.now,
        budget_year_id=_budget_year_id(work, mission_id),
        donor_id=fund.donor_id,
        need_id=need.id,
        focal_point_id=work.person_id,
        created_by_id=work.person_id,
        created_at=work.now,
        local_currency=mission.local_currency,
    )
    _place(project, placed)
    work.session.add(project)
    work.session.flush()
    work.session.add(Proposal(project_id=project.id))
    work.record("project.logged", project, mission_id=mission_id, project_id=project.id)
    return project


def change_need(work: Work, command: ChangeNeed) -> Project:
    """Change what was said, where, and out of which fund, while the proposal may be edited; the reference stays."""
    project = editable(work, command.project_id, command.version)
    _require_sound(command.placed, work.today)
    _office, fund = _chosen(work, project.mission_id, command.placed)
    _place(project, command.placed)
    project.donor_id = fund.donor_id
    if project.need_id is None:
        need = needs.record(work, command.placed.need, project.mission_id, command.placed.field_office_id)
        project.need_id = need.id
    else:
        needs.revise(work, project.need_id, command.placed.need, command.placed.field_office_id)
    work.record("project.need_changed", project, mission_id=project.mission_id, project_id=project.id)
    return project


def submit(work: Work, project_id: int, version: int | None = None) -> Project:
    """Send a proposal to screening; opinions on an earlier text are no opinions on this one and are taken away."""
    project = moves.move(work, project_id, "submit", version=version)
    for opinion in work.session.scalars(
        select(ScreeningOpinion).where(ScreeningOpinion.project_id == project.id)
    ):
        work.session.delete(opinion)
    return project


def withdraw(work: Work, project_id: int, reason: str | None, version: int | None = None) -> Project:
    """Withdraw a proposal with the reason, which stays on the file."""
    return moves.move(work, project_id, "withdraw", reason=reason, version=version)


def discard(work: Work, command: DiscardDraft) -> Project:
    """Discard a draft nobody else has seen; what was sent once is withdrawn with a reason instead."""
    work.require(
        ProjectPermission.PROJECT_EDIT, project_subject(work.session, work.actor, command.project_id)
    )
    project = moves.live_project(work, command.project_id)
    work.check_version(project, command.version)
    if project.state != ProjectState.DRAFT:
        raise refuse("project.not_a_draft")
    project.deleted_at = work.now
    work.record("project.discarded", project, mission_id=project.mission_id, project_id=project.id)
    return project


def editable(work: Work, project_id: int, version: int | None) -> Project:
    """The project, locked, to be changed by this work: its version rises even if only its parts change.

    Raises `NotAllowed`, `StaleEdit`, `Refused` when the proposal is out of its author's hands.
    """
    work.require(ProjectPermission.PROJECT_EDIT, project_subject(work.session, work.actor, project_id))
    project = moves.live_project(work, project_id)
    work.check_version(project, version)
    if project.state not in EDITABLE_STATES:
        raise refuse("project.not_editable")
    # The parts of a proposal have rows of their own; a stale form is noticed only if the project's version rises.
    project.version += 1
    return project


def proposal_of(work: Work, project: Project) -> Proposal:
    """The proposal row of a project; imported projects get theirs when they are first edited."""
    proposal = work.session.scalars(select(Proposal).where(Proposal.project_id == project.id)).one_or_none()
    if proposal is None:
        proposal = Proposal(project_id=project.id)
        work.session.add(proposal)
    return proposal


def _place(project: Project, placed: ProjectPlaced) -> None:
    project.title = placed.title
    project.place, project.admin_area, project.country = placed.place, placed.admin_area, placed.country
    project.field_office_id, project.fund_id = placed.field_office_id, placed.fund_id
    project.sector_code, project.plan_goal_id = placed.sector_code, placed.plan_goal_id
    project.sponsoring_section = placed.sponsoring_section


def _require_sound(placed: ProjectPlaced, today: date) -> None:
    refusals: list[Refusal] = needs.need_refusals(placed.need, today)
    if refusals:
        raise Refused(*refusals)


def _chosen(work: Work, mission_id: int, placed: ProjectPlaced) -> tuple[FieldOffice | None, Fund]:
    """The office and the fund, which with the goal belong to this mission; anything else is not there."""
    session = work.session
    fund = session.get(Fund, placed.fund_id)
    office = session.get(FieldOffice, placed.field_office_id) if placed.field_office_id else None
    goal = session.get(PlanGoal, placed.plan_goal_id) if placed.plan_goal_id else None
    wanted = [
        (fund, True),
        (office, placed.field_office_id is not None),
        (goal, placed.plan_goal_id is not None),
    ]
    for row, is_named in wanted:
        if is_named and (row is None or row.mission_id != mission_id):
            raise NotVisible("choice")
    if fund is None or session.get(Sector, placed.sector_code) is None:
        raise NotVisible("choice")
    return office, fund


def _budget_year_id(work: Work, mission_id: int) -> int | None:
    return work.session.scalars(
        select(BudgetYear.id)
        .where(
            BudgetYear.mission_id == mission_id,
            BudgetYear.starts_on <= work.today,
            BudgetYear.ends_on >= work.today,
        )
        .order_by(BudgetYear.starts_on.desc())
        .limit(1)
    ).one_or_none()
