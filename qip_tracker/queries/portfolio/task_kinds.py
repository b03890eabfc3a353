"""What can wait for somebody: one line a kind, with the right it takes and the rows it waits on.

The conditions say in SQL what `domain` would decide, so that nobody is sent to a page that refuses them; a test asks
the domain about every row listed. Bound values: today, person_id, mission_id and those of `my_work.bound`.
"""

from typing import Any, Final

from sqlalchemy import Date, and_, bindparam, func, or_

from qip_tracker.domain.community.permissions import CommunityPermission
from qip_tracker.domain.kernel.permissions import Permission
from qip_tracker.domain.money.permissions import MoneyPermission
from qip_tracker.domain.programme.permissions import ProgrammePermission
from qip_tracker.domain.project.permissions import ProjectPermission
from qip_tracker.domain.project.states import UNDER_AGREEMENT_STATES
from qip_tracker.domain.reporting.permissions import ReportingPermission
from qip_tracker.domain.selection.permissions import SelectionPermission
from qip_tracker.domain.works.permissions import WorksPermission
from qip_tracker.models import (
    Agreement,
    Condition,
    Decision,
    Handover,
    Milestone,
    Partner,
    Photo,
    Project,
    ReportSnapshot,
    Tranche,
    Visit,
)
from qip_tracker.queries.portfolio.task_conditions import (
    CONDITIONS_OPEN,
    ME,
    MILESTONES_OPEN,
    TODAY,
    Where,
    consented,
    earlier,
    in_state,
    newer,
    of_project,
    other_round,
    own_file,
    paid_before,
    tranche_may_be_signed,
    visits,
)
from qip_tracker.queries.portfolio.task_kind import OF_MILESTONE, OF_REPORT, OF_TRANCHE, TaskKind
from qip_tracker.queries.portfolio.task_kinds_beside import FACILITATORS_TASKS, OTHERS, READING


def _next_signature(before: Any, own: Any, *signers: Any) -> Where:
    """The signature before stands, this one does not, and it is not the reader's turn twice."""
    return and_(
        tranche_may_be_signed(), before.is_not(None), own.is_(None), *(signer != ME for signer in signers)
    )


def _sign(code: str, permission: Permission, before: Any, own: Any, *signers: Any) -> TaskKind:
    return TaskKind(
        code,
        permission,
        _next_signature(before, own, *signers),
        before,
        OF_TRANCHE,
        due_rule="payment_due_days",
        number=Tranche.number,
        part=Tranche.id,
    )


