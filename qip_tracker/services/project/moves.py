"""The one way a project changes its state: permission, legality, gates, event, audit."""

from qip_tracker.access.permissions import permission_named
from qip_tracker.domain.kernel.refusals import NotVisible
from qip_tracker.domain.project.moves import MOVES, Move, require_move
from qip_tracker.models import Project, ProjectEvent
from qip_tracker.queries.portfolio.gates import checklist_of
from qip_tracker.queries.subjects import project_subject
from qip_tracker.services.kernel.work import Work

PAST_TENSE = {
    "submit": "submitted",
    "screen": "screened",
    "return_to_author": "returned",
    "withdraw": "withdrawn",
    "approve": "approved",
    "defer": "deferred",
    "return_by_committee": "returned_by_committee",
    "reject": "rejected",
    "sign_agreement": "agreement_signed",
    "start": "started",
    "hold": "held",
    "resume": "resumed",
    "complete": "completed",
    "close": "closed",
    "terminate": "terminated",
}


def live_project(work: Work, project_id: int) -> Project:
    """The project, locked until the commit; `NotVisible` when deleted."""
    project = work.locked(Project, project_id)
    if project.deleted_at is not None:
        raise NotVisible("project")
    return project


def move(
    work: Work, project_id: int, action: str, *, reason: str | None = None, version: int | None = None
) -> Project:
    """Make a move: `NotAllowed` without the permission, `Refused` with every reason when it is not legal now."""
    work.require(
        permission_named(MOVES[action].permission), project_subject(work.session, work.actor, project_id)
    )
    project = live_project(work, project_id)
    work.check_version(project, version)
    legal = require(work, project, action, reason)
    return apply(work, project, action, legal.target, reason)


def require(work: Work, project: Project, action: str, reason: str | None = None) -> Move:
    """The move, if every gate of it is met now; raises `Refused` with every reason otherwise."""
    lines = checklist_of(work.session, project.id, action, work.rules_of(project.mission_id))
    return require_move(action, project.state, lines, reason)


def apply(work: Work, project: Project, action: str, target: str, reason: str | None = None) -> Project:
    """Store a move already found legal, with its event and its line in the audit trail."""
    event = ProjectEvent(
        project_id=project.id,
        action=action,
        from_state=project.state,
        to_state=target,
        reason=reason,
        happened_at=work.now,
        by_id=work.actor.person_id,
    )
    work.session.add(event)
    if project.state != target:
        project.state, project.state_since = target, work.now
    work.record(
        f"project.{PAST_TENSE[action]}",
        project,
        mission_id=project.mission_id,
        project_id=project.id,
        reason=reason,
    )
    return project
