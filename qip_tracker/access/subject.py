"""What an action is done to, as far as permission is concerned: plain identifiers, loaded along the full path."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Subject:
    """The facts a predicate may look at; a field that does not apply is None."""

    kind: str
    id: int | None = None
    mission_id: int | None = None
    project_id: int | None = None
    partner_id: int | None = None
    donor_id: int | None = None
    focal_point_id: int | None = None
    created_by_id: int | None = None
    state: str | None = None
    panel_id: int | None = None
    facilitator_id: int | None = None
    person_id: int | None = None
    is_released: bool = False


NOTHING = Subject("nothing")
