"""When a step is done, and who may turn which key: tables without a database."""

from datetime import date, timedelta

import pytest

from qip_tracker.domain.project.states import ProjectState
from qip_tracker.domain.works import milestones
from qip_tracker.domain.works.milestones import Keys, MilestoneFacts
from qip_tracker.domain.works.vocabulary import VisitPurpose

TODAY = date(2026, 3, 16)
EARLIER, LATER = TODAY - timedelta(days=10), TODAY + timedelta(days=10)
OFFICER, OTHER = 7, 8


def facts(
    planned: date = LATER,
    seen: date | None = None,
    confirmed: date | None = None,
    dropped: date | None = None,
) -> MilestoneFacts:
    return MilestoneFacts(planned, seen, confirmed, dropped, 40)


@pytest.mark.parametrize(
    ("step", "state", "done_on", "behind", "late"),
    [
        (facts(), "on_track", None, 0, False),
        (facts(planned=TODAY), "on_track", None, 0, False),
        (facts(planned=EARLIER), "late", None, 10, True),
        (facts(seen=TODAY), "observed", None, 0, False),
        (facts(planned=EARLIER, seen=EARLIER), "observed", None, 10, True),
        (facts(confirmed=TODAY), "confirmed", None, 0, False),
        (facts(planned=EARLIER, seen=EARLIER, confirmed=EARLIER), "done", EARLIER, 0, False),
        (facts(planned=EARLIER, seen=EARLIER, confirmed=TODAY), "done", TODAY, 10, True),
        (facts(planned=EARLIER, dropped=TODAY), "dropped", None, 10, False),
        (facts(seen=EARLIER, dropped=TODAY), "dropped", None, 0, False),
    ],
)
def test_what_follows_from_the_dates(
    step: MilestoneFacts, state: str, done_on: date | None, behind: int, late: bool
) -> None:
    assert milestones.state_of(step, TODAY) == state
    assert milestones.done_on(step) == done_on
    assert milestones.days_behind(step, TODAY) == behind
    assert milestones.is_late(step, TODAY) is late


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        (Keys(facts()), None),
        (Keys(facts(confirmed=TODAY), confirmation_recorded_by_id=OTHER), None),
        (Keys(facts(confirmed=TODAY), confirmation_recorded_by_id=OFFICER), "milestone.same_person"),
        (Keys(facts(seen=TODAY), seen_by_id=OTHER), "milestone.not_open"),
        (Keys(facts(dropped=TODAY)), "milestone.not_open"),
    ],
)
def test_the_key_of_the_mission(keys: Keys, code: str | None) -> None:
    found = milestones.seeing_refusals(keys, OFFICER, "seen")
    assert [(line.code, line.field) for line in found] == ([(code, "seen")] if code else [])


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        (Keys(facts()), None),
        (Keys(facts(seen=TODAY), seen_by_id=OTHER), None),
        (Keys(facts(seen=TODAY), seen_by_id=OFFICER), "milestone.same_person"),
        (Keys(facts(confirmed=TODAY), confirmation_recorded_by_id=OTHER), "milestone.not_open"),
        (Keys(facts(dropped=TODAY)), "milestone.not_open"),
    ],
)
def test_the_key_of_a_co_owner(keys: Keys, code: str | None) -> None:
    found = milestones.confirming_refusals(keys, OFFICER, TODAY, "active", TODAY)
    assert [line.code for line in found] == ([code] if code else [])


@pytest.mark.parametrize("state", ProjectState)
def test_plans_move_from_the_agreement_until_the_file_is_closed(state: str) -> None:
    runs = state in ("agreed", "active", "on_hold", "completed")
    answers = [
        milestones.visit_refusals(TODAY, state, TODAY),
        milestones.confirming_refusals(Keys(facts()), OFFICER, TODAY, state, TODAY),
        milestones.dropping_refusals(facts(), "Flooded.", state),
    ]
    assert [bool(found) for found in answers] == [not runs] * 3


@pytest.mark.parametrize(
    ("step", "reason", "codes"),
    [
        (facts(seen=TODAY), "Flooded.", []),
        (facts(seen=TODAY, confirmed=TODAY), "Flooded.", ["milestone.not_open"]),
        (facts(dropped=TODAY), "Flooded.", ["milestone.not_open"]),
        (facts(), " \n", ["project.reason_missing"]),
        (facts(), None, ["project.reason_missing"]),
    ],
)
def test_a_step_is_dropped_once_undone_and_with_a_reason(
    step: MilestoneFacts, reason: str | None, codes: list[str]
) -> None:
    assert [line.code for line in milestones.dropping_refusals(step, reason, "active")] == codes


def test_weights_due_and_done() -> None:
    plan = [
        facts(planned=EARLIER, seen=EARLIER, confirmed=TODAY),
        facts(planned=TODAY, seen=TODAY),
        facts(planned=EARLIER, dropped=TODAY),
        facts(),
    ]
    assert milestones.planned_pct(plan, TODAY) == 80
    assert milestones.done_pct(plan) == 40


def test_what_is_from_afar_is_a_purpose_that_exists() -> None:
    assert set(VisitPurpose) >= milestones.FROM_AFAR


@pytest.mark.parametrize(
    ("step", "state", "asked_for", "reason", "codes"),
    [
        (facts(confirmed=EARLIER), "active", False, "Wrong milestone.", []),
        (facts(seen=EARLIER, confirmed=EARLIER), "on_hold", False, "Wrong milestone.", []),
        (facts(confirmed=EARLIER), "active", True, "Wrong milestone.", ["milestone.rested_on"]),
        (facts(confirmed=EARLIER), "completed", False, "Wrong milestone.", ["milestone.rested_on"]),
        (facts(confirmed=EARLIER), "terminated", False, "Wrong milestone.", ["milestone.rested_on"]),
        (facts(seen=EARLIER), "active", False, "Wrong milestone.", ["milestone.not_confirmed"]),
        (facts(confirmed=EARLIER), "active", False, "  ", ["project.reason_missing"]),
        (
            facts(),
            "closed",
            True,
            None,
            ["milestone.rested_on", "milestone.not_confirmed", "project.reason_missing"],
        ),
    ],
)
def test_a_word_given_by_mistake_is_taken_back_only_while_nothing_rests_on_it(
    step: MilestoneFacts, state: str, asked_for: bool, reason: str | None, codes: list[str]
) -> None:
    found = milestones.withdrawing_refusals(step, reason, state, asked_for)
    assert [refusal.code for refusal in found] == codes
