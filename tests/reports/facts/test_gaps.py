from dataclasses import replace
from datetime import date

from qip_tracker.reports.facts.donor_report import completed
from qip_tracker.reports.facts.gaps import UNKNOWN_CODES, what_is_late
from tests.reports import samples
from tests.reports.sample_parts import AS_OF, clock, milestones


def test_late_steps_are_named_the_latest_first() -> None:
    late = what_is_late(milestones(), clock(), AS_OF)
    assert [(one.subject, one.days, one.done_on is None) for one in late] == [
        ("Solar panels fitted and tested", 20, True),
        ("Foundations and walls of three classrooms", 19, False),
    ]


def test_a_project_past_its_end_leads_the_list() -> None:
    overdue = replace(clock(), planned_end_on=date(2026, 3, 2))
    assert (what_is_late(milestones(), overdue, AS_OF)[0].kind, what_is_late((), overdue, AS_OF)[0].days) == (
        "completion",
        10,
    )
    unpaid = replace(overdue, first_paid_on=None)
    assert what_is_late((), unpaid, AS_OF) == ()


def test_a_dropped_step_is_not_late() -> None:
    dropped = tuple(replace(one, state="dropped") for one in milestones())
    assert what_is_late(dropped, clock(), AS_OF) == ()


def test_an_almost_empty_record_admits_nearly_everything() -> None:
    codes = [one.code for one in samples.empty_donor_report().not_known]
    assert codes == [
        code
        for code in UNKNOWN_CODES
        if code not in ("groups_heard", "outputs_counted", "late_without_reason", "scores_withheld")
    ]


def test_gaps_are_counted_where_they_can_be() -> None:
    facts = samples.donor_report()
    assert {one.code: one.count for one in facts.not_known} == {
        "spending": None,
        "outputs_counted": 1,
        "scores_withheld": 3,
    }
    silent = tuple(replace(one, delay_reason=None) for one in facts.milestones)
    unexplained = completed(replace(facts, milestones=silent), spending_recorded=True)
    assert {one.code: one.count for one in unexplained.not_known}["late_without_reason"] == 2
    assert "spending" not in {one.code for one in unexplained.not_known}


def test_the_fund_s_form_is_not_asked_for_outputs_or_needs() -> None:
    codes = {one.code for one in samples.pbf_progress().not_known}
    assert not codes & {"need", "groups_heard", "outputs_planned", "outputs_counted"}
