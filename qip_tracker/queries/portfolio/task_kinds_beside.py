"""Kinds of tasks beside the file: of facilitators, what waits for somebody else, and what there is to read."""

from typing import Any, Final

from sqlalchemy import and_, bindparam, or_

from qip_tracker.domain.community.evaluations import STAGE_STATES
from qip_tracker.domain.community.permissions import CommunityPermission
from qip_tracker.domain.project.permissions import ProjectPermission
from qip_tracker.domain.project.states import UNDER_AGREEMENT_STATES
from qip_tracker.domain.reporting.permissions import ReportingPermission
from qip_tracker.domain.selection.permissions import SelectionPermission
from qip_tracker.domain.works.permissions import WorksPermission
from qip_tracker.models import Milestone, Panel, Project, ReportSnapshot, Round, Tranche
from qip_tracker.queries.portfolio.task_conditions import (
    ME,
    TODAY,
    Where,
    cards,
    in_state,
    of_project,
    other_round,
    own_file,
)
from qip_tracker.queries.portfolio.task_kind import (
    OF_MILESTONE,
    OF_PANEL,
    OF_REPORT,
    OF_ROUND,
    OF_TRANCHE,
    TaskKind,
)


def _open_round(stage: str, *where: Where, since: Any) -> TaskKind:
    return TaskKind(
        f"open_{stage}",
        CommunityPermission.ROUND_OPEN,
        and_(
            Panel.facilitator_id == ME,
            in_state(*STAGE_STATES[stage]),
            ~of_project(other_round, or_(other_round.stage == stage, other_round.closed_at.is_(None))),
            cards >= bindparam("panel_minimum"),
            *where,
        ),
        since,
        OF_PANEL,
        # The scope has no word for "of this very panel"; the condition above says it.
        scope=CommunityPermission.PANEL_FORM,
        part=Panel.id,
    )


FACILITATORS_TASKS: Final = (
    TaskKind(
        "form_panel",
        CommunityPermission.PANEL_FORM,
        and_(in_state("approved", "agreed", "active", "on_hold", "completed"), ~of_project(Panel)),
        Project.state_since,
    ),
    _open_round("baseline", in_state("approved", "agreed", "active"), since=Panel.formed_on),
    _open_round("completion", in_state("completed"), since=Project.completed_on),
    _open_round(
        "six_months", Project.completed_on <= bindparam("six_months_before"), since=Project.completed_on
    ),
    TaskKind(
        "close_round",
        CommunityPermission.ROUND_CLOSE,
        and_(Panel.facilitator_id == ME, Round.closed_at.is_(None), Round.closes_on < TODAY),
        Round.closes_on,
        OF_ROUND,
        scope=CommunityPermission.PANEL_FORM,
        due_on=Round.closes_on,
        note=Round.stage,
        part=Round.id,
    ),
    TaskKind(
        "release_summary",
        CommunityPermission.COMMENTS_READ,
        and_(Panel.facilitator_id == ME, Round.closed_at.is_not(None), Round.heard_released_on.is_(None)),
        Round.closed_at,
        OF_ROUND,
        scope=CommunityPermission.PANEL_FORM,
        note=Round.stage,
        part=Round.id,
    ),
)
OTHERS: Final = (
    TaskKind(
        "with_screening",
        SelectionPermission.PROJECT_SUBMIT,
        and_(in_state("submitted"), own_file()),
        Project.state_since,
        group="others",
    ),
    TaskKind(
        "with_committee",
        SelectionPermission.PROJECT_SUBMIT,
        and_(in_state("screened"), own_file()),
        Project.state_since,
        group="others",
    ),
    TaskKind(
        "with_finance",
        ProjectPermission.PROJECT_VIEW,
        and_(
            Tranche.paid_on.is_(None),
            or_(Tranche.requested_by_id == ME, Tranche.cleared_by_id == ME, Tranche.certified_by_id == ME),
        ),
        Tranche.requested_at,
        OF_TRANCHE,
        group="others",
        number=Tranche.number,
        part=Tranche.id,
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
        OF_MILESTONE,
        group="others",
        note=Milestone.title,
        part=Milestone.id,
    ),
    TaskKind(
        "round_running",
        CommunityPermission.ROUND_OPEN,
        and_(Panel.facilitator_id == ME, Round.closed_at.is_(None), Round.closes_on >= TODAY),
        Round.opened_on,
        OF_ROUND,
        group="others",
        scope=CommunityPermission.PANEL_FORM,
        due_on=Round.closes_on,
        note=Round.stage,
        part=Round.id,
    ),
)
READING: Final = (
    TaskKind(
        "read_report",
        ReportingPermission.REPORT_VIEW,
        ReportSnapshot.released_on.is_not(None),
        ReportSnapshot.released_on,
        OF_REPORT,
        group="reading",
        scope=ProjectPermission.PROJECT_VIEW,
        roles=("donor",),
        note=ReportSnapshot.kind,
        part=ReportSnapshot.id,
    ),
    TaskKind(
        "own_project",
        ProjectPermission.PROJECT_VIEW,
        in_state(
            "draft",
            "returned",
            "submitted",
            "screened",
            "approved",
            "agreed",
            "active",
            "on_hold",
            "completed",
        ),
        Project.state_since,
        group="reading",
        roles=("partner", "donor"),
        note=Project.state,
    ),
)
