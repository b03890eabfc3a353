"""The memorandum of understanding: signed once, it fixes the dates and divides the approved money into tranches."""

from dataclasses import dataclass
from datetime import date

from qip_tracker.domain.kernel.dates import weeks_between
from qip_tracker.domain.kernel.money import split as shares_of
from qip_tracker.domain.kernel.refusals import Refused
from qip_tracker.domain.money.agreements import Split, agreement_refusals
from qip_tracker.domain.money.permissions import MoneyPermission
from qip_tracker.models import Agreement, Project, Tranche
from qip_tracker.queries.subjects import project_subject
from qip_tracker.services.kernel.work import Work
from qip_tracker.services.project import moves


@dataclass(frozen=True, slots=True)
class SignAgreement:
    """What stands on the signed paper; `split` in percent, adding up to 100."""

    project_id: int
    signed_on: date
    starts_on: date
    ends_on: date
    mission_signatory: str
    partner_signatory: str
    commitment_number: str
    split: Split
    version: int | None = None


def sign(work: Work, command: SignAgreement) -> Agreement:
    """Record the signed agreement and plan its tranches, whose shares add up to the approved amounts exactly.

    Raises `Refused` with every gate of the move and everything the paper may not say, `StaleEdit`, `NotAllowed`.
    """
    subject = project_subject(work.session, work.actor, command.project_id)
    work.require(MoneyPermission.AGREEMENT_SIGN, subject)
    project = moves.live_project(work, command.project_id)
    work.check_version(project, command.version)
    legal = moves.require(work, project, "sign_agreement")
    shares = _shares(project, command.split)
    refusals = agreement_refusals(
        signed_on=command.signed_on,
        starts_on=command.starts_on,
        ends_on=command.ends_on,
        split=command.split,
        shares=shares,
        rules=work.rules_of(project.mission_id),
        today=work.today,
    )
    if refusals:
        raise Refused(*refusals)
    agreement = _agreement(work, command)
    work.session.add(agreement)
    work.session.add_all(
        Tranche(project_id=project.id, number=number, percent=percent, local_minor=local, usd_minor=usd)
        for number, (percent, (local, usd)) in enumerate(zip(command.split, shares, strict=True), 1)
    )
    project.planned_start_on, project.planned_end_on = command.starts_on, command.ends_on
    project.planned_weeks = weeks_between(command.starts_on, command.ends_on)
    moves.apply(work, project, "sign_agreement", legal.target)
    work.session.flush()
    work.record(
        "agreement.signed",
        agreement,
        mission_id=project.mission_id,
        project_id=project.id,
        split=command.split,
    )
    return agreement


def _shares(project: Project, split: Split) -> list[tuple[int, int]]:
    """Local and US-cent share of each tranche; empty when an approved amount is not known or the split is no split."""
    local, usd = project.approved_local_minor, project.approved_usd_minor
    if local is None or usd is None or sum(split) != 100 or min(split) <= 0:
        return []
    return list(zip(shares_of(local, split), shares_of(usd, split), strict=True))


def _agreement(work: Work, command: SignAgreement) -> Agreement:
    return Agreement(
        project_id=command.project_id,
        signed_on=command.signed_on,
        starts_on=command.starts_on,
        ends_on=command.ends_on,
        mission_signatory=command.mission_signatory,
        partner_signatory=command.partner_signatory,
        commitment_number=command.commitment_number,
        recorded_by_id=work.person_id,
        recorded_at=work.now,
    )
