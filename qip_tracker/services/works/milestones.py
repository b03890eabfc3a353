"""The co-owner's key of a milestone, and what else happens to a plan under way: dropped, explained, rolled up."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from qip_tracker.domain.kernel.permissions import Permission
from qip_tracker.domain.kernel.refusals import NotVisible, Refusal, Refused, refuse
from qip_tracker.domain.project.permissions import ProjectPermission
from qip_tracker.domain.project.states import UNDER_AGREEMENT_STATES
from qip_tracker.domain.works import milestones as rules
from qip_tracker.domain.works.permissions import WorksPermission
from qip_tracker.domain.works.vocabulary import KeyHolder
from qip_tracker.models import CoOwner, Milestone, MilestoneKey, Project
from qip_tracker.queries import subjects
from qip_tracker.queries.works.milestones import last_tranche_asked_for
from qip_tracker.services.kernel.work import Work
from qip_tracker.services.project.moves import live_project


@dataclass(frozen=True, slots=True)
class ConfirmMilestone:
    """A co-owner's word that a step is done, as somebody of the mission wrote it down."""

    project_id: int
    milestone_id: int
    co_owner_id: int
    confirmed_on: date
    method: str
    version: int | None = None


@dataclass(frozen=True, slots=True)
class WithdrawConfirmation:
    """A co-owner's word that was written down by mistake, and what the mistake was."""

    project_id: int
    milestone_id: int
    reason: str
    version: int | None = None


@dataclass(frozen=True, slots=True)
class DropMilestone:
    """A step that will not be done, and why."""

    project_id: int
    milestone_id: int
    reason: str
    version: int | None = None


@dataclass(frozen=True, slots=True)
class ExplainDelay:
    """Why a step is late; one of DELAY_REASONS."""

    project_id: int
    milestone_id: int
    delay_reason: str
    version: int | None = None


def facts_of(milestone: Milestone) -> rules.MilestoneFacts:
    """A milestone as the rules see it."""
    return rules.MilestoneFacts(
        milestone.planned_on,
        milestone.seen_on,
        milestone.confirmed_on,
        milestone.dropped_on,
        milestone.weight_pct,
    )


def keys_of(milestone: Milestone) -> rules.Keys:
    """A milestone with whose hand turned which key."""
    return rules.Keys(facts_of(milestone), milestone.seen_by_id, milestone.confirmation_recorded_by_id)


def confirm(work: Work, command: ConfirmMilestone) -> Milestone:
    """Turn the co-owner's key: recorded by somebody else than who saw the step for the mission.

    Raises `Refused` (milestone.same_person, .not_open, .project_not_running, date.in_future, coowners.unknown),
    `StaleEdit`, `NotAllowed`, `NotVisible`.
    """
    project, milestone = _opened(work, command, WorksPermission.MILESTONE_CONFIRM)
    refusals = rules.confirming_refusals(
        keys_of(milestone), work.person_id, command.confirmed_on, project.state, work.today
    )
    owner = work.session.get(CoOwner, command.co_owner_id)
    if owner is None or owner.project_id != project.id:
        refusals.append(Refusal("coowners.unknown", "co_owner_id"))
    if refusals:
        raise Refused(*refusals)
    milestone.confirmed_on = command.confirmed_on
    milestone.confirmed_by_co_owner_id = command.co_owner_id
    milestone.confirmation_recorded_by_id = work.person_id
    milestone.confirmation_method = command.method
    write_key(
        work,
        milestone,
        KeyHolder.CO_OWNER,
        command.confirmed_on,
        co_owner_id=command.co_owner_id,
        method=command.method,
    )
    roll_up(work, project)
    _record(work, "milestone.confirmed", project, milestone)
    return milestone


