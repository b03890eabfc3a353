"""Co-owners, panels and rounds as subjects of access."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy.orm import Session

from qip_tracker.access import Actor, Subject
from qip_tracker.domain.community.permissions import CommunityPermission
from qip_tracker.models import Contribution, CoOwner, Facilitation, Project, ProjectPanel, Round
from qip_tracker.queries.community.panels import led_now
from qip_tracker.queries.kernel.subjects import Loader, Path
from qip_tracker.queries.project.subjects import live_project, part_of_project, subject_of_project


def _panel(session: Session, actor: Actor, path: Path) -> Subject | None:
    query = (
        live_project(path, Facilitation.person_id.label("facilitator_id"))
        .join(ProjectPanel, ProjectPanel.project_id == Project.id)
        .join(Facilitation, led_now(ProjectPanel.panel_id))
        .where(ProjectPanel.panel_id == path["panel_id"])
    )
    row = session.execute(query).one_or_none()
    if row is None:
        return None
    return subject_of_project(
        "panel", row, id=path["panel_id"], panel_id=path["panel_id"], facilitator_id=row.facilitator_id
    )


def _round(session: Session, actor: Actor, path: Path) -> Subject | None:
    query = (
        live_project(path, Facilitation.person_id.label("facilitator_id"), Round.panel_id)
        .join(Round, Round.project_id == Project.id)
        .join(Facilitation, led_now(Round.panel_id))
        .where(Round.id == path["round_id"])
    )
    row = session.execute(query).one_or_none()
    if row is None:
        return None
    return subject_of_project(
        "round", row, id=path["round_id"], panel_id=row.panel_id, facilitator_id=row.facilitator_id
    )


def _own_panel(session: Session, actor: Actor, path: Path) -> Subject | None:
    return Subject("own_panel", actor.panel_id, panel_id=actor.panel_id) if actor.kind == "member" else None


LOADERS: Final[Mapping[str, Loader]] = {
    "co_owner": part_of_project("co_owner", CoOwner, "co_owner_id"),
    "contribution": part_of_project("contribution", Contribution, "contribution_id"),
    "panel": Loader(_panel, (CommunityPermission.PANEL_VIEW,)),
    "round": Loader(_round, (CommunityPermission.RESULTS_VIEW, CommunityPermission.PANEL_VIEW)),
    "own_panel": Loader(_own_panel, (CommunityPermission.BALLOT_CAST,)),
}
