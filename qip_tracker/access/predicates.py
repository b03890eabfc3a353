"""Pure tests on (actor, subject). Each is a small value: `queries.project.scopes` turns it into SQL."""

from dataclasses import dataclass

from qip_tracker.access.actor import Actor
from qip_tracker.access.subject import Subject
from qip_tracker.domain.people.roles import Role
from qip_tracker.domain.project.states import APPROVED_STATES


@dataclass(frozen=True, slots=True)
class Anyone:
    """No condition at all."""

    def holds(self, actor: Actor, subject: Subject) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A person with a name (not a panel member)."""

    def holds(self, actor: Actor, subject: Subject) -> bool:
        return actor.kind == "staff"


@dataclass(frozen=True, slots=True)
class IsSystem:
    """The command line and background work."""

    def holds(self, actor: Actor, subject: Subject) -> bool:
        return actor.kind == "system"


@dataclass(frozen=True, slots=True)
class InMission:
    """Holds one of the roles in the subject's mission."""

    roles: frozenset[str]

    def holds(self, actor: Actor, subject: Subject) -> bool:
        return any(g.role in self.roles and g.mission_id == subject.mission_id for g in actor.grants)


@dataclass(frozen=True, slots=True)
class OwnPartner:
    """A partner's person, on the partner's own project."""

    def holds(self, actor: Actor, subject: Subject) -> bool:
        return subject.partner_id is not None and any(
            g.role == Role.PARTNER
            and g.mission_id == subject.mission_id
            and g.partner_id == subject.partner_id
            for g in actor.grants
        )


@dataclass(frozen=True, slots=True)
class OwnDonor:
    """A donor's person, on a project the donor pays."""

    def holds(self, actor: Actor, subject: Subject) -> bool:
        return subject.donor_id is not None and any(
            g.role == Role.DONOR and g.mission_id == subject.mission_id and g.donor_id == subject.donor_id
            for g in actor.grants
        )


@dataclass(frozen=True, slots=True)
class Approved:
    """Only projects a committee has approved: what is still being weighed is not shown outside the mission."""

    def holds(self, actor: Actor, subject: Subject) -> bool:
        return subject.state in APPROVED_STATES


@dataclass(frozen=True, slots=True)
class Released:
    """Only what has been released to readers outside the mission."""

    def holds(self, actor: Actor, subject: Subject) -> bool:
        return subject.is_released


@dataclass(frozen=True, slots=True)
class OwnFacilitation:
    """The facilitator of this very panel."""

    def holds(self, actor: Actor, subject: Subject) -> bool:
        return subject.facilitator_id is not None and subject.facilitator_id == actor.person_id


@dataclass(frozen=True, slots=True)
class NotOnTheFile:
    """Neither the focal point nor the author of the project: those who run it do not touch its ballots."""

    def holds(self, actor: Actor, subject: Subject) -> bool:
        return actor.person_id is not None and actor.person_id not in (
            subject.focal_point_id,
            subject.created_by_id,
        )


@dataclass(frozen=True, slots=True)
class OwnPanel:
    """A member, on the member's own panel."""

    def holds(self, actor: Actor, subject: Subject) -> bool:
        return actor.kind == "member" and subject.panel_id is not None and actor.panel_id == subject.panel_id


Predicate = (
    Anyone
    | SignedIn
    | IsSystem
    | InMission
    | OwnPartner
    | OwnDonor
    | Approved
    | Released
    | OwnFacilitation
    | NotOnTheFile
    | OwnPanel
)

# Any of these; within one of them all must hold.
AnyOf = tuple[tuple[Predicate, ...], ...]


def roles(*names: Role) -> InMission:
    """One of these roles in the subject's mission."""
    return InMission(frozenset(names))


def all_of(*predicates: Predicate) -> AnyOf:
    """The only way to a right: every one of these."""
    return (predicates,)
