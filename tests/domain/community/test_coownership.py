"""When a co-owner's word can be recorded, by state and stage."""

from datetime import date, timedelta

import pytest

from qip_tracker.domain.community.coownership import (
    STATES_OF_STAGE,
    consent_refusals,
    contribution_refusals,
    editing_refusals,
)
from qip_tracker.domain.community.vocabulary import ConsentStage
from qip_tracker.domain.project.states import ENDED_STATES, ProjectState

TODAY = date(2026, 3, 16)
TOMORROW, YESTERDAY = TODAY + timedelta(days=1), TODAY - timedelta(days=1)
# Whether a word about (design, agreement, handover) can be recorded.
EXPECTED = {
    "draft": (True, False, False),
    "submitted": (True, False, False),
    "returned": (True, False, False),
    "screened": (True, False, False),
    "approved": (True, True, False),
    "rejected": (False, False, False),
    "withdrawn": (False, False, False),
    "agreed": (True, True, False),
    "active": (True, True, True),
    "on_hold": (True, True, True),
    "completed": (True, True, True),
    "closed": (False, False, False),
    "terminated": (False, False, False),
}


@pytest.mark.parametrize("state", ProjectState)
def test_every_state_and_stage_is_decided(state: str) -> None:
    answers = tuple(
        not consent_refusals(
            stage=stage, agreed=True, note=None, given_on=TODAY, project_state=state, today=TODAY
        )
        for stage in ConsentStage
    )
    assert answers == EXPECTED[state]
    assert bool(editing_refusals(state)) == (state in ENDED_STATES)


def test_every_stage_of_the_vocabulary_has_its_states() -> None:
    assert set(STATES_OF_STAGE) == set(ConsentStage)


@pytest.mark.parametrize(("note", "codes"), [(None, 1), ("  ", 1), ("Too near the barracks.", 0)])
def test_a_no_says_why(note: str | None, codes: int) -> None:
    found = consent_refusals(
        stage="design", agreed=False, note=note, given_on=TODAY, project_state="draft", today=TODAY
    )
    assert [line.code for line in found] == ["consent.reason_missing"] * codes


@pytest.mark.parametrize(
    ("promised", "delivered", "codes"),
    [
        (TODAY, None, []),
        (YESTERDAY, TODAY, []),
        (TODAY, TODAY, []),
        (TODAY, YESTERDAY, ["contribution.delivered_too_early"]),
        (TOMORROW, None, ["date.in_future"]),
        (TODAY, TOMORROW, ["date.in_future"]),
    ],
)
def test_the_days_of_a_contribution(promised: date, delivered: date | None, codes: list[str]) -> None:
    found = contribution_refusals(promised, delivered, "active", TODAY)
    assert [line.code for line in found] == codes
