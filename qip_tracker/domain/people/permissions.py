"""Rights over accounts and roles. Who holds them is said in `access`."""

from enum import auto

from qip_tracker.domain.kernel.permissions import Permission


class PeoplePermission(Permission):
    """Rights over accounts and roles."""

    OWN_ACCOUNT_USE = auto()
    PEOPLE_EDIT = auto()
