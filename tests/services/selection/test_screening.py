"""Screening: opinions by somebody who is not on the file, then on to the committee or back."""

from typing import Any

import pytest
from sqlalchemy import select

from qip_tracker.domain.kernel.refusals import NotAllowed, NotVisible, Refused, StaleEdit
from qip_tracker.models import Partner, Project, ScreeningOpinion
from qip_tracker.services.selection import proposals, screening
from qip_tracker.services.selection.screening import GiveOpinions, Opinion
from tests.factories import projects
from tests.factories.world import World

MANAGER = "programme_manager"


def give(world: World, project_id: int, *opinions: Opinion, role: str = MANAGER) -> None:
    """Give opinions as somebody."""
    world.do(role, lambda work: screening.give(work, GiveOpinions(project_id, opinions)))


def give_all(world: World, project_id: int, outcome: str = "passed") -> None:
    """Give every opinion, all alike."""
    world.do(MANAGER, lambda work: screening.give(work, projects.all_opinions(work, project_id, outcome)))


def finish(world: World, project_id: int, role: str = MANAGER) -> Project:
    """Send it to the committee."""
    return world.do(role, lambda work: screening.finish(work, project_id))


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[tuple[str, str | None]]:
    """Code and field of every reason."""
    return [(refusal.code, refusal.field) for refusal in refused.value.refusals]


def with_partner(world: World, **columns: Any) -> None:
    """Change the partner's record."""

    def change(work: Any) -> None:
        partner = work.session.get_one(Partner, world.partner_id)
        for name, value in columns.items():
            setattr(partner, name, value)
        work.record("partner.assessed", partner, mission_id=world.mission_id)

    world.do("system", change)


def test_an_opinion_can_be_given_alone_and_changed(world: World) -> None:
    project_id = projects.a_submitted_project(world)
    give(world, project_id, Opinion("land", "passed", None))
    give(world, project_id, Opinion("land", "failed", "No deed."))
    with world.reading() as session:
        row = session.scalars(select(ScreeningOpinion)).one()
        assert (row.outcome, row.note, row.given_by_id) == ("failed", "No deed.", world.person_id(MANAGER))


@pytest.mark.parametrize("outcome", ["passed_with_conditions", "failed", "not_applicable"])
def test_whatever_is_not_simply_passed_has_a_note(world: World, outcome: str) -> None:
    project_id = projects.a_submitted_project(world)
    with pytest.raises(Refused) as refused:
        give(world, project_id, Opinion("land", outcome, None), Opinion("gender", "passed", None))
    assert codes(refused) == [("screening.note_missing", "note_land")]
    with world.reading() as session:
        assert session.scalars(select(ScreeningOpinion)).all() == []


def test_a_check_that_does_not_apply_is_not_there(world: World) -> None:
    project_id = projects.a_submitted_project(world)
    with pytest.raises(NotVisible):
        give(world, project_id, Opinion("human_rights_due_diligence", "passed", None))


def test_nobody_on_the_file_and_nobody_without_the_role_screens(world: World) -> None:
    own = projects.a_complete_draft(world, role=MANAGER)
    world.do("programme_officer", lambda work: proposals.submit(work, own))
    project_id = projects.a_submitted_project(world)
    for number, role in ((own, MANAGER), (project_id, "programme_officer"), (project_id, "auditor")):
        with pytest.raises(NotAllowed):
            give(world, number, Opinion("land", "passed", None), role=role)
        with pytest.raises(NotAllowed):
            finish(world, number, role)


def test_opinions_wait_for_the_submission_and_end_with_it(world: World) -> None:
    for project_id in (projects.a_complete_draft(world), projects.a_screened_project(world)):
        with pytest.raises(Refused) as refused:
            give(world, project_id, Opinion("land", "passed", None))
        assert codes(refused) == [("screening.not_now", None)]


def test_a_stale_page_of_opinions_is_refused(world: World) -> None:
    project_id = projects.a_submitted_project(world)
    with world.reading() as session:
        version = session.get_one(Project, project_id).version
    command = GiveOpinions(project_id, (Opinion("land", "passed", None),), version)
    world.do(MANAGER, lambda work: screening.give(work, command))
    with pytest.raises(StaleEdit):
        world.do(MANAGER, lambda work: screening.give(work, command))


def test_the_committee_waits_for_every_opinion(world: World) -> None:
    project_id = projects.a_submitted_project(world)
    give(world, project_id, Opinion("land", "passed", None))
    with pytest.raises(Refused) as refused:
        finish(world, project_id)
    assert codes(refused) == [("screening.incomplete", None)]


def test_one_negative_opinion_stops_it(world: World) -> None:
    project_id = projects.a_submitted_project(world)
    give_all(world, project_id)
    give(world, project_id, Opinion("environment", "failed", "The swamp dries up."))
    with pytest.raises(Refused) as refused:
        finish(world, project_id)
    assert codes(refused) == [("screening.failed", None)]


def test_the_partner_is_assessed_and_in_good_standing(world: World) -> None:
    project_id = projects.a_submitted_project(world)
    give_all(world, project_id)
    with_partner(world, assessment="failed")
    with pytest.raises(Refused) as refused:
        finish(world, project_id)
    assert codes(refused) == [("partner.not_assessed", None)]
    with_partner(world, assessment="passed_with_conditions", status="suspended")
    with pytest.raises(Refused) as refused:
        finish(world, project_id)
    assert codes(refused) == [("partner.suspended", None)]
    with_partner(world, status="on_watch")
    assert finish(world, project_id).state == "screened"


def test_security_forces_ask_for_due_diligence(world: World) -> None:
    from dataclasses import replace

    from qip_tracker.services.selection import plans

    project_id = projects.a_complete_draft(world)
    people = replace(projects.people_named(project_id), benefits_security_forces=True)
    world.do("programme_officer", lambda work: plans.name_people(work, people))
    world.do("programme_officer", lambda work: proposals.submit(work, project_id))
    give_all(world, project_id)
    with world.reading() as session:
        checks = set(session.scalars(select(ScreeningOpinion.check_code)))
    assert "human_rights_due_diligence" in checks
    assert finish(world, project_id).state == "screened"


def test_returned_with_a_reason_from_screening_and_from_the_committees_table(world: World) -> None:
    for project_id in (projects.a_submitted_project(world), projects.a_screened_project(world)):
        with pytest.raises(Refused) as refused:
            world.do(MANAGER, lambda work, p=project_id: screening.return_to_author(work, p, ""))
        assert codes(refused) == [("project.reason_missing", "reason")]
        returned = world.do(
            MANAGER, lambda work, p=project_id: screening.return_to_author(work, p, "Say who digs.")
        )
        assert returned.state == "returned"
