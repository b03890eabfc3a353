"""The life of a project: which moves are legal, from which state. What must be true first are gates of the areas.

One table (`MOVES`) gives the service its decision, the page its buttons, the tests their matrix, and the documentation
its diagram; `domain.portfolio.gates` joins each move's gates.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from qip_tracker.domain.kernel.dates import days_late
from qip_tracker.domain.kernel.gates import ChecklistLine
from qip_tracker.domain.kernel.refusals import Refusal, Refused
from qip_tracker.domain.project.states import (
    AT_WORK_STATES,
    EDITABLE_STATES,
    FINISHED_STATES,
    PROPOSED_STATES,
    RUNNING_STATES,
    WEIGHED_STATES,
)
from qip_tracker.domain.project.states import ProjectState as S


@dataclass(frozen=True, slots=True)
class Move:
    """A legal move: permission by name, states it starts from, and the state it leads to."""

    action: str
    permission: str
    sources: frozenset[S]
    target: S
    needs_reason: bool = False


def _from(*states: S) -> frozenset[S]:
    return frozenset(states)


MOVES: Final[Mapping[str, Move]] = {
    move.action: move
    for move in (
        Move("submit", "PROJECT_SUBMIT", EDITABLE_STATES, S.SUBMITTED),
        Move("screen", "PROJECT_SCREEN", _from(S.SUBMITTED), S.SCREENED),
        Move("return_to_author", "PROJECT_SCREEN", WEIGHED_STATES, S.RETURNED, needs_reason=True),
        Move("withdraw", "PROJECT_WITHDRAW", PROPOSED_STATES, S.WITHDRAWN, needs_reason=True),
        Move("approve", "PROJECT_DECIDE", _from(S.SCREENED), S.APPROVED),
        Move("defer", "PROJECT_DECIDE", _from(S.SCREENED), S.SCREENED),
        Move("return_by_committee", "PROJECT_DECIDE", _from(S.SCREENED), S.RETURNED),
        Move("reject", "PROJECT_DECIDE", _from(S.SCREENED), S.REJECTED),
        Move("sign_agreement", "AGREEMENT_SIGN", _from(S.APPROVED), S.AGREED),
        Move("start", "TRANCHE_PAY", _from(S.AGREED), S.ACTIVE),
        Move("hold", "PROJECT_HOLD", _from(S.ACTIVE), S.ON_HOLD, needs_reason=True),
        Move("resume", "PROJECT_HOLD", _from(S.ON_HOLD), S.ACTIVE),
        Move("complete", "PROJECT_COMPLETE", _from(S.ACTIVE), S.COMPLETED),
        Move("close", "PROJECT_CLOSE", _from(S.COMPLETED), S.CLOSED),
        Move("terminate", "PROJECT_TERMINATE", AT_WORK_STATES, S.TERMINATED, needs_reason=True),
    )
}


def require_move(
    action: str, state: str, lines: Collection[ChecklistLine], reason: str | None = None
) -> Move:
    """The move, if it is legal from this state with these lines; raises `Refused` with every reason otherwise.

    From another state that is the one reason: its checklist is not asked.
    """
    move = MOVES[action]
    refusals = []
    if state not in move.sources:
        refusals.append(Refusal("project.not_from_here", None, {"state": state, "action": action}))
    else:
        refusals += [Refusal(line.code) for line in lines if not line.is_met]
    if move.needs_reason and not (reason or "").strip():
        refusals.append(Refusal("project.reason_missing", "reason"))
    if refusals:
        raise Refused(*refusals)
    return move


def planned_end(start: date, weeks: int) -> date:
    """The last day of a project of `weeks` weeks that starts on `start`."""
    return start + timedelta(weeks=weeks)


def days_on_clock(first_paid_on: date | None, completed_on: date | None, today: date) -> int | None:
    """Days since the first disbursement, which starts the clock and which no hold stops; None before it."""
    if first_paid_on is None:
        return None
    return ((completed_on or today) - first_paid_on).days


def project_days_late(state: str, planned_end_on: date | None, completed_on: date | None, today: date) -> int:
    """Days past the planned end: of what runs until today, of what is done until that day; 0 for all others."""
    if state in RUNNING_STATES or (state in FINISHED_STATES and completed_on):
        return days_late(planned_end_on, completed_on, today)
    return 0
