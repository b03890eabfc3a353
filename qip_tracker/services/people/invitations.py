"""Links by which people set their own name and passphrase. Only the hash of a link is stored; nobody sees it twice."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from qip_tracker.access import NOTHING
from qip_tracker.domain.kernel.refusals import NotVisible, refuse
from qip_tracker.domain.people.accounts import is_sign_in_name, sign_in_name
from qip_tracker.domain.people.permissions import PeoplePermission
from qip_tracker.models import Grant, Invitation, Person
from qip_tracker.queries.people.sessions import actor_of_person
from qip_tracker.services.kernel.work import Work
from qip_tracker.services.people.accounts import end_all_sessions
from qip_tracker.services.people.grants import (
    RoleGiven,
    add,
    bound,
    mission_subject,
    person_here,
    refuse_beyond_reach,
)

VALID_FOR = timedelta(days=7)
# A link that opens an account already in use is worth more to a thief than one that opens an empty one.
RENEWAL_VALID_FOR = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Invite:
    """Who is invited to what. `token_hash` is the SHA-256 of the link's secret."""

    mission_id: int
    display_name: str
    role: RoleGiven
    token_hash: str


@dataclass(frozen=True, slots=True)
class Join:
    """What an invited person chose; the passphrase arrives hashed, already found strong enough."""

    token_hash: str
    name: str | None
    passphrase_hash: str
    language: str


def invite(work: Work, command: Invite) -> Invitation:
    """An invitation to a role, valid for seven days; by an administrator of the mission or the command line."""
    work.require(PeoplePermission.PEOPLE_EDIT, mission_subject(command.mission_id))
    role = bound(work, command.mission_id, command.role)
    return _make(work, command.mission_id, command.display_name, role, command.token_hash, None)


def renew(work: Work, person_id: int, token_hash: str) -> Invitation:
    """A link, valid for 24 hours, by which a person sets a new passphrase; refused where it could take over more."""
    person, mission_id = person_here(work, person_id)
    refuse_beyond_reach(work, person)
    return _renewal(work, person, mission_id, token_hash)


def renew_from_command_line(work: Work, name: str, token_hash: str) -> Invitation:
    """The same for whoever runs the installation, when the only administrator lost the passphrase."""
    person = work.session.scalars(
        select(Person).where(Person.name == sign_in_name(name)).with_for_update()
    ).one_or_none()
    grant = _open_grant(work, person, None) if person else None
    if person is None or grant is None:
        raise NotVisible("person")
    work.require(PeoplePermission.PEOPLE_EDIT, mission_subject(grant.mission_id))
    return _renewal(work, person, grant.mission_id, token_hash)


def _renewal(work: Work, person: Person, mission_id: int, token_hash: str) -> Invitation:
    grant = _open_grant(work, person, mission_id)
    if grant is None or person.disabled_at is not None:
        raise refuse("account.no_role_here")
    for earlier in _open_renewals(work, person):
        earlier.expires_at = work.now
    role = RoleGiven(grant.role, grant.seat, grant.partner_id, grant.donor_id)
    return _make(work, mission_id, person.display_name, role, token_hash, person)


def _open_grant(work: Work, person: Person, mission_id: int | None) -> Grant | None:
    query = select(Grant).where(Grant.person_id == person.id, Grant.ended_at.is_(None)).order_by(Grant.id)
    if mission_id is not None:
        query = query.where(Grant.mission_id == mission_id)
    return work.session.scalars(query.limit(1)).one_or_none()


def _open_renewals(work: Work, person: Person) -> list[Invitation]:
    return list(
        work.session.scalars(
            select(Invitation).where(
                Invitation.person_id == person.id,
                Invitation.used_at.is_(None),
                Invitation.expires_at > work.now,
            )
        )
    )


