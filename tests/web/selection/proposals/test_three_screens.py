"""A new project is ready to be sent after three screens, each saved at any time, without JavaScript."""

from typing import Any

import pytest
from sqlalchemy import select

from qip_tracker.adapters import clock
from qip_tracker.domain.kernel.dates import budget_year_of
from qip_tracker.domain.kernel.rules import Rules
from qip_tracker.models import BudgetLine, FormToken, Need, NeedGroup, Project
from qip_tracker.queries.portfolio.gates import checklist_of
from tests.factories import projects
from tests.factories.world import World
from tests.page_client import hidden_inputs
from tests.statements import statements_of


def this_year() -> str:
    """The budget year of the day the page is used on, as it stands in a reference."""
    return budget_year_of(clock.now().date()).name.replace("/", "-")


def first_screen(world: World, **more: str) -> dict[str, str]:
    """What an officer types on the first screen."""
    return {
        "statement": "Women walk two hours for water.",
        "method": "community_meeting",
        "heard_on": "2026-03-02",
        "groups-0-code": "women",
        "groups-0-women": "24",
        "title": "Water point in Aguelhok",
        "place": "Aguelhok",
        "country": "ML",
        "field_office_id": str(world.office_id),
        "fund_id": str(world.fund_id),
        "sector_code": "WAS",
        **more,
    }


def second_screen(world: World, **more: str) -> dict[str, str]:
    """What an officer types on the second screen; 9 000 000 XOF at 600 is USD 15,000.00."""
    steps = {}
    for number, (title, weight, day) in enumerate(
        (("Well dug", "40", "2026-05-01"), ("Pump", "40 %", "2026-06-01"), ("Slab", "20", "2026-07-01"))
    ):
        steps[f"milestones-{number}-title"] = title
        steps[f"milestones-{number}-weight_pct"] = weight
        steps[f"milestones-{number}-planned_on"] = day
    return {
        "partner_id": str(world.partner_id),
        "confidence_objective": "mandate",
        "planned_start_on": "2026-04-01",
        "planned_weeks": "20",
        "local_currency": "XOF",
        "exchange_rate": "600",
        "exchange_rate_on": "2026-03-10",
        "lines-0-category": "materials",
        "lines-0-description": "Pump and pipes",
        "lines-0-local_minor": "9 000 000",
        "lines-0-funded_by": "qip",
        **steps,
        **more,
    }


THIRD_SCREEN = {
    "co_owners-0-side": "state",
    "co_owners-0-body": "Town hall",
    "co_owners-1-side": "society",
    "co_owners-1-body": "Water committee",
    "harms-0-effect": "excluded",
    "harms-0-who": "Herders",
    "harms-0-mitigation": "A trough beside the well",
    "maintenance_owner": "Water committee",
}


def test_an_officer_needs_three_screens_from_new_project_to_ready_for_submission(
    as_role: Any, world: World
) -> None:
    browser = as_role("programme_officer")
    screens = 0
    url = "/projects/new"
    for typed in (first_screen(world), second_screen(world), THIRD_SCREEN):
        answer = browser.submit(url, typed)
        assert answer.status_code == 303, answer.get_data(as_text=True)
        url, screens = answer.location, screens + 1
    assert screens == 3
    assert url.endswith("/proposal")
    shown = browser.get(url).get_data(as_text=True)
    assert "Send to screening</button>" in shown
    with world.reading() as session:
        project = session.scalars(select(Project)).one()
        assert project.reference == f"MINUX/{this_year()}/KID/001"
        assert (project.requested_local_minor, project.requested_usd_minor) == (9_000_000, 1_500_000)
        assert project.focal_point_id == world.person_id("programme_officer")
        lines = checklist_of(session, project.id, "submit", Rules())
        assert lines
        assert [line.code for line in lines if not line.is_met] == []
    sent = browser.press(f"/projects/{project.id}/submit", {"version": str(project.version)}, page=url)
    assert sent.status_code == 303
    with world.reading() as session:
        assert session.get_one(Project, project.id).state == "submitted"


