"""The roster: bodies that implement projects, what was found about them, and whether they may be chosen."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from qip_tracker.domain.kernel.permissions import Permission
from qip_tracker.domain.kernel.refusals import NotVisible, refuse
from qip_tracker.domain.programme.permissions import ProgrammePermission
from qip_tracker.domain.programme.vocabulary import PartnerAssessment, PartnerStatus
from qip_tracker.models import Partner
from qip_tracker.queries import subjects
from qip_tracker.services.kernel.work import Work
from qip_tracker.services.people.grants import mission_subject


@dataclass(frozen=True, slots=True)
class SavePartner:
    """Who a partner is; `id` is None for a new one."""

    id: int | None
    name: str
    type: str
    registration_number: str | None = None
    contact: str | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True)
class AssessPartner:
    """What an assessment of capacity found, and when."""

    partner_id: int
    assessment: str
    assessed_on: date
    note: str | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True)
class ChangeStanding:
    """Recommended, on watch, suspended, barred or candidate again, and why."""

    partner_id: int
    status: str
    reason: str
    version: int | None = None


def save(work: Work, command: SavePartner) -> Partner:
    """Add a partner to the roster, or change who it is; one name once a mission, in any case of letters."""
    if command.id is None:
        mission_id = work.actor.mission_id
        work.require(ProgrammePermission.PARTNER_EDIT, mission_subject(mission_id))
        if mission_id is None:
            raise NotVisible("partner")
        partner = Partner(mission_id=mission_id)
        work.session.add(partner)
    else:
        partner = _partner(work, command.id, ProgrammePermission.PARTNER_EDIT)
        work.check_version(partner, command.version)
        mission_id = partner.mission_id
    with work.session.no_autoflush:
        _refuse_same_name(work, mission_id, command)
    partner.name, partner.type = command.name, command.type
    partner.registration_number, partner.contact = command.registration_number, command.contact
    work.session.flush()
    work.record("partner.added" if command.id is None else "partner.edited", partner, mission_id=mission_id)
    return partner


def _refuse_same_name(work: Work, mission_id: int, command: SavePartner) -> None:
    """The same name in other letters; two at the same moment are left to the database."""
    same = select(Partner.id).where(
        Partner.mission_id == mission_id, func.lower(Partner.name) == func.lower(command.name)
    )
    if any(partner_id != command.id for partner_id in work.session.scalars(same)):
        raise refuse("partner.name_taken", "name")


def _partner(work: Work, partner_id: int, permission: Permission) -> Partner:
    subject = subjects.load(work.session, work.actor, "partner", {"partner_id": partner_id})
    work.require(permission, subject)
    return work.locked(Partner, partner_id)


def assess(work: Work, command: AssessPartner) -> Partner:
    """Record an assessment; conditions and a failure are said in words. A candidate that passes is recommended."""
    partner = _partner(work, command.partner_id, ProgrammePermission.PARTNER_ASSESS)
    work.check_version(partner, command.version)
    if command.assessed_on > work.today:
        raise refuse("date.in_future", "assessed_on")
    if command.assessment != PartnerAssessment.PASSED and not command.note:
        raise refuse("partner.note_missing", "assessment_note")
    partner.assessment, partner.assessed_on = command.assessment, command.assessed_on
    partner.assessment_note = command.note
    if partner.status == PartnerStatus.CANDIDATE and command.assessment == PartnerAssessment.PASSED:
        partner.status = PartnerStatus.RECOMMENDED
    work.record(
        "partner.assessed",
        partner,
        mission_id=partner.mission_id,
        assessment=command.assessment,
        assessed_on=command.assessed_on.isoformat(),
    )
    return partner


def change_standing(work: Work, command: ChangeStanding) -> Partner:
    """Say whether a partner may be chosen, with the reason; a suspended or barred one gets no new agreement."""
    partner = _partner(work, command.partner_id, ProgrammePermission.PARTNER_ASSESS)
    work.check_version(partner, command.version)
    if not command.reason:
        raise refuse("project.reason_missing", "reason")
    before, partner.status = partner.status, command.status
    work.record(
        "partner.standing_changed",
        partner,
        mission_id=partner.mission_id,
        before=before,
        after=command.status,
        reason=command.reason,
    )
    return partner
