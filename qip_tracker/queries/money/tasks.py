"""What waits with the agreement and the signatures under its tranches."""

from typing import Final

from sqlalchemy import Date, and_, func, or_

from qip_tracker.domain.money.permissions import MoneyPermission
from qip_tracker.domain.money.tranches import SIGNATURES, Signature, TrancheState
from qip_tracker.domain.project.permissions import ProjectPermission
from qip_tracker.models import Agreement, Project, Tranche
from qip_tracker.queries.money.tranches import GIVEN_AT, awaits, paid_before
from qip_tracker.queries.portfolio.gates import movable
from qip_tracker.queries.project.task_kind import ME, TaskKind, own_file

_OF_TRANCHE: Final = ((Tranche, Tranche.project_id == Project.id),)


def _sign(step: Signature) -> TaskKind:
    """The tranches on which the reader may give a signature, from the day of the one before."""
    return TaskKind(
        f"{step.action}_tranche",
        step.permission,
        awaits(step, ME),
        getattr(Tranche, GIVEN_AT[step.source]),
        _OF_TRANCHE,
        due_rule="payment_due_days",
        number=Tranche.number,
        part=Tranche.id,
    )


TASKS: Final = (
    TaskKind(
        "sign_agreement",
        MoneyPermission.AGREEMENT_SIGN,
        movable("sign_agreement"),
        Project.state_since,
        due_rule="agreement_due_days",
    ),
    TaskKind(
        "request_tranche",
        MoneyPermission.TRANCHE_REQUEST,
        and_(awaits(SIGNATURES["request"], ME), own_file()),
        func.coalesce(paid_before(), Agreement.signed_on, type_=Date()),
        (*_OF_TRANCHE, (Agreement, Agreement.project_id == Project.id)),
        number=Tranche.number,
        part=Tranche.id,
    ),
    *(_sign(step) for step in SIGNATURES.values() if step.source is not TrancheState.PLANNED),
    TaskKind(
        "with_finance",
        ProjectPermission.PROJECT_VIEW,
        and_(
            Tranche.paid_on.is_(None),
            or_(Tranche.requested_by_id == ME, Tranche.cleared_by_id == ME, Tranche.certified_by_id == ME),
        ),
        Tranche.requested_at,
        _OF_TRANCHE,
        group="others",
        number=Tranche.number,
        part=Tranche.id,
    ),
)