def test_the_least_that_can_be_saved_is_a_title_a_sector_a_fund_a_place_and_a_country(
    as_role: Any, world: World
) -> None:
    browser = as_role("programme_officer")
    answer = browser.submit("/projects/new", {"statement": "Only this"})
    assert answer.status_code == 422
    text = answer.get_data(as_text=True)
    for words in ("Enter a title.", "Enter the place.", "Choose the country.", "Choose the sector."):
        assert words in text
    assert "Only this" in text
    least = {
        key: value
        for key, value in first_screen(world).items()
        if key in ("title", "place", "country", "fund_id", "sector_code")
    }
    answer = browser.submit("/projects/new", {**least, "field_office_id": "", "draft": "1"})
    assert answer.status_code == 303
    assert answer.location.endswith("/proposal")
    shown = browser.get(answer.location).get_data(as_text=True)
    assert "Send to screening</button>" not in shown
    assert "Write down what the community said it needs" in shown
    with world.reading() as session:
        assert session.scalars(select(Project.reference)).one() == f"MINUX/{this_year()}/HQ/001"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"heard_on": "2126-01-01"}, "This date lies in the future."),
        ({"groups-1-code": "women", "groups-1-men": "3"}, "A group stands here twice."),
        ({"groups-1-code": "elders"}, "how many women or men"),
        ({"groups-1-women": "5"}, "Fill this in, or empty the whole row."),
        ({"groups-0-women": "-4"}, "Enter a number from 0 to"),
        ({"title": "t" * 201}, "At most 200 characters fit here; shorten this by 1."),
        ({"title": "nul\x00"}, "cannot be stored"),
        ({"country": "ZZ"}, "Choose one of the answers offered."),
        ({"fund_id": "999"}, "Choose one of the answers offered."),
        ({"heard_on": "2026-02-31"}, "not in the calendar"),
    ],
)
def test_the_first_screen_says_what_it_cannot_store(
    as_role: Any, world: World, typed: dict[str, str], words: str
) -> None:
    answer = as_role("programme_officer").submit("/projects/new", first_screen(world, **typed))
    assert answer.status_code == 422
    assert words in answer.get_data(as_text=True)
    with world.reading() as session:
        assert session.scalars(select(Need)).all() == []


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"exchange_rate_on": "2126-01-01"}, "This date lies in the future."),
        ({"exchange_rate": "six hundred"}, "such as 604.80"),
        ({"lines-0-local_minor": "12.5"}, "has no decimals: enter a whole amount"),
        ({"lines-0-local_minor": "0"}, "above zero"),
        ({"lines-1-description": "Nothing else"}, "Fill this in, or empty the whole row."),
        ({"milestones-0-weight_pct": "101"}, "Enter a whole percentage from 1 to 100"),
        ({"planned_weeks": "0"}, "Enter a number from 1 to"),
        ({"local_currency": "EUR"}, "Choose one of the answers offered."),
    ],
)
def test_the_second_screen_says_what_it_cannot_store(
    as_role: Any, world: World, typed: dict[str, str], words: str
) -> None:
    project_id = projects.a_draft(world)
    url = f"/projects/{project_id}/plan"
    answer = as_role("programme_officer").submit(url, second_screen(world, **typed))
    assert answer.status_code == 422
    assert words in answer.get_data(as_text=True)
    with world.reading() as session:
        assert session.scalars(select(BudgetLine)).all() == []


def test_a_budget_in_dollars_needs_no_rate(as_role: Any, world: World) -> None:
    project_id = projects.a_draft(world)
    typed = second_screen(
        world,
        **{
            "local_currency": "USD",
            "lines-0-local_minor": "24,961.50",
            "exchange_rate": "",
            "exchange_rate_on": "",
        },
    )
    answer = as_role("programme_officer").submit(f"/projects/{project_id}/plan", typed)
    assert answer.status_code == 303
    with world.reading() as session:
        project = session.get_one(Project, project_id)
        assert project.requested_local_minor == project.requested_usd_minor == 2_496_150


def test_add_a_row_keeps_what_was_typed_and_stores_nothing(as_role: Any, world: World) -> None:
    browser = as_role("programme_officer")
    answer = browser.submit("/projects/new", {**first_screen(world), "add-groups": "1"})
    assert answer.status_code == 200
    text = answer.get_data(as_text=True)
    assert 'name="groups-3-code"' in text or 'name="groups-1-code"' in text
    assert "Women walk two hours for water." in text
    with world.reading() as session:
        assert session.scalars(select(Project)).all() == []


