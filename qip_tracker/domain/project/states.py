"""The states a project can be in, and every set of them that a rule asks about; each set is named once, here."""

from collections.abc import Mapping, Set
from enum import StrEnum
from typing import Final


class ProjectState(StrEnum):
    """Where a project stands, from the first draft to the closed file. The stored text is the value."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    SCREENED = "screened"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    AGREED = "agreed"
    ACTIVE = "active"
    ON_HOLD = "on_hold"
    COMPLETED = "completed"
    CLOSED = "closed"
    TERMINATED = "terminated"


# The author may still change the plan.
EDITABLE_STATES: Final = frozenset({ProjectState.DRAFT, ProjectState.RETURNED})
# The story of the project is over: nothing moves from here.
ENDED_STATES: Final = frozenset(
    {ProjectState.REJECTED, ProjectState.WITHDRAWN, ProjectState.CLOSED, ProjectState.TERMINATED}
)
# It is written or weighed: no agreement yet, and not given up either.
PROPOSED_STATES: Final = EDITABLE_STATES | {
    ProjectState.SUBMITTED,
    ProjectState.SCREENED,
    ProjectState.APPROVED,
}
# The mission weighs it: the screening, then the committee.
WEIGHED_STATES: Final = frozenset({ProjectState.SUBMITTED, ProjectState.SCREENED})
# It ended before it was carried out.
ENDED_EARLY_STATES: Final = ENDED_STATES - {ProjectState.CLOSED}
# An agreement stands and works are not completed, so the project can be late.
RUNNING_STATES: Final = frozenset({ProjectState.AGREED, ProjectState.ACTIVE, ProjectState.ON_HOLD})
# Works go on: there is a site to visit and something to hold or to end.
AT_WORK_STATES: Final = frozenset({ProjectState.ACTIVE, ProjectState.ON_HOLD})
# Works have begun and the file is open: what was delivered is counted, and the owners may take it over.
BEGUN_STATES: Final = AT_WORK_STATES | {ProjectState.COMPLETED}
# The agreement is in force until the file is closed: the site is visited.
UNDER_AGREEMENT_STATES: Final = RUNNING_STATES | {ProjectState.COMPLETED}
# Works were carried out to the end.
FINISHED_STATES: Final = frozenset({ProjectState.COMPLETED, ProjectState.CLOSED})
# No agreement was ever signed, so the plan is only a plan.
ONLY_PLANNED_STATES: Final = PROPOSED_STATES | {ProjectState.REJECTED, ProjectState.WITHDRAWN}
# A first tranche may have been paid.
PAID_STATES: Final = BEGUN_STATES | {ProjectState.CLOSED, ProjectState.TERMINATED}
# A committee has approved it, so there is an approved amount and readers outside the mission may see it.
APPROVED_STATES: Final = frozenset({ProjectState.APPROVED, ProjectState.AGREED}) | PAID_STATES
# The way from a proposal to a closed file, one step after the other; a project that ended early has left it.
STEPS: Final[Mapping[str, frozenset[ProjectState]]] = {
    "proposal": EDITABLE_STATES,
    "screening": frozenset({ProjectState.SUBMITTED}),
    "decision": frozenset({ProjectState.SCREENED}),
    "agreement": frozenset({ProjectState.APPROVED, ProjectState.AGREED}),
    "works": AT_WORK_STATES,
    "handover": frozenset({ProjectState.COMPLETED}),
    "closed": frozenset({ProjectState.CLOSED}),
}


def in_order(states: Set[ProjectState]) -> tuple[ProjectState, ...]:
    """The states of a set as a project passes through them: for addresses and lists, which need one order."""
    return tuple(state for state in ProjectState if state in states)
