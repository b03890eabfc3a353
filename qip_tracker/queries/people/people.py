"""People of a mission, their roles and open sessions, and the invitations still out."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from qip_tracker.models import Donor, Grant, Invitation, Mission, Partner, Person, SignInSession


@dataclass(frozen=True, slots=True)
class RoleHeld:
    """A role with the words of what it is bound to; `ended_at` is None while it holds."""

    id: int
    role: str
    seat: str | None
    body: str | None
    granted_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """A person as an administrator sees them: never the passphrase, never what they did."""

    id: int
    name: str
    display_name: str
    created_at: datetime
    disabled_at: datetime | None
    version: int
    roles: tuple[RoleHeld, ...]
    open_sessions: int

    @property
    def open_roles(self) -> tuple[RoleHeld, ...]:
        """The roles that hold now."""
        return tuple(role for role in self.roles if role.ended_at is None)


@dataclass(frozen=True, slots=True)
class InvitationFacts:
    """An invitation as shown to whoever made it or whoever follows its link."""

    id: int
    mission_id: int
    mission_name: str
    display_name: str
    role: str
    seat: str | None
    body: str | None
    person_id: int | None
    person_name: str | None
    created_by: str | None
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None

    def is_open(self, now: datetime) -> bool:
        """Whether the link still opens."""
        return self.used_at is None and self.expires_at > now


def _roles(
    session: Session, mission_id: int, person_id: int | None = None
) -> dict[int, tuple[RoleHeld, ...]]:
    query = (
        select(
            Grant.person_id,
            Grant.id,
            Grant.role,
            Grant.seat,
            func.coalesce(Partner.name, Donor.name).label("body"),
            Grant.granted_at,
            Grant.ended_at,
        )
        .outerjoin(Partner, Partner.id == Grant.partner_id)
        .outerjoin(Donor, Donor.id == Grant.donor_id)
        .where(Grant.mission_id == mission_id)
        .order_by(Grant.id)
    )
    if person_id is not None:
        query = query.where(Grant.person_id == person_id)
    roles_held: dict[int, list[RoleHeld]] = defaultdict(list)
    for row in session.execute(query):
        roles_held[row.person_id].append(
            RoleHeld(row.id, row.role, row.seat, row.body, row.granted_at, row.ended_at)
        )
    return {owner: tuple(roles) for owner, roles in roles_held.items()}


def people_of(
    session: Session, mission_id: int, oldest: datetime, person_id: int | None = None
) -> list[PersonFacts]:
    """Everybody who holds or held a role in the mission, by name; sessions begun after `oldest` count as open."""
    roles = _roles(session, mission_id, person_id)
    counted = session.execute(
        select(SignInSession.person_id, func.count())
        .where(SignInSession.person_id.in_(roles), SignInSession.started_at > oldest)
        .group_by(SignInSession.person_id)
    )
    sessions = {row[0]: int(row[1]) for row in counted}
    rows = session.execute(
        select(
            Person.id,
            Person.name,
            Person.display_name,
            Person.created_at,
            Person.disabled_at,
            Person.version,
        )
        .where(Person.id.in_(roles))
        .order_by(func.lower(Person.display_name), Person.id)
    )
    return [PersonFacts(*row, roles[row.id], sessions.get(row.id, 0)) for row in rows]


_maker = aliased(Person)
_whom = aliased(Person)
_INVITATION = (
    select(
        Invitation.id,
        Invitation.mission_id,
        Mission.name,
        Invitation.display_name,
        Invitation.role,
        Invitation.seat,
        func.coalesce(Partner.name, Donor.name),
        Invitation.person_id,
        _whom.name,
        _maker.display_name,
        Invitation.created_at,
        Invitation.expires_at,
        Invitation.used_at,
    )
    .join(Mission, Mission.id == Invitation.mission_id)
    .outerjoin(Partner, Partner.id == Invitation.partner_id)
    .outerjoin(Donor, Donor.id == Invitation.donor_id)
    .outerjoin(_maker, _maker.id == Invitation.created_by_id)
    .outerjoin(_whom, _whom.id == Invitation.person_id)
)


def invitation_behind(session: Session, token_hash: str) -> InvitationFacts | None:
    """The invitation a link leads to, open or not."""
    row = session.execute(_INVITATION.where(Invitation.token_hash == token_hash)).one_or_none()
    return InvitationFacts(*tuple(row)) if row else None


def open_invitations(session: Session, mission_id: int, now: datetime) -> list[InvitationFacts]:
    """Links of a mission that still open, the newest first."""
    rows = session.execute(
        _INVITATION.where(
            Invitation.mission_id == mission_id, Invitation.used_at.is_(None), Invitation.expires_at > now
        ).order_by(Invitation.id.desc())
    )
    return [InvitationFacts(*tuple(row)) for row in rows]


def renewals_of(session: Session, person_id: int) -> list[InvitationFacts]:
    """Links made to renew somebody's passphrase, used or not, newest first: the person sees who made them."""
    rows = session.execute(
        _INVITATION.where(Invitation.person_id == person_id).order_by(Invitation.id.desc()).limit(20)
    )
    return [InvitationFacts(*tuple(row)) for row in rows]


@dataclass(frozen=True, slots=True)
class OwnAccount:
    """A person's own account as they see it."""

    name: str
    display_name: str
    language: str
    time_zone: str
    version: int
    open_sessions: int
    missions: tuple[tuple[int, str], ...]


def own_account(session: Session, person_id: int, oldest: datetime) -> OwnAccount:
    """The account of the person who asks, with the missions in which they hold a role."""
    row = session.execute(
        select(Person.name, Person.display_name, Person.language, Person.time_zone, Person.version).where(
            Person.id == person_id
        )
    ).one()
    sessions = session.execute(
        select(func.count())
        .select_from(SignInSession)
        .where(SignInSession.person_id == person_id, SignInSession.started_at > oldest)
    ).scalar_one()
    missions = session.execute(
        select(Mission.id, Mission.name)
        .join(Grant, Grant.mission_id == Mission.id)
        .where(Grant.person_id == person_id, Grant.ended_at.is_(None))
        .distinct()
        .order_by(Mission.name)
    )
    return OwnAccount(*row, sessions, tuple((key, name) for key, name in missions))


def partner_names(session: Session, mission_id: int) -> list[tuple[int, str]]:
    """The roster as (number, name), for a choice."""
    rows = session.execute(
        select(Partner.id, Partner.name).where(Partner.mission_id == mission_id).order_by(Partner.name)
    )
    return [(key, name) for key, name in rows]


def donor_names(session: Session, mission_id: int) -> list[tuple[int, str]]:
    """The donors as (number, name), for a choice."""
    rows = session.execute(
        select(Donor.id, Donor.name).where(Donor.mission_id == mission_id).order_by(Donor.name)
    )
    return [(key, name) for key, name in rows]