def test_what_was_stored_stands_in_the_form_with_an_empty_row_after_it(as_role: Any, world: World) -> None:
    project_id = projects.a_complete_draft(world)
    browser = as_role("programme_officer")
    plan = browser.get(f"/projects/{project_id}/plan").get_data(as_text=True)
    assert 'value="9000000"' in plan
    assert 'name="milestones-3-title"' in plan
    people = browser.get(f"/projects/{project_id}/people").get_data(as_text=True)
    assert "Water committee of Aguelhok" in people
    assert 'name="co_owners-2-body"' in people


def test_the_missions_last_rate_stands_ready_with_its_date(as_role: Any, world: World) -> None:
    projects.a_complete_draft(world)
    project_id = projects.a_draft(world)
    shown = as_role("programme_officer").get(f"/projects/{project_id}/plan").get_data(as_text=True)
    assert 'value="600"' in shown
    assert f'value="{world.now.date().isoformat()}"' in shown


def test_a_stale_edit_shows_both_versions_and_can_be_saved_over(as_role: Any, world: World) -> None:
    project_id = projects.a_complete_draft(world)
    url = f"/projects/{project_id}/need"
    mine, theirs = as_role("programme_officer"), as_role("programme_manager")
    hidden = hidden_inputs(mine.get(url).get_data(as_text=True))
    assert theirs.submit(url, first_screen(world, statement="Theirs: the well is dry.")).status_code == 303
    typed = first_screen(world, statement="Mine: the pump is broken.")
    answer = mine.post(url, data={**hidden, **typed})
    assert answer.status_code == 409
    text = answer.get_data(as_text=True)
    assert "Mine: the pump is broken." in text
    assert "Theirs: the well is dry." in text
    again = hidden_inputs(text)
    assert mine.post(url, data={**again}).status_code == 303
    with world.reading() as session:
        assert session.scalars(select(Need.statement)).all() == ["Mine: the pump is broken."]


def test_a_form_sent_twice_makes_one_project(as_role: Any, world: World) -> None:
    browser = as_role("programme_officer")
    hidden = hidden_inputs(browser.get("/projects/new").get_data(as_text=True))
    typed = {**hidden, **first_screen(world)}
    answers = [browser.post("/projects/new", data=typed) for _ in range(3)]
    assert {answer.status_code for answer in answers} == {303}
    assert len({answer.location for answer in answers}) == 1
    with world.reading() as session:
        assert len(session.scalars(select(Project)).all()) == 1
        assert len(session.scalars(select(NeedGroup)).all()) == 1
        assert len(session.scalars(select(FormToken)).all()) == 1


@pytest.mark.parametrize("role", ["committee_member", "auditor", "partner", "donor", "facilitator"])
def test_only_officers_log_and_edit(as_role: Any, world: World, role: str) -> None:
    project_id = projects.a_complete_draft(world)
    browser = as_role(role)
    assert browser.get("/projects/new").status_code == 403
    seen = 404 if role == "donor" else 403
    for screen in ("need", "plan", "people"):
        assert browser.get(f"/projects/{project_id}/{screen}").status_code == seen


def test_a_project_of_another_mission_or_none_is_not_there(as_role: Any, world: World) -> None:
    browser = as_role("programme_officer")
    for path in ("need", "plan", "people", "proposal", "screening", "decision"):
        assert browser.get(f"/projects/4711/{path}").status_code == 404


def test_a_proposal_being_screened_is_not_edited(as_role: Any, world: World) -> None:
    project_id = projects.a_submitted_project(world)
    answer = as_role("programme_officer").get(f"/projects/{project_id}/plan")
    assert answer.status_code == 303
    assert answer.location.endswith("/proposal")


@pytest.mark.parametrize("path", ["need", "plan", "people", "proposal"])
def test_a_page_takes_at_most_fifteen_statements(as_role: Any, world: World, path: str) -> None:
    project_id = projects.a_complete_draft(world)
    browser = as_role("programme_officer")
    with statements_of(world.app) as seen:
        assert browser.get(f"/projects/{project_id}/{path}").status_code == 200
    assert len(seen) <= 15, "\n".join(seen)
