"""Subjects of access, loaded along their full path: milestone 3 of project 12, and of no other project."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy.orm import Session

from qip_tracker.access import Actor, Subject, can
from qip_tracker.domain.kernel.refusals import NotVisible
from qip_tracker.queries.community import subjects as community
from qip_tracker.queries.kernel.subjects import Loader, Path
from qip_tracker.queries.money import subjects as money
from qip_tracker.queries.people import subjects as people
from qip_tracker.queries.programme import subjects as programme
from qip_tracker.queries.project import subjects as project
from qip_tracker.queries.reporting import subjects as reporting
from qip_tracker.queries.selection import subjects as selection
from qip_tracker.queries.works import subjects as works

# kind -> how it is loaded and who may see it at all, joined from the areas.
LOADERS: Final[Mapping[str, Loader]] = {
    **people.LOADERS,
    **programme.LOADERS,
    **project.LOADERS,
    **selection.LOADERS,
    **money.LOADERS,
    **works.LOADERS,
    **community.LOADERS,
    **reporting.LOADERS,
}


def load(session: Session, actor: Actor, kind: str, path: Path) -> Subject:
    """The subject of a kind along the path; `NotVisible` when absent, deleted, elsewhere or out of sight: all alike."""
    loader = LOADERS[kind]
    subject = loader.load(session, actor, path) if all(_fits(value) for value in path.values()) else None
    if subject is None or (
        loader.visible_by and not any(can(actor, permission, subject) for permission in loader.visible_by)
    ):
        raise NotVisible(kind)
    return subject


def project_subject(session: Session, actor: Actor, project_id: int) -> Subject:
    """The subject of a project for a service that was handed its number."""
    return load(session, actor, "project", {"project_id": project_id})


def _fits(value: object) -> bool:
    """An integer beyond 63 bits would be an error in the database instead of an absent row."""
    return not isinstance(value, int) or 0 <= value < 2**31
