"""Every state x every move: legal with its target, or refused because the project stands elsewhere."""

from datetime import date, timedelta
from itertools import product

import pytest

from qip_tracker.domain.kernel.gates import ChecklistLine
from qip_tracker.domain.kernel.refusals import Refused
from qip_tracker.domain.project.moves import MOVES, project_days_late, require_move
from qip_tracker.domain.project.states import ENDED_STATES, ProjectState

# Action -> states it starts from, and the state it leads to.
LEGAL = {
    "submit": ("draft returned", "submitted"),
    "screen": ("submitted", "screened"),
    "return_to_author": ("submitted screened", "returned"),
    "withdraw": ("draft submitted returned screened approved", "withdrawn"),
    "approve": ("screened", "approved"),
    "defer": ("screened", "screened"),
    "return_by_committee": ("screened", "returned"),
    "reject": ("screened", "rejected"),
    "sign_agreement": ("approved", "agreed"),
    "start": ("agreed", "active"),
    "hold": ("active", "on_hold"),
    "resume": ("on_hold", "active"),
    "complete": ("active", "completed"),
    "close": ("completed", "closed"),
    "terminate": ("active on_hold", "terminated"),
}
NEEDS_A_REASON = {"return_to_author", "withdraw", "hold", "terminate"}
MET, MISSING = ChecklistLine("need.not_stated", True, "need"), ChecklistLine("budget.empty", False, "plan")


def codes(action: str, state: str, *lines: ChecklistLine, reason: str | None = "Because.") -> list[str]:
    """What is said against a move; empty when it is legal."""
    try:
        require_move(action, state, lines, reason)
    except Refused as refused:
        return [refusal.code for refusal in refused.refusals]
    return []


def test_the_table_below_names_every_move() -> None:
    assert set(LEGAL) == set(MOVES)


@pytest.mark.parametrize(("state", "action"), list(product(ProjectState, LEGAL)))
def test_every_state_by_every_move(state: str, action: str) -> None:
    sources, target = LEGAL[action]
    if state in sources.split():
        assert require_move(action, state, (MET,), "Because.").target == target
        assert codes(action, state, MET, MISSING) == ["budget.empty"]
    else:
        # What is missing is not asked where the move does not start at all.
        assert codes(action, state, MET) == ["project.not_from_here"]
        assert codes(action, state, MISSING) == ["project.not_from_here"]


@pytest.mark.parametrize("action", LEGAL)
@pytest.mark.parametrize("reason", [None, "", "  "])
def test_what_stops_or_sends_back_takes_a_reason(action: str, reason: str | None) -> None:
    state = LEGAL[action][0].split()[0]
    expected = ["project.reason_missing"] if action in NEEDS_A_REASON else []
    assert codes(action, state, reason=reason) == expected


def test_nothing_moves_from_the_end_and_every_state_is_reached() -> None:
    assert not any(move.sources & ENDED_STATES for move in MOVES.values())
    assert {move.target for move in MOVES.values()} | {"draft"} == set(ProjectState)


@pytest.mark.parametrize(
    ("state", "completed", "late"),
    [
        ("active", False, 30),
        ("on_hold", False, 30),
        ("completed", True, 10),
        ("closed", True, 10),
        ("closed", False, 0),
        ("terminated", False, 0),
        ("approved", False, 0),
    ],
)
def test_what_runs_is_late_until_today_and_what_is_done_until_that_day(
    state: str, completed: bool, late: int
) -> None:
    today = date(2026, 3, 16)
    due = today - timedelta(days=30)
    done = due + timedelta(days=10) if completed else None
    assert project_days_late(state, due, done, today) == late
