"""Permission as SQL: the same rule that `access.can` tests, translated predicate by predicate.

A test proves for every person and project that both say the same.
"""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, False_, and_, false, or_, true

from qip_tracker.access import RULES, Actor
from qip_tracker.access.predicates import (
    Anyone,
    Approved,
    InMission,
    IsSystem,
    NotOnTheFile,
    OwnDonor,
    OwnPartner,
    Predicate,
    SignedIn,
)
from qip_tracker.domain.kernel.permissions import Permission
from qip_tracker.domain.people.roles import Role
from qip_tracker.domain.project.permissions import ProjectPermission
from qip_tracker.domain.project.states import APPROVED_STATES
from qip_tracker.models import Project


def _pairs(actor: Actor, role: str, attribute: str) -> list[tuple[int, int]]:
    bodies = [(g.mission_id, getattr(g, attribute)) for g in actor.grants if g.role == role]
    return [(mission_id, body_id) for mission_id, body_id in bodies if body_id is not None]


def _any_of(alternatives: Iterable[ColumnElement[bool]]) -> ColumnElement[bool]:
    """One of them; the plain `false()` of none lets the whole condition fall away from the statement."""
    conditions = list(alternatives)
    return or_(*conditions) if conditions else false()


def _as_sql(predicate: Predicate, actor: Actor) -> ColumnElement[bool]:
    match predicate:
        case Anyone():
            return true()
        case SignedIn():
            return true() if actor.kind == "staff" else false()
        case IsSystem():
            return true() if actor.kind == "system" else false()
        case InMission(roles):
            missions = sorted({g.mission_id for g in actor.grants if g.role in roles})
            # Almost everybody works in one mission; a list of one is written out anew at each execution.
            return _any_of(Project.mission_id == mission_id for mission_id in missions)
        case OwnPartner():
            pairs = _pairs(actor, Role.PARTNER, "partner_id")
            return _any_of(and_(Project.mission_id == m, Project.partner_id == b) for m, b in pairs)
        case OwnDonor():
            pairs = _pairs(actor, Role.DONOR, "donor_id")
            return _any_of(and_(Project.mission_id == m, Project.donor_id == b) for m, b in pairs)
        case Approved():
            return Project.state.in_(APPROVED_STATES)
        case NotOnTheFile():
            person_id = actor.person_id
            return (
                and_(Project.focal_point_id != person_id, Project.created_by_id != person_id)
                if person_id is not None
                else false()
            )
        case _:
            raise NotImplementedError(f"{predicate} has no meaning for a list of projects")


def projects(actor: Actor, permission: Permission = ProjectPermission.PROJECT_VIEW) -> ColumnElement[bool]:
    """The projects on which the actor holds the permission; deleted ones never."""
    alternatives = ([_as_sql(p, actor) for p in every] for every in RULES[permission])
    # What can never hold falls away from the statement instead of being asked of every row.
    possible = [and_(*parts) for parts in alternatives if not any(isinstance(part, False_) for part in parts)]
    allowed = or_(*possible) if possible else false()
    return and_(Project.deleted_at.is_(None), allowed)