OFFICERS_TASKS: Final = (
    TaskKind(
        "finish_draft",
        SelectionPermission.PROJECT_SUBMIT,
        and_(in_state("draft"), own_file()),
        Project.state_since,
    ),
    TaskKind(
        "answer_return",
        SelectionPermission.PROJECT_SUBMIT,
        and_(in_state("returned"), own_file()),
        Project.state_since,
    ),
    TaskKind(
        "record_consent_design",
        CommunityPermission.COOWNERSHIP_EDIT,
        and_(in_state("screened", "approved"), own_file(), ~consented("design")),
        Project.state_since,
    ),
    TaskKind(
        "request_tranche",
        MoneyPermission.TRANCHE_REQUEST,
        and_(tranche_may_be_signed(), Tranche.requested_at.is_(None), own_file()),
        func.coalesce(paid_before(), Agreement.signed_on, type_=Date()),
        (*OF_TRANCHE, (Agreement, Agreement.project_id == Project.id)),
        number=Tranche.number,
        part=Tranche.id,
    ),
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
        OF_MILESTONE,
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
        OF_MILESTONE,
        note=Milestone.title,
        part=Milestone.id,
    ),
    TaskKind(
        "visit",
        WorksPermission.VISIT_RECORD,
        and_(
            in_state("active", "on_hold"),
            own_file(),
            func.coalesce(Project.last_visit_on, Project.first_paid_on) <= bindparam("visit_before"),
        ),
        func.coalesce(Project.last_visit_on, Project.first_paid_on, type_=Date()),
        due_rule="visit_gap_days",
    ),
    TaskKind(
        "hand_over",
        WorksPermission.PROJECT_HAND_OVER,
        and_(in_state("completed"), own_file(), ~of_project(Handover)),
        Project.completed_on,
        due_rule="closure_due_days",
    ),
    TaskKind(
        "record_consent_handover",
        CommunityPermission.COOWNERSHIP_EDIT,
        and_(in_state("completed"), own_file(), ~consented("handover")),
        Project.completed_on,
        due_rule="closure_due_days",
    ),
)
MANAGERS_TASKS: Final = (
    TaskKind(
        "screen",
        SelectionPermission.PROJECT_SCREEN,
        in_state("submitted"),
        Project.state_since,
        due_rule="approval_due_days",
    ),
    TaskKind(
        "assess_partner",
        ProgrammePermission.PARTNER_ASSESS,
        and_(in_state("submitted", "screened", "approved"), Partner.assessment == "not_assessed"),
        Project.state_since,
        ((Partner, Partner.id == Project.partner_id),),
        note=Partner.name,
        part=Partner.id,
    ),
    TaskKind(
        "clear_condition",
        SelectionPermission.CONDITION_CLEAR,
        and_(in_state("approved"), Condition.cleared_on.is_(None)),
        Decision.decided_on,
        ((Decision, Decision.project_id == Project.id), (Condition, Condition.decision_id == Decision.id)),
        due_on=Condition.due_on,
        note=Condition.text,
        part=Condition.id,
    ),
    TaskKind(
        "sign_agreement",
        MoneyPermission.AGREEMENT_SIGN,
        and_(
            in_state("approved"),
            ~CONDITIONS_OPEN,
            Partner.assessment.in_(("passed", "passed_with_conditions")),
            Partner.status.not_in(("suspended", "barred")),
            consented("design"),
        ),
        Project.state_since,
        ((Partner, Partner.id == Project.partner_id),),
        due_rule="agreement_due_days",
    ),
    _sign(
        "clear_tranche",
        MoneyPermission.TRANCHE_CLEAR,
        Tranche.requested_at,
        Tranche.cleared_at,
        Tranche.requested_by_id,
    ),
    TaskKind("resume", ProjectPermission.PROJECT_HOLD, in_state("on_hold"), Project.held_since),
    TaskKind(
        "complete",
        WorksPermission.PROJECT_COMPLETE,
        and_(
            in_state("active"),
            ~MILESTONES_OPEN,
            of_project(Visit, Visit.purpose == "final"),
            visits >= bindparam("minimum_visits"),
        ),
        Project.last_visit_on,
        due_on=Project.planned_end_on,
    ),
    TaskKind(
        "close",
        WorksPermission.PROJECT_CLOSE,
        and_(
            in_state("completed"),
            of_project(earlier),
            ~of_project(earlier, earlier.paid_on.is_(None)),
            of_project(Handover),
            consented("handover"),
            of_project(Photo),
            of_project(other_round, other_round.stage == "completion", other_round.closed_at.is_not(None)),
            ~of_project(other_round, other_round.closed_at.is_(None)),
        ),
        Project.completed_on,
        due_rule="closure_due_days",
    ),
    TaskKind(
        "release_report",
        ReportingPermission.REPORT_RELEASE,
        and_(
            ReportSnapshot.released_on.is_(None),
            ~of_project(newer, newer.kind == ReportSnapshot.kind, newer.id > ReportSnapshot.id).correlate(
                Project, ReportSnapshot
            ),
        ),
        ReportSnapshot.frozen_at,
        OF_REPORT,
        note=ReportSnapshot.kind,
        part=ReportSnapshot.id,
    ),
)
DECIDERS_TASKS: Final = (
    TaskKind(
        "decide",
        SelectionPermission.PROJECT_DECIDE,
        in_state("screened"),
        Project.state_since,
        due_rule="approval_due_days",
    ),
    TaskKind(
        "look_at_late",
        ProjectPermission.PROJECT_TERMINATE,
        and_(in_state("active"), Project.planned_end_on < TODAY),
        Project.planned_end_on,
        due_on=Project.planned_end_on,
    ),
    TaskKind("look_at_held", ProjectPermission.PROJECT_TERMINATE, in_state("on_hold"), Project.held_since),
)
FINANCE_TASKS: Final = (
    _sign(
        "certify_tranche",
        MoneyPermission.TRANCHE_CERTIFY,
        Tranche.cleared_at,
        Tranche.certified_at,
        Tranche.requested_by_id,
        Tranche.cleared_by_id,
    ),
    _sign(
        "approve_tranche",
        MoneyPermission.TRANCHE_APPROVE,
        Tranche.certified_at,
        Tranche.approved_at,
        Tranche.requested_by_id,
        Tranche.cleared_by_id,
        Tranche.certified_by_id,
    ),
    _sign(
        "pay_tranche",
        MoneyPermission.TRANCHE_PAY,
        Tranche.approved_at,
        Tranche.paid_on,
        Tranche.requested_by_id,
        Tranche.cleared_by_id,
        Tranche.approved_by_id,
    ),
)
KINDS: Final[tuple[TaskKind, ...]] = (
    *OFFICERS_TASKS,
    *MANAGERS_TASKS,
    *DECIDERS_TASKS,
    *FINANCE_TASKS,
    *FACILITATORS_TASKS,
    *OTHERS,
    *READING,
)
