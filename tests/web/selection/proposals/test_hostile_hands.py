"""What people type in a hurry or to see what happens: named, kept, told how to mend, and nothing stored."""

import re
from html import unescape
from typing import Any

import pytest
from sqlalchemy import select

from qip_tracker.models import AuditHead, Project, Proposal
from tests.factories import projects
from tests.factories.world import World
from tests.web.selection.proposals.test_three_screens import THIRD_SCREEN, first_screen, second_screen


def head(world: World) -> int:
    """How many lines the audit trail has: nothing is stored without one."""
    with world.reading() as session:
        session.rollback()
        return session.scalars(select(AuditHead.sequence)).one()


WRONG = [
    ("need", "title", "x" * 300, "At most 200 characters fit here; shorten this by 100."),
    ("need", "statement", "x" * 20_000, "At most 4,000 characters fit here; shorten this by 16,000."),
    ("need", "heard_on", "2026-02-29", "This date is not in the calendar."),
    ("need", "heard_on", "03/04/2026", "Enter the date as year-month-day, such as 2026-03-12."),
    ("need", "heard_on", "٢٠٢٦-٠٣-٠١", "Enter the date as year-month-day, such as 2026-03-12."),
    ("need", "groups-0-women", "-1", "Enter a number from 0 to 100,000."),
    ("plan", "lines-0-local_minor", "1.234,56", "XOF has no decimals: enter a whole amount, such as 24961."),
    ("plan", "lines-0-local_minor", "1 234,56", "XOF has no decimals: enter a whole amount, such as 24961."),
    ("plan", "lines-0-local_minor", "1,234.56", "XOF has no decimals: enter a whole amount, such as 24961."),
    ("plan", "lines-0-local_minor", "١٢٣٤", "Use the figures 0 to 9."),
    ("plan", "lines-0-local_minor", "-5", "An amount cannot be below zero."),
    ("plan", "lines-0-local_minor", "0", "The amount must be above zero."),
    ("plan", "milestones-2-weight_pct", "33.3", "Enter a whole percentage from 1 to 100%."),
    ("plan", "milestones-2-weight_pct", "0", "Enter a whole percentage from 1 to 100%."),
    ("plan", "planned_weeks", "20.5", "Enter a whole number such as 450."),
    (
        "plan",
        "exchange_rate",
        "0",
        "Enter the rate as units of local currency for one US dollar, such as 604.80.",
    ),
    ("people", "maintenance_yearly_usd_minor", "12e5", "Enter an amount such as 24961.00 or 24 961,00."),
]


@pytest.mark.parametrize(("screen", "field", "typed", "said"), WRONG)
def test_each_mistake_is_named_kept_and_stores_nothing(
    screen: str, field: str, typed: str, said: str, as_role: Any, world: World
) -> None:
    project_id = projects.a_complete_draft(world)
    right = {"need": first_screen(world), "plan": second_screen(world), "people": dict(THIRD_SCREEN)}[screen]
    browser = as_role("programme_officer")
    before = head(world)
    answer = browser.submit(
        f"/projects/{project_id}/{screen}", {**right, field: typed, "sponsoring_section": "Kept beside it"}
    )
    html = unescape(answer.get_data(as_text=True))
    assert answer.status_code == 422
    assert re.search(rf'href="#{field}(-0)?"[^>]*>[^<]*{re.escape(said)}', html), (
        "on top, with a way to the field"
    )
    assert re.search(rf'id="{field}-error"[^>]*>.*?{re.escape(said)}', html, re.DOTALL), "beside the field"
    assert typed in html
    assert screen != "need" or "Kept beside it" in html
    assert head(world) == before


@pytest.mark.parametrize(
    ("typed", "minor"),
    [("1.234,56", 123_456), ("1 234,56", 123_456), ("1,234.56", 123_456), ("USD 1 234.56", 123_456)],
)
def test_an_amount_is_read_in_every_spelling_of_the_three_languages(
    typed: str, minor: int, as_role: Any, world: World
) -> None:
    project_id = projects.a_complete_draft(world)
    sent = {**THIRD_SCREEN, "maintenance_yearly_usd_minor": typed}
    assert as_role("programme_officer").submit(f"/projects/{project_id}/people", sent).status_code == 303
    with world.reading() as session:
        stored = select(Proposal.maintenance_yearly_usd_minor).where(Proposal.project_id == project_id)
        assert session.scalars(stored).one() == minor


@pytest.mark.parametrize("weight", ["19", "21"])
def test_weights_of_99_and_101_are_a_draft_that_is_not_sent(weight: str, as_role: Any, world: World) -> None:
    project_id = projects.a_complete_draft(world)
    browser = as_role("programme_officer")
    sent = second_screen(world, **{"milestones-2-weight_pct": weight})
    assert browser.submit(f"/projects/{project_id}/plan", sent).status_code == 303
    page = f"/projects/{project_id}/proposal"
    assert "The weights of the milestones must add up to 100." in browser.get(page).get_data(as_text=True)
    before = head(world)
    with world.reading() as session:
        version = str(session.get_one(Project, project_id).version)
    pressed = browser.press(f"/projects/{project_id}/submit", {"version": version}, page=page)
    assert pressed.status_code == 422
    assert "The weights of the milestones must add up to 100." in pressed.get_data(as_text=True)
    assert head(world) == before


def test_pictures_and_two_directions_of_writing_come_back_as_typed(as_role: Any, world: World) -> None:
    project_id = projects.a_complete_draft(world)
    words = "💧 Water for 👩‍👩‍👧, said the elders.\nالماء للجميع."
    browser = as_role("programme_officer")
    assert (
        browser.submit(f"/projects/{project_id}/need", first_screen(world, statement=words)).status_code
        == 303
    )
    assert words in browser.get(f"/projects/{project_id}/need").get_data(as_text=True)


def test_the_back_button_after_saving_shows_what_was_typed_since(as_role: Any, world: World) -> None:
    project_id = projects.a_complete_draft(world)
    url, browser = f"/projects/{project_id}/need", as_role("programme_officer")
    drawn = browser.tokens(url)
    with world.reading() as session:
        drawn["version"] = str(session.get_one(Project, project_id).version)
    assert browser.post(url, data={**drawn, **first_screen(world)}).status_code == 303
    again = browser.post(url, data={**drawn, **first_screen(world, country="NE", place="Tessalit")})
    html = again.get_data(as_text=True)
    assert again.status_code == 409
    assert "Tessalit" in html and "Niger" in html