def _make(
    work: Work, mission_id: int, display_name: str, role: RoleGiven, token_hash: str, person: Person | None
) -> Invitation:
    invitation = Invitation(
        token_hash=token_hash,
        mission_id=mission_id,
        person_id=person.id if person else None,
        display_name=display_name,
        role=role.role,
        seat=role.seat,
        partner_id=role.partner_id,
        donor_id=role.donor_id,
        created_at=work.now,
        created_by_id=work.actor.person_id,
        expires_at=work.now + (RENEWAL_VALID_FOR if person else VALID_FOR),
    )
    work.session.add(invitation)
    work.session.flush()
    if person:
        work.record("invitation.renewal_made", invitation, mission_id=mission_id, person=person.key)
    else:
        work.record("invitation.made", invitation, mission_id=mission_id, role=role.role)
    return invitation


def withdraw(work: Work, invitation_id: int) -> Invitation:
    """Make a link worthless before it is used; one that was used stays as it is."""
    work.require(PeoplePermission.PEOPLE_EDIT, mission_subject(work.actor.mission_id))
    invitation = work.locked(Invitation, invitation_id)
    if invitation.mission_id != work.actor.mission_id:
        raise NotVisible("invitation")
    if invitation.used_at is None and invitation.expires_at > work.now:
        invitation.expires_at = work.now
        work.record("invitation.withdrawn", invitation, mission_id=invitation.mission_id)
    return invitation


def _taken_up(work: Work, token_hash: str) -> Invitation:
    """The invitation, locked: of two who use a link at once, the second finds it used."""
    invitation = work.session.scalars(
        select(Invitation)
        .where(Invitation.token_hash == token_hash)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if invitation is None or invitation.used_at is not None or invitation.expires_at <= work.now:
        raise refuse("account.invitation_over")
    invitation.used_at = work.now
    return invitation


def join(work: Work, command: Join) -> Person:
    """Take up an invitation: a new person with the invited role, or a new passphrase for the one it was made for."""
    invitation = _taken_up(work, command.token_hash)
    if invitation.person_id is not None:
        return _renewed(work, invitation, command.passphrase_hash)
    name = sign_in_name(command.name or "")
    if not is_sign_in_name(name):
        raise refuse("account.bad_name", "name")
    if work.session.execute(select(Person.id).where(Person.name == name)).one_or_none():
        raise refuse("account.name_taken", "name")
    person = Person(
        key=uuid.uuid4().hex,
        name=name,
        display_name=invitation.display_name,
        passphrase_hash=command.passphrase_hash,
        language=command.language,
        created_at=work.now,
    )
    work.session.add(person)
    work.session.flush()
    _use(work, invitation, person)
    work.record("person.joined", person, mission_id=invitation.mission_id)
    add(work, person, invitation.mission_id, _role_of(invitation), given_by_id=invitation.created_by_id)
    return person


def _renewed(work: Work, invitation: Invitation, passphrase_hash: str) -> Person:
    person = work.locked(Person, invitation.person_id)
    if person.disabled_at is not None:
        raise refuse("account.invitation_over")
    person.passphrase_hash = passphrase_hash
    _use(work, invitation, person)
    work.record("person.renewed_passphrase", person, mission_id=invitation.mission_id)
    end_all_sessions(work, person)
    return person


def take_role(work: Work, token_hash: str) -> Grant:
    """Take up an invitation with the account one is signed in with: how a person comes to work in two missions."""
    work.require(PeoplePermission.OWN_ACCOUNT_USE, NOTHING)
    invitation = _taken_up(work, token_hash)
    if invitation.person_id is not None:
        raise refuse("account.invitation_over")
    person = work.locked(Person, work.person_id)
    invitation.used_by_id = person.id
    return add(
        work, person, invitation.mission_id, _role_of(invitation), given_by_id=invitation.created_by_id
    )


def _use(work: Work, invitation: Invitation, person: Person) -> None:
    invitation.used_by_id = person.id
    # Whoever holds the link is now this person, also for the audit trail.
    work.actor = actor_of_person(work.session, person, invitation.mission_id)


def _role_of(invitation: Invitation) -> RoleGiven:
    return RoleGiven(invitation.role, invitation.seat, invitation.partner_id, invitation.donor_id)
