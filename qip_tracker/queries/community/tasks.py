"""What waits with the community: the word of its co-owners, its panels and their rounds."""

from typing import Any, Final

from sqlalchemy import and_, bindparam, func, or_, select
from sqlalchemy.orm import aliased

from qip_tracker.domain.community.evaluations import STAGE_STATES
from qip_tracker.domain.community.gates import consented
from qip_tracker.domain.community.permissions import CommunityPermission
from qip_tracker.domain.community.vocabulary import ConsentStage, RoundStage
from qip_tracker.domain.kernel.gates import Not
from qip_tracker.domain.project.states import UNDER_AGREEMENT_STATES
from qip_tracker.domain.project.states import ProjectState as S
from qip_tracker.models import Facilitation, MemberCard, Panel, Project, ProjectPanel, Round
from qip_tracker.queries.community.panels import led_now
from qip_tracker.queries.kernel.gates import policy
from qip_tracker.queries.portfolio.gates import holding
from qip_tracker.queries.project.parts import Where, has
from qip_tracker.queries.project.task_kind import ME, TODAY, TaskKind, in_state, own_file

_OF_PANEL: Final = (
    (ProjectPanel, ProjectPanel.project_id == Project.id),
    (Panel, Panel.id == ProjectPanel.panel_id),
    (Facilitation, led_now(Panel.id)),
)
_OF_ROUND: Final = (
    (Round, Round.project_id == Project.id),
    (Facilitation, led_now(Round.panel_id)),
)
_other = aliased(Round)
_cards: Any = (
    select(func.count())
    .select_from(MemberCard)
    .where(MemberCard.panel_id == Panel.id, MemberCard.withdrawn_on.is_(None))
    .correlate(Panel)
    .scalar_subquery()
)


def _open_round(stage: RoundStage, *where: Where, since: Any) -> TaskKind:
    return TaskKind(
        f"open_{stage}",
        CommunityPermission.ROUND_OPEN,
        and_(
            Facilitation.person_id == ME,
            in_state(*STAGE_STATES[stage]),
            ~has(_other, or_(_other.stage == stage, _other.closed_at.is_(None))),
            _cards >= policy("panel_minimum_size"),
            *where,
        ),
        since,
        _OF_PANEL,
        # The scope has no word for "of this very panel"; the condition above says it.
        scope=CommunityPermission.PANEL_FORM,
        part=Panel.id,
    )


TASKS: Final = (
    TaskKind(
        "record_consent_design",
        CommunityPermission.COOWNERSHIP_EDIT,
        and_(in_state(S.SCREENED, S.APPROVED), own_file(), holding(Not(consented(ConsentStage.DESIGN)))),
        Project.state_since,
    ),
    TaskKind(
        "record_consent_handover",
        CommunityPermission.COOWNERSHIP_EDIT,
        and_(in_state(S.COMPLETED), own_file(), holding(Not(consented(ConsentStage.HANDOVER)))),
        Project.completed_on,
        due_rule="closure_due_days",
    ),
    TaskKind(
        "form_panel",
        CommunityPermission.PANEL_FORM,
        and_(in_state(S.APPROVED, *UNDER_AGREEMENT_STATES), ~has(ProjectPanel)),
        Project.state_since,
    ),
    _open_round(RoundStage.BASELINE, in_state(S.APPROVED, S.AGREED, S.ACTIVE), since=Panel.formed_on),
    _open_round(RoundStage.COMPLETION, in_state(S.COMPLETED), since=Project.completed_on),
    _open_round(
        RoundStage.SIX_MONTHS,
        Project.completed_on <= bindparam("six_months_before"),
        since=Project.completed_on,
    ),
    TaskKind(
        "close_round",
        CommunityPermission.ROUND_CLOSE,
        and_(Facilitation.person_id == ME, Round.closed_at.is_(None), Round.closes_on < TODAY),
        Round.closes_on,
        _OF_ROUND,
        scope=CommunityPermission.PANEL_FORM,
        due_on=Round.closes_on,
        note=Round.stage,
        part=Round.id,
    ),
    TaskKind(
        "release_summary",
        CommunityPermission.COMMENTS_READ,
        and_(Facilitation.person_id == ME, Round.closed_at.is_not(None), Round.heard_released_on.is_(None)),
        Round.closed_at,
        _OF_ROUND,
        scope=CommunityPermission.PANEL_FORM,
        note=Round.stage,
        part=Round.id,
    ),
    TaskKind(
        "round_running",
        CommunityPermission.ROUND_OPEN,
        and_(Facilitation.person_id == ME, Round.closed_at.is_(None), Round.closes_on >= TODAY),
        Round.opened_on,
        _OF_ROUND,
        group="others",
        scope=CommunityPermission.PANEL_FORM,
        due_on=Round.closes_on,
        note=Round.stage,
        part=Round.id,
    ),
)
