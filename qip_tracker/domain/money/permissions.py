"""Rights over the agreement and its tranches. Who holds them is said in `access`."""

from enum import auto

from qip_tracker.domain.kernel.permissions import Permission


class MoneyPermission(Permission):
    """Rights over the agreement and its tranches."""

    AGREEMENT_SIGN = auto()
    TRANCHE_REQUEST = auto()
    TRANCHE_CLEAR = auto()
    TRANCHE_CERTIFY = auto()
    TRANCHE_APPROVE = auto()
    TRANCHE_PAY = auto()
