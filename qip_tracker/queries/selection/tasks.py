"""What waits between the first draft and the committee's decision."""

from typing import Final

from sqlalchemy import and_

from qip_tracker.domain.programme.permissions import ProgrammePermission
from qip_tracker.domain.programme.vocabulary import PartnerAssessment
from qip_tracker.domain.project.states import ProjectState as S
from qip_tracker.domain.selection.permissions import SelectionPermission
from qip_tracker.models import Condition, Decision, Partner, Project
from qip_tracker.queries.project.task_kind import TaskKind, in_state, own_file

TASKS: Final = (
    TaskKind(
        "finish_draft",
        SelectionPermission.PROJECT_SUBMIT,
        and_(in_state(S.DRAFT), own_file()),
        Project.state_since,
    ),
    TaskKind(
        "answer_return",
        SelectionPermission.PROJECT_SUBMIT,
        and_(in_state(S.RETURNED), own_file()),
        Project.state_since,
    ),
    TaskKind(
        "screen",
        SelectionPermission.PROJECT_SCREEN,
        in_state(S.SUBMITTED),
        Project.state_since,
        due_rule="approval_due_days",
    ),
    TaskKind(
        "assess_partner",
        ProgrammePermission.PARTNER_ASSESS,
        and_(
            in_state(S.SUBMITTED, S.SCREENED, S.APPROVED),
            Partner.assessment == PartnerAssessment.NOT_ASSESSED,
        ),
        Project.state_since,
        ((Partner, Partner.id == Project.partner_id),),
        note=Partner.name,
        part=Partner.id,
    ),
    TaskKind(
        "decide",
        SelectionPermission.PROJECT_DECIDE,
        in_state(S.SCREENED),
        Project.state_since,
        due_rule="approval_due_days",
    ),
    TaskKind(
        "clear_condition",
        SelectionPermission.CONDITION_CLEAR,
        and_(in_state(S.APPROVED), Condition.cleared_on.is_(None)),
        Decision.decided_on,
        ((Decision, Decision.project_id == Project.id), (Condition, Condition.decision_id == Decision.id)),
        due_on=Condition.due_on,
        note=Condition.text,
        part=Condition.id,
    ),
    TaskKind(
        "with_screening",
        SelectionPermission.PROJECT_SUBMIT,
        and_(in_state(S.SUBMITTED), own_file()),
        Project.state_since,
        group="others",
    ),
    TaskKind(
        "with_committee",
        SelectionPermission.PROJECT_SUBMIT,
        and_(in_state(S.SCREENED), own_file()),
        Project.state_since,
        group="others",
    ),
)