def withdraw_confirmation(work: Work, command: WithdrawConfirmation) -> Milestone:
    """Take the co-owner's key back while nothing rests on it; the audit trail keeps the word, who gave it and why.

    Raises `Refused` (milestone.rested_on, .not_confirmed, project.reason_missing), else as `confirm`.
    """
    project, milestone = _opened(work, command, WorksPermission.MILESTONE_CONFIRM)
    refusals = rules.withdrawing_refusals(
        facts_of(milestone), command.reason, project.state, last_tranche_asked_for(work.session, project.id)
    )
    if refusals:
        raise Refused(*refusals)
    milestone.confirmed_on = None
    milestone.confirmed_by_co_owner_id = None
    milestone.confirmation_recorded_by_id = None
    milestone.confirmation_method = None
    write_key(work, milestone, KeyHolder.CO_OWNER, work.today, is_withdrawn=True, reason=command.reason)
    roll_up(work, project)
    _record(work, "milestone.confirmation_withdrawn", project, milestone, reason=command.reason)
    return milestone


def drop(work: Work, command: DropMilestone) -> Milestone:
    """Take a step out of the plan with a reason; its weight is not done. Raises as `confirm`."""
    project, milestone = _opened(work, command, ProjectPermission.PROJECT_EDIT)
    refusals = rules.dropping_refusals(facts_of(milestone), command.reason, project.state)
    if refusals:
        raise Refused(*refusals)
    milestone.dropped_on, milestone.dropped_reason = work.today, command.reason
    roll_up(work, project)
    _record(work, "milestone.dropped", project, milestone)
    return milestone


def explain_delay(work: Work, command: ExplainDelay) -> Milestone:
    """Say why a step is late, or say it better. Raises `Refused` (milestone.not_late), else as `confirm`."""
    project, milestone = _opened(work, command, ProjectPermission.PROJECT_EDIT)
    if project.state not in UNDER_AGREEMENT_STATES:
        raise refuse("milestone.project_not_running")
    if not rules.is_late(facts_of(milestone), work.today):
        raise refuse("milestone.not_late")
    milestone.delay_reason = command.delay_reason
    _record(work, "milestone.delay_explained", project, milestone)
    return milestone


def write_key(work: Work, milestone: Milestone, holder: KeyHolder, turned_on: date, **what: object) -> None:
    """One more entry in the history of a milestone's keys; `what` holds the columns that this kind of entry needs."""
    work.session.add(
        MilestoneKey(
            project_id=milestone.project_id,
            milestone_id=milestone.id,
            holder=holder,
            turned_on=turned_on,
            recorded_by_id=work.person_id,
            recorded_at=work.now,
            **what,
        )
    )


def roll_up(work: Work, project: Project) -> None:
    """Count the plan anew into `milestones_total`, `milestones_done` and `done_weight_pct` of the project.

    Whoever adds, removes or changes milestones calls this in the same transaction; `qip totals` proves it.
    """
    work.session.flush()
    rows = work.session.execute(
        select(
            Milestone.planned_on,
            Milestone.seen_on,
            Milestone.confirmed_on,
            Milestone.dropped_on,
            Milestone.weight_pct,
        ).where(Milestone.project_id == project.id)
    )
    plan = [rules.MilestoneFacts(*row) for row in rows]
    project.milestones_total = sum(1 for step in plan if not step.dropped_on)
    project.milestones_done = sum(1 for step in plan if not step.dropped_on and rules.done_on(step))
    project.done_weight_pct = rules.done_pct(plan)


def _opened(
    work: Work,
    command: ConfirmMilestone | DropMilestone | ExplainDelay | WithdrawConfirmation,
    permission: Permission,
) -> tuple[Project, Milestone]:
    """Project and milestone locked, the permission and the version checked."""
    path = {"project_id": command.project_id, "milestone_id": command.milestone_id}
    work.require(permission, subjects.load(work.session, work.actor, "milestone", path))
    project = live_project(work, command.project_id)
    milestone = work.locked(Milestone, command.milestone_id)
    if milestone.project_id != project.id:
        raise NotVisible("milestone")
    work.check_version(milestone, command.version)
    return project, milestone


def _record(work: Work, action: str, project: Project, milestone: Milestone, **details: object) -> None:
    work.record(action, milestone, mission_id=project.mission_id, project_id=project.id, **details)
