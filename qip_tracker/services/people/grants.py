"""Roles given and ended, people disabled and enabled: an administrator's verbs. All hold at the next request."""

from dataclasses import dataclass

from sqlalchemy import func, select

from qip_tracker.access import Subject
from qip_tracker.domain.kernel.refusals import NotVisible, refuse
from qip_tracker.domain.people.permissions import PeoplePermission
from qip_tracker.domain.people.roles import Role
from qip_tracker.models import Donor, Grant, Invitation, Mission, Partner, Person
from qip_tracker.queries import subjects
from qip_tracker.services.kernel.work import Work
from qip_tracker.services.people.accounts import end_all_sessions


@dataclass(frozen=True, slots=True)
class RoleGiven:
    """A role with what it is bound to: a seat for committee members, a body for partners and donors."""

    role: str
    seat: str | None = None
    partner_id: int | None = None
    donor_id: int | None = None


@dataclass(frozen=True, slots=True)
class GiveRole:
    """Another role for somebody who is already here."""

    person_id: int
    role: RoleGiven


def bound(work: Work, mission_id: int, given: RoleGiven) -> RoleGiven:
    """The role with exactly the binding it needs; `Refused` when that is missing, or is not of this mission."""
    seat = given.seat if given.role == Role.COMMITTEE_MEMBER else None
    partner_id = given.partner_id if given.role == Role.PARTNER else None
    donor_id = given.donor_id if given.role == Role.DONOR else None
    if given.role == Role.COMMITTEE_MEMBER and seat is None:
        raise refuse("account.seat_missing", "seat")
    if given.role == Role.PARTNER and not _is_of(work, Partner, partner_id, mission_id):
        raise refuse("account.partner_missing", "partner")
    if given.role == Role.DONOR and not _is_of(work, Donor, donor_id, mission_id):
        raise refuse("account.donor_missing", "donor")
    return RoleGiven(given.role, seat, partner_id, donor_id)


def _is_of(work: Work, model: type[Partner] | type[Donor], body_id: int | None, mission_id: int) -> bool:
    if body_id is None:
        return False
    body = select(model.id).where(model.id == body_id, model.mission_id == mission_id)
    return work.session.execute(body).one_or_none() is not None


def person_here(work: Work, person_id: int) -> tuple[Person, int]:
    """The person, locked, and the administrator's mission in which they hold or held a role."""
    subject = subjects.load(work.session, work.actor, "person", {"person_id": person_id})
    work.require(PeoplePermission.PEOPLE_EDIT, subject)
    if subject.mission_id is None:
        raise NotVisible("person")
    return work.locked(Person, person_id), subject.mission_id


def give(work: Work, command: GiveRole) -> Grant:
    """A further role in the administrator's mission; the same one twice is refused."""
    person, mission_id = person_here(work, command.person_id)
    return add(work, person, mission_id, command.role, given_by_id=work.actor.person_id)


def add(work: Work, person: Person, mission_id: int, wanted: RoleGiven, *, given_by_id: int | None) -> Grant:
    """Store a role, for the interface and for an invitation that was taken up."""
    role = bound(work, mission_id, wanted)
    same = select(Grant.id).where(
        Grant.person_id == person.id,
        Grant.mission_id == mission_id,
        Grant.role == role.role,
        Grant.seat.is_not_distinct_from(role.seat),
        Grant.partner_id.is_not_distinct_from(role.partner_id),
        Grant.donor_id.is_not_distinct_from(role.donor_id),
        Grant.ended_at.is_(None),
    )
    if work.session.execute(same.limit(1)).one_or_none():
        raise refuse("account.role_held", "role")
    grant = Grant(
        person_id=person.id,
        mission_id=mission_id,
        role=role.role,
        seat=role.seat,
        partner_id=role.partner_id,
        donor_id=role.donor_id,
        granted_at=work.now,
        granted_by_id=given_by_id,
    )
    work.session.add(grant)
    work.session.flush()
    work.record("grant.given", grant, mission_id=mission_id, person=person.key, role=role.role)
    return grant


def end(work: Work, person_id: int, grant_id: int) -> Grant:
    """End a role in this mission at once; the mission always keeps an administrator who can sign in."""
    person, mission_id = person_here(work, person_id)
    # The mission's row orders two administrators who end each other's role at the same moment.
    work.locked(Mission, mission_id)
    grant = work.locked(Grant, grant_id)
    if grant.person_id != person.id or grant.mission_id != mission_id:
        raise NotVisible("grant")
    if grant.ended_at is not None:
        return grant
    if grant.role == Role.ADMINISTRATOR:
        if not _other_administrators(work, mission_id, person.id):
            raise refuse("account.last_administrator")
        withdraw_invitations_of(work, person.id, mission_id)
    grant.ended_at = work.now
    work.record("grant.ended", grant, mission_id=mission_id, person=person.key, role=grant.role)
    return grant


def _other_administrators(work: Work, mission_id: int, person_id: int) -> int:
    return work.session.execute(
        select(func.count())
        .select_from(Grant)
        .join(Person, Person.id == Grant.person_id)
        .where(
            Grant.mission_id == mission_id,
            Grant.role == Role.ADMINISTRATOR,
            Grant.ended_at.is_(None),
            Grant.person_id != person_id,
            Person.disabled_at.is_(None),
        )
    ).scalar_one()


def withdraw_invitations_of(work: Work, person_id: int, mission_id: int) -> None:
    """Links still open that somebody made as administrator lose their worth together with that role."""
    rows = work.session.scalars(
        select(Invitation).where(
            Invitation.created_by_id == person_id,
            Invitation.mission_id == mission_id,
            Invitation.used_at.is_(None),
            Invitation.expires_at > work.now,
        )
    )
    for invitation in rows:
        invitation.expires_at = work.now


def refuse_beyond_reach(work: Work, person: Person) -> None:
    """Nobody does this to themselves, nor to a person who also works where the administrator is none."""
    if person.id == work.actor.person_id:
        raise refuse("account.not_yourself")
    missions = work.session.scalars(
        select(Grant.mission_id).where(Grant.person_id == person.id, Grant.ended_at.is_(None)).distinct()
    )
    for mission_id in missions:
        if Role.ADMINISTRATOR not in work.actor.roles_in(mission_id):
            raise refuse("account.works_elsewhere")


def disable(work: Work, person_id: int, version: int | None = None) -> Person:
    """The person can sign in no more, and every open session ends at once."""
    person, mission_id = person_here(work, person_id)
    work.check_version(person, version)
    refuse_beyond_reach(work, person)
    if person.disabled_at is None:
        person.disabled_at = work.now
        withdraw_invitations_of(work, person.id, mission_id)
        work.record("person.disabled", person, mission_id=mission_id)
        end_all_sessions(work, person)
    return person


def enable(work: Work, person_id: int, version: int | None = None) -> Person:
    """The person can sign in again, with the passphrase of before."""
    person, mission_id = person_here(work, person_id)
    work.check_version(person, version)
    refuse_beyond_reach(work, person)
    if person.disabled_at is not None:
        person.disabled_at = None
        work.record("person.enabled", person, mission_id=mission_id)
    return person


def sign_out(work: Work, person_id: int) -> Person:
    """End every open session of somebody: a telephone was lost, a computer was left open."""
    person, _mission_id = person_here(work, person_id)
    end_all_sessions(work, person)
    return person


def mission_subject(mission_id: int | None) -> Subject:
    """What an administrator's right is tested on."""
    return Subject("mission", mission_id, mission_id)
