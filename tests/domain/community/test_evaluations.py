"""When a round takes ballots and when it closes; what a ballot may say; the seal."""

from datetime import date, timedelta

import pytest

from qip_tracker.domain.community import evaluations
from qip_tracker.domain.community.vocabulary import RoundStage
from qip_tracker.domain.kernel.refusals import Refused
from qip_tracker.domain.project.states import ENDED_EARLY_STATES, ProjectState

LAST = date(2026, 3, 20)


@pytest.mark.parametrize(
    ("today", "closed", "takes"),
    [(LAST, False, True), (LAST + timedelta(days=1), False, False), (LAST, True, False)],
)
def test_the_last_day_counts(today: date, closed: bool, takes: bool) -> None:
    assert evaluations.takes_ballots(LAST, closed, today) is takes


@pytest.mark.parametrize(
    ("today", "everybody", "may"),
    [(LAST, False, False), (LAST, True, True), (LAST + timedelta(days=1), False, True)],
)
def test_a_round_closes_after_its_last_day_or_when_all_came(today: date, everybody: bool, may: bool) -> None:
    assert evaluations.may_close(LAST, everybody, today) is may


def test_every_stage_has_its_time_and_no_stage_comes_after_a_project_that_never_was() -> None:
    assert set(evaluations.STAGE_STATES) == set(RoundStage)
    for states in evaluations.STAGE_STATES.values():
        assert states <= set(ProjectState)
        assert not states & ENDED_EARLY_STATES


def test_answers_left_out_are_absent() -> None:
    assert evaluations.checked_answers({"SAF": None, "INC": 5, "USE": "dont_know"}) == {
        "INC": 5,
        "USE": "dont_know",
    }


@pytest.mark.parametrize(
    "answers", [{"SAF": 0}, {"SAF": 6}, {"SAF": True}, {"SAF": "5"}, {"WHO": 3}, {"SAF": 2.0}]
)
def test_what_no_face_says_is_refused(answers: dict[str, object]) -> None:
    with pytest.raises(Refused):
        evaluations.checked_answers(answers)


def test_the_seal_knows_every_ballot_and_no_order() -> None:
    ballots = [("b", None, '{"SAF":1}'), ("a", "women", '{"SAF":2}')]
    sealed = evaluations.seal(ballots)
    assert sealed == evaluations.seal(reversed(ballots)) and len(sealed) == 64
    changed = [
        ballots[:1],
        [*ballots, ("c", None, "{}")],
        [("b", None, '{"SAF":1}'), ("a", "men", '{"SAF":2}')],
        [("b", None, '{"SAF":1}'), ("a", "women", '{"SAF":3}')],
        [("b", None, '{"SAF":1}'), ("d", "women", '{"SAF":2}')],
    ]
    assert sealed not in {evaluations.seal(other) for other in changed}
