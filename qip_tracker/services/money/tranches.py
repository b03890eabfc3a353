"""A tranche is requested, cleared, certified, approved and paid: five signatures, each in its turn, by other people."""

from dataclasses import dataclass
from datetime import date

from qip_tracker.domain.kernel.refusals import Refused
from qip_tracker.domain.money.tranches import SIGNATURES, TrancheState, payment_refusals, require_signature
from qip_tracker.domain.project.moves import MOVES
from qip_tracker.models import Payment, Project, Tranche, TrancheSignature
from qip_tracker.queries import subjects
from qip_tracker.queries.money.tranches import facts_of_tranche, signers_of
from qip_tracker.services.kernel.work import Work
from qip_tracker.services.project import moves


@dataclass(frozen=True, slots=True)
class SignTranche:
    """One signature under a tranche; `note` says what a request rests on."""

    project_id: int
    tranche_id: int
    note: str | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True)
class PayTranche:
    """A payment as the bank or the finance system shows it."""

    project_id: int
    tranche_id: int
    paid_on: date
    reference: str
    version: int | None = None


def request(work: Work, command: SignTranche) -> Tranche:
    """The focal point's side asks for a tranche."""
    project, tranche = _signable(work, "request", command)
    tranche.requested_at, tranche.requested_by_id = work.now, work.person_id
    tranche.request_note = command.note
    return _signed(work, project, tranche, TrancheState.REQUESTED, command.note)


def clear(work: Work, command: SignTranche) -> Tranche:
    """The QIPs Unit confirms that what the tranche waits for has happened."""
    project, tranche = _signable(work, "clear", command)
    tranche.cleared_at, tranche.cleared_by_id = work.now, work.person_id
    return _signed(work, project, tranche, TrancheState.CLEARED)


def certify(work: Work, command: SignTranche) -> Tranche:
    """Finance certifies that the money is committed for this purpose."""
    project, tranche = _signable(work, "certify", command)
    tranche.certified_at, tranche.certified_by_id = work.now, work.person_id
    return _signed(work, project, tranche, TrancheState.CERTIFIED)


def approve(work: Work, command: SignTranche) -> Tranche:
    """The approving officer releases the payment."""
    project, tranche = _signable(work, "approve", command)
    tranche.approved_at, tranche.approved_by_id = work.now, work.person_id
    return _signed(work, project, tranche, TrancheState.APPROVED)


def pay(work: Work, command: PayTranche) -> Tranche:
    """Record the payment; the first one starts the project and its clock.

    The totals of the project grow in the same transaction, under its lock, so paid never exceeds approved.
    """
    project, tranche = _signable(work, "pay", command)
    refusals = payment_refusals(
        paid_on=command.paid_on,
        approved_on=tranche.approved_at.date() if tranche.approved_at else None,
        reference=command.reference,
        today=work.today,
    )
    if refusals:
        raise Refused(*refusals)
    tranche.paid_on, tranche.paid_by_id = command.paid_on, work.person_id
    tranche.payment_reference = command.reference.strip()
    work.session.add(
        Payment(
            project_id=project.id,
            tranche_id=tranche.id,
            paid_on=command.paid_on,
            reference=tranche.payment_reference,
            local_minor=tranche.local_minor,
            usd_minor=tranche.usd_minor,
            recorded_by_id=work.person_id,
            recorded_at=work.now,
        )
    )
    project.paid_usd_minor += tranche.usd_minor
    project.paid_local_minor += tranche.local_minor
    # The move shares the payment's permission and has no gates of its own: the chain of signatures is its gate.
    if project.state in MOVES["start"].sources:
        project.first_paid_on = command.paid_on
        moves.apply(work, project, "start", MOVES["start"].target)
    return _recorded(work, project, tranche, TrancheState.PAID, reference=tranche.payment_reference)


def _signable(work: Work, action: str, command: SignTranche | PayTranche) -> tuple[Project, Tranche]:
    """The project and the tranche, both locked, when this person may give this signature now.

    Raises `NotAllowed`, `NotVisible`, `StaleEdit`, and `Refused` with every reason.
    """
    path = {"project_id": command.project_id, "tranche_id": command.tranche_id}
    subject = subjects.load(work.session, work.actor, "tranche", path)
    work.require(SIGNATURES[action].permission, subject)
    project = moves.live_project(work, command.project_id)
    tranche = work.locked(Tranche, command.tranche_id)
    work.check_version(tranche, command.version)
    require_signature(
        action,
        facts_of_tranche(work.session, project.id, tranche.id),
        signers_of(tranche),
        work.person_id,
        work.rules_of(project.mission_id),
    )
    return project, tranche


def _signed(
    work: Work, project: Project, tranche: Tranche, signature: TrancheState, note: str | None = None
) -> Tranche:
    work.session.add(
        TrancheSignature(
            project_id=project.id,
            tranche_id=tranche.id,
            signature=signature,
            note=note,
            signed_by_id=work.person_id,
            signed_at=work.now,
        )
    )
    return _recorded(work, project, tranche, signature)


def _recorded(
    work: Work, project: Project, tranche: Tranche, step: TrancheState, **details: object
) -> Tranche:
    work.record(
        f"tranche.{step}",
        tranche,
        mission_id=project.mission_id,
        project_id=project.id,
        number=tranche.number,
        **details,
    )
    return tranche
