"""What waits on the site, at its completion and until the file is closed."""

from typing import Final

from sqlalchemy import Date, and_, bindparam, func, or_

from qip_tracker.domain.kernel.gates import Is, Not
from qip_tracker.domain.project.states import AT_WORK_STATES, UNDER_AGREEMENT_STATES
from qip_tracker.domain.works.completion import HANDOVER_STATES
from qip_tracker.domain.works.gates import HAS_HANDOVER
from qip_tracker.domain.works.permissions import WorksPermission
from qip_tracker.models import Milestone, Project
from qip_tracker.queries.portfolio.gates import holding, movable
from qip_tracker.queries.project.task_kind import ME, TODAY, TaskKind, in_state, own_file

_OF_MILESTONE: Final = ((Milestone, Milestone.project_id == Project.id),)

TASKS: Final = (
    TaskKind(
        "see_milestone",
        WorksPermission.VISIT_RECORD,
        and_(
            in_state(*UNDER_AGREEMENT_STATES),
            own_file(),
            Milestone.seen_on.is_(None),
            Milestone.dropped_on.is_(None),
            Milestone.planned_on <= TODAY,
            or_(Milestone.confirmation_recorded_by_id.is_(None), Milestone.confirmation_recorded_by_id != ME),
        ),
        Milestone.planned_on,
        _OF_MILESTONE,
        due_on=Milestone.planned_on,
        note=Milestone.title,
        part=Milestone.id,
    ),
    TaskKind(
        "confirm_milestone",
        WorksPermission.MILESTONE_CONFIRM,
        and_(
            in_state(*UNDER_AGREEMENT_STATES),
            Milestone.seen_on.is_not(None),
            Milestone.confirmed_on.is_(None),
            Milestone.dropped_on.is_(None),
            Milestone.seen_by_id != ME,
        ),
        Milestone.seen_on,
        _OF_MILESTONE,
        note=Milestone.title,
        part=Milestone.id,
    ),
    TaskKind(
        "visit",
        WorksPermission.VISIT_RECORD,
        and_(
            in_state(*AT_WORK_STATES),
            own_file(),
            func.coalesce(Project.last_visit_on, Project.first_paid_on) <= bindparam("visit_before"),
        ),
        func.coalesce(Project.last_visit_on, Project.first_paid_on, type_=Date()),
        due_rule="visit_gap_days",
    ),
    TaskKind(
        "hand_over",
        WorksPermission.PROJECT_HAND_OVER,
        and_(in_state(*HANDOVER_STATES), own_file(), holding(Not(Is(HAS_HANDOVER)))),
        Project.completed_on,
        due_rule="closure_due_days",
    ),
    TaskKind(
        "complete",
        WorksPermission.PROJECT_COMPLETE,
        movable("complete"),
        Project.last_visit_on,
        due_on=Project.planned_end_on,
    ),
    TaskKind(
        "close",
        WorksPermission.PROJECT_CLOSE,
        movable("close"),
        Project.completed_on,
        due_rule="closure_due_days",
    ),
    TaskKind(
        "second_key",
        WorksPermission.VISIT_RECORD,
        and_(
            in_state(*UNDER_AGREEMENT_STATES),
            Milestone.seen_by_id == ME,
            Milestone.confirmed_on.is_(None),
            Milestone.dropped_on.is_(None),
        ),
        Milestone.seen_on,
        _OF_MILESTONE,
        group="others",
        note=Milestone.title,
        part=Milestone.id,
    ),
)
