"""Who acts: detached from the database, rebuilt at every request so that a changed right holds at once."""

from dataclasses import dataclass, field
from typing import Literal

ActorKind = Literal["nobody", "staff", "member", "system"]


@dataclass(frozen=True, slots=True)
class GrantHeld:
    """A role in a mission, with the body it is bound to."""

    role: str
    mission_id: int
    seat: str | None = None
    partner_id: int | None = None
    donor_id: int | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, a panel member, the system itself, or nobody. `key` is what the audit trail prints."""

    kind: ActorKind = "nobody"
    key: str = "nobody"
    person_id: int | None = None
    display_name: str = ""
    language: str = "en"
    time_zone: str = "UTC"
    mission_id: int | None = None
    grants: tuple[GrantHeld, ...] = field(default=())
    member_card_id: int | None = None
    panel_id: int | None = None
    # Printed on top of every page, so it comes with the rights; "" where nobody read it. No right depends on it.
    mission_name: str = field(default="", compare=False)

    def roles_in(self, mission_id: int | None) -> frozenset[str]:
        """The roles held in a mission."""
        return frozenset(grant.role for grant in self.grants if grant.mission_id == mission_id)

    @property
    def roles(self) -> frozenset[str]:
        """The roles held in the mission the actor works in now."""
        return self.roles_in(self.mission_id)

    @property
    def is_signed_in(self) -> bool:
        return self.kind in ("staff", "member")


NOBODY = Actor()
SYSTEM = Actor(kind="system", key="system", display_name="QIP Tracker")
