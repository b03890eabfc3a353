"""May this actor do this to that? Pure; knows no database and no request."""

from qip_tracker.access.actor import NOBODY, SYSTEM, Actor, GrantHeld
from qip_tracker.access.rules import RULES
from qip_tracker.access.subject import NOTHING, Subject
from qip_tracker.domain.kernel.permissions import Permission
from qip_tracker.domain.kernel.refusals import NotAllowed

__all__ = [
    "NOBODY",
    "NOTHING",
    "RULES",
    "SYSTEM",
    "Actor",
    "GrantHeld",
    "Permission",
    "Subject",
    "can",
    "require",
]


def can(actor: Actor, permission: Permission, subject: Subject = NOTHING) -> bool:
    """Whether one of the rule's alternatives holds in all its predicates."""
    return any(all(predicate.holds(actor, subject) for predicate in every) for every in RULES[permission])


def require(actor: Actor, permission: Permission, subject: Subject = NOTHING) -> None:
    """Raise `NotAllowed` unless `can`."""
    if not can(actor, permission, subject):
        raise NotAllowed(permission)
