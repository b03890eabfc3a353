"""Closed rounds as facts: counted once, through the disclosure rule, the same for page and report."""

from dataclasses import replace
from datetime import timedelta

from qip_tracker.domain.kernel.rules import Rules
from qip_tracker.reports.facts.community import RoundFacts
from qip_tracker.reports.facts.snapshot import canonical_json as text_of
from qip_tracker.reports.facts.snapshot import from_json, sha256
from qip_tracker.reports.gather.community import counted_rounds, rounds_of
from qip_tracker.services.community import evaluations
from tests.factories.panels import a_closed_round, a_panel, a_project, an_open_round, cast, some_answers
from tests.factories.world import World

RULES = Rules()


def facts(
    world: World, project_id: int, rules: Rules = RULES, *, outside: bool = True
) -> tuple[RoundFacts, ...]:
    with world.reading() as session:
        return rounds_of(session, project_id, rules, outside=outside)


def test_a_round_is_counted_as_it_was_answered(world: World) -> None:
    project_id = a_project(world)
    answers = [{"SAF": face} for face in (1, 2, 2, 3, 4, 5, 5)]
    answers += [{"SAF": "dont_know"}, {"SAF": "prefer_not_to_say"}, {"INC": 5}]
    a_closed_round(world, project_id, "baseline", answers)
    (one,) = facts(world, project_id)
    assert (one.stage, one.members, one.voted) == ("baseline", 12, 10)
    assert (one.opened_on, one.closed_on) == (world.now.date(), world.now.date() + timedelta(days=8))
    safety = next(score for score in one.scores if score.dimension == "SAF")
    assert (safety.n, safety.distribution, safety.median_tenths) == (7, (1, 2, 1, 1, 2), 30)
    assert (safety.favourable, safety.interval_low, safety.interval_high) == (3, 1, 5)
    inclusion = next(score for score in one.scores if score.dimension == "INC")
    assert (inclusion.n, inclusion.withheld) == (None, "too_few")


def test_an_open_round_is_no_fact(world: World) -> None:
    project_id = a_project(world)
    panel = a_panel(world, project_id)
    round_id = an_open_round(world, panel)
    for number in range(1, 9):
        cast(world, panel, round_id, number, some_answers(number))
    assert facts(world, project_id, outside=False) == ()


def test_how_many_came_is_not_said_when_few_came(world: World) -> None:
    project_id = a_project(world)
    a_closed_round(world, project_id, answers=[some_answers(n) for n in range(4)])
    (one,) = facts(world, project_id)
    assert one.voted is None
    assert {score.withheld for score in one.scores} == {"too_few"}


def test_groups_of_six_are_for_the_mission_only(world: World) -> None:
    project_id = a_project(world)
    a_closed_round(world, project_id)
    with world.reading() as session:
        inside = counted_rounds(session, project_id, RULES, outside=False)[0]
        outside = counted_rounds(session, project_id, RULES, outside=True)[0]
    assert any(one.strata for one in inside.breakdowns)
    assert not any(one.strata for one in outside.breakdowns)
    assert inside.facts == outside.facts


def test_a_stricter_threshold_later_holds_for_old_rounds_and_a_laxer_does_not(world: World) -> None:
    project_id = a_project(world)
    a_closed_round(world, project_id, answers=[some_answers(n) for n in range(6)])
    assert facts(world, project_id)[0].voted == 6
    assert facts(world, project_id, replace(RULES, disclosure_threshold=7))[0].voted is None
    assert facts(world, project_id, replace(RULES, disclosure_threshold=2))[0].voted == 6


def test_what_was_heard_is_a_fact_once_released(world: World) -> None:
    project_id = a_project(world)
    round_id = a_closed_round(world, project_id)
    for release in (False, True):
        command = evaluations.WriteHeard(project_id, round_id, "A lamp was asked for.", None, release)
        world.do("facilitator", lambda work, command=command: evaluations.write_heard(work, command))
        assert facts(world, project_id)[0].heard_summary == ("A lamp was asked for." if release else None)


def test_facts_freeze_and_come_back(world: World) -> None:
    project_id = a_project(world)
    a_closed_round(world, project_id)
    (one,) = facts(world, project_id)
    assert from_json(RoundFacts, text_of(one)) == one
    assert sha256(one) == sha256(facts(world, project_id)[0])
