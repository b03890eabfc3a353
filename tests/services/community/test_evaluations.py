"""Rounds: opening, closing, sealing, what was heard; one ballot a member."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from qip_tracker.domain.kernel.refusals import NotAllowed, NotVisible, Refused
from qip_tracker.models import Ballot, OpenComment, Panel, Project, RollEntry, Round
from qip_tracker.services.community import evaluations
from tests.factories.panels import (
    a_closed_round,
    a_panel,
    a_project,
    an_open_round,
    cast,
    close,
    some_answers,
)
from tests.factories.world import World


def refusals(error: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [refusal.code for refusal in error.value.refusals]


@pytest.mark.parametrize("role", ["programme_officer", "programme_manager", "administrator", "auditor"])
def test_nobody_but_the_facilitator_opens_or_closes(world: World, role: str) -> None:
    panel = a_panel(world, a_project(world))
    command = evaluations.OpenRound(panel.project_id, panel.id, "baseline", world.now.date())
    with pytest.raises((NotAllowed, NotVisible)):
        world.do(role, lambda work: evaluations.open_round(work, command))
    round_id = an_open_round(world, panel)
    with pytest.raises((NotAllowed, NotVisible)):
        world.do(
            role,
            lambda work: evaluations.close_round(work, evaluations.CloseRound(panel.project_id, round_id)),
        )


def test_a_facilitator_who_runs_the_project_does_not_touch_its_ballots(world: World) -> None:
    panel = a_panel(world, a_project(world))

    def hand_over(work):  # type: ignore[no-untyped-def]
        project = work.session.get_one(Project, panel.project_id)
        project.focal_point_id = world.person_id("facilitator")
        work.record("project.edited", project)

    world.do("system", hand_over)
    with pytest.raises(NotAllowed):
        an_open_round(world, panel)


def test_a_round_needs_a_panel_of_the_programmes_size(world: World) -> None:
    panel = a_panel(world, a_project(world), {"women": 3, "men": 3})
    with pytest.raises(Refused) as error:
        an_open_round(world, panel)
    assert refusals(error) == ["round.panel_too_small"]


@pytest.mark.parametrize("days", [-1, 93])
def test_the_last_day_lies_ahead_but_not_far(world: World, days: int) -> None:
    panel = a_panel(world, a_project(world))
    with pytest.raises(Refused) as error:
        an_open_round(world, panel, days=days)
    assert refusals(error) == ["round.last_day"]


@pytest.mark.parametrize(
    ("state", "stage"), [("completed", "baseline"), ("approved", "completion"), ("active", "six_months")]
)
def test_a_stage_is_scored_at_its_time(world: World, state: str, stage: str) -> None:
    panel = a_panel(world, a_project(world, state))
    with pytest.raises(Refused) as error:
        an_open_round(world, panel, stage)
    assert refusals(error) == ["round.wrong_time"]


def test_one_round_a_stage_and_one_at_a_time(world: World) -> None:
    project_id = a_project(world)
    panel = a_panel(world, project_id)
    an_open_round(world, panel)
    with pytest.raises(Refused) as error:
        an_open_round(world, panel, "completion")
    assert refusals(error) == ["round.is_open"]
    other = a_project(world)
    a_closed_round(world, other)
    with pytest.raises(Refused) as error:
        a_closed_round(world, other)
    assert refusals(error) == ["round.exists"]


@pytest.mark.parametrize(
    ("members", "kept"),
    [({"women": 6, "men": 6}, True), ({"women": 8, "men": 4}, False), ({"women": 12}, False)],
)
def test_a_ballot_carries_a_stratum_only_where_every_stratum_is_large(
    world: World, members: dict[str, int], kept: bool
) -> None:
    panel = a_panel(world, a_project(world), members)
    round_id = an_open_round(world, panel)
    cast(world, panel, round_id, 1, {"SAF": 3})
    with world.reading() as session:
        assert session.get_one(Round, round_id).has_strata is kept
        assert (session.scalars(select(Ballot.stratum)).one() is not None) is kept


def test_a_second_ballot_with_the_same_card_is_refused(world: World) -> None:
    panel = a_panel(world, a_project(world))
    round_id = an_open_round(world, panel)
    cast(world, panel, round_id, 1, {"SAF": 3})
    with pytest.raises(Refused) as error:
        cast(world, panel, round_id, 1, {"SAF": 5})
    assert refusals(error) == ["round.already_voted"]
    with world.reading() as session:
        assert session.scalars(select(Ballot.answers)).all() == ['{"SAF":3}']


def test_an_empty_ballot_is_not_counted_but_a_comment_alone_is(world: World) -> None:
    panel = a_panel(world, a_project(world))
    round_id = an_open_round(world, panel)
    with pytest.raises(Refused) as error:
        cast(world, panel, round_id, 1, {"SAF": None})
    assert refusals(error) == ["ballot.empty"]
    cast(world, panel, round_id, 1, {}, "The pump is too far from the school.")
    with world.reading() as session:
        assert session.scalars(select(OpenComment.text)).all() == ["The pump is too far from the school."]


@pytest.mark.parametrize("answer", [0, 6, True, "5", "yes", 3.0])
def test_only_faces_and_the_two_abstentions_are_answers(world: World, answer: object) -> None:
    panel = a_panel(world, a_project(world))
    round_id = an_open_round(world, panel)
    with pytest.raises(Refused) as error:
        cast(world, panel, round_id, 1, {"SAF": answer})
    assert refusals(error) == ["ballot.bad_answer"]


def test_a_question_nobody_asked_is_refused(world: World) -> None:
    panel = a_panel(world, a_project(world))
    round_id = an_open_round(world, panel)
    with pytest.raises(Refused):
        cast(world, panel, round_id, 1, {"WHO": 3})


def test_the_last_day_counts_and_the_day_after_does_not(world: World) -> None:
    panel = a_panel(world, a_project(world))
    round_id = an_open_round(world, panel, days=2)
    cast(world, panel, round_id, 1, {"SAF": 3}, now=world.now + timedelta(days=2))
    with pytest.raises(Refused) as error:
        cast(world, panel, round_id, 2, {"SAF": 3}, now=world.now + timedelta(days=3))
    assert refusals(error) == ["round.not_open"]


def test_a_member_of_another_panel_finds_nothing(world: World) -> None:
    panel = a_panel(world, a_project(world))
    other = a_panel(world, a_project(world), name="Panel of the other bank")
    round_id = an_open_round(world, panel)
    with pytest.raises(NotVisible):
        cast(world, other, round_id, 1, {"SAF": 3})


def test_too_early_to_close_says_the_same_with_none_and_with_all_but_one(world: World) -> None:
    panel = a_panel(world, a_project(world))
    round_id = an_open_round(world, panel)
    said = []
    for number in range(1, 13):
        with pytest.raises(Refused) as error:
            close(world, panel.project_id, round_id)
        said.append(error.value.refusals)
        cast(world, panel, round_id, number, some_answers(number))
    assert len(set(map(repr, said))) == 1
    close(world, panel.project_id, round_id)
    with world.reading() as session:
        assert session.get_one(Round, round_id).closed_at == world.now


def test_closing_seals_the_ballots_and_wipes_who_voted(world: World) -> None:
    project_id = a_project(world)
    round_id = a_closed_round(world, project_id, answers=[some_answers(n) for n in range(1, 8)])
    with world.reading() as session:
        assert session.scalar(select(func.count()).select_from(Ballot)) == 7
        assert session.scalar(select(func.count()).select_from(RollEntry)) == 12
        assert not any(session.scalars(select(RollEntry.has_voted)))
        assert evaluations.seal_holds(session, round_id)


def test_one_changed_ballot_breaks_the_seal(world: World) -> None:
    round_id = a_closed_round(world, a_project(world))

    def tamper(work):  # type: ignore[no-untyped-def]
        ballot = work.session.scalars(select(Ballot).limit(1)).one()
        ballot.answers = '{"SAF":5}'

    world.do("system", tamper)
    with world.reading() as session:
        assert not evaluations.seal_holds(session, round_id)


def test_a_ballot_put_in_the_box_by_hand_stops_the_closing(world: World) -> None:
    panel = a_panel(world, a_project(world))
    round_id = an_open_round(world, panel)
    cast(world, panel, round_id, 1, {"SAF": 3})
    world.do(
        "system", lambda work: work.session.add(Ballot(key="0" * 32, round_id=round_id, answers='{"SAF":5}'))
    )
    with pytest.raises(Refused) as error:
        close(world, panel.project_id, round_id, world.now.date() + timedelta(days=8))
    assert refusals(error) == ["round.roll_mismatch"]


def test_comments_are_read_after_closing_and_only_from_enough_ballots(world: World) -> None:
    few, enough = a_project(world), a_project(world)
    panel = a_panel(world, enough)
    open_id = an_open_round(world, panel)
    with world.reading() as session:
        assert evaluations.open_comments(session, open_id).withheld == "not_closed"
    for number in range(1, 6):
        cast(world, panel, open_id, number, some_answers(number), f"words {number}")
    close(world, enough, open_id, world.now.date() + timedelta(days=8))
    few_id = a_closed_round(world, few, answers=[some_answers(n) for n in range(4)], comments={1: "alone"})
    with world.reading() as session:
        assert sorted(evaluations.open_comments(session, open_id).texts) == [
            f"words {n}" for n in range(1, 6)
        ]
        assert evaluations.open_comments(session, few_id) == evaluations.Comments((), "too_few")


def test_what_was_heard_is_released_once(world: World) -> None:
    project_id = a_project(world)
    round_id = a_closed_round(world, project_id)

    def write(text: str | None, release: bool, version: int | None = None) -> None:
        command = evaluations.WriteHeard(project_id, round_id, text, version, release)
        world.do("facilitator", lambda work: evaluations.write_heard(work, command))

    with pytest.raises(Refused) as error:
        write(None, True)
    assert refusals(error) == ["heard.missing"]
    write("Women asked for light at the pump.", False)
    write("Women asked for a lamp at the pump.", True)
    with pytest.raises(Refused) as error:
        write("Nothing was said.", False)
    assert refusals(error) == ["heard.released"]
    with world.reading() as session:
        row = session.get_one(Round, round_id)
        assert (row.heard_summary, row.heard_released_on) == (
            "Women asked for a lamp at the pump.",
            world.now.date(),
        )


def test_two_panels_have_different_codes(world: World) -> None:
    project_id = a_project(world)
    a_panel(world, project_id, name="One")
    a_panel(world, project_id, name="Two")
    with world.reading() as session:
        assert len(set(session.scalars(select(Panel.code)))) == 2
