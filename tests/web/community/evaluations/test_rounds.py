"""Rounds on the mission's pages: nothing before closing, for nobody; afterwards a sentence, a picture, a table."""

import re
from typing import Any

import pytest
from flask import Flask

from qip_tracker.adapters import clock
from qip_tracker.domain.people.roles import Role
from tests.factories.panels import (
    PanelMade,
    a_closed_round,
    a_panel,
    a_project,
    an_open_round,
    cast,
    close,
    give_secret,
    some_answers,
)
from tests.factories.world import World
from tests.page_client import PageClient
from tests.statements import statements_of

VARIES = re.compile(r'name="(?:csrf_token|form_token)" value="[^"]*"')


@pytest.fixture
def today(app: Flask) -> World:
    """A world whose day is the day the pages see."""
    return World(app, clock.now())


@pytest.fixture
def browser_of(app: Flask, today: World) -> Any:
    """A signed-in browser of a role."""
    app.test_client_class = PageClient

    def sign_in(role: str) -> PageClient:
        browser: PageClient = app.test_client()  # type: ignore[assignment]
        browser.sign_in_as(today, role)
        return browser

    return sign_in


def pages_of(project_id: int, panel: PanelMade, round_id: int) -> list[str]:
    return [
        f"/projects/{project_id}",
        f"/projects/{project_id}/community",
        f"/projects/{project_id}/community/panels/{panel.id}",
        f"/projects/{project_id}/community/panels/{panel.id}/rounds/new",
        f"/projects/{project_id}/rounds/{round_id}",
        f"/projects/{project_id}/rounds/{round_id}/heard",
        f"/projects/{project_id}/reports",
        "/projects",
        "/dashboard",
        "/programme/audit",
        "/",
    ]


@pytest.mark.parametrize("role", Role)
def test_no_page_of_no_role_tells_whether_anybody_has_voted(today: World, browser_of: Any, role: str) -> None:
    """Every page is byte for byte the same before and after five people voted."""
    project_id = a_project(today)
    panel = a_panel(today, project_id)
    round_id = an_open_round(today, panel)
    browser = browser_of(role)

    def seen() -> dict[str, tuple[int, str]]:
        answers = {url: browser.get(url) for url in pages_of(project_id, panel, round_id)}
        return {url: (a.status_code, VARIES.sub("", a.get_data(as_text=True))) for url, a in answers.items()}

    before = seen()
    for number in range(1, 6):
        cast(today, panel, round_id, number, some_answers(number), f"words {number}")
    assert seen() == before


def test_closing_early_says_the_same_whoever_came(today: World, browser_of: Any) -> None:
    project_id = a_project(today)
    panel = a_panel(today, project_id)
    round_id = an_open_round(today, panel)
    browser = browser_of("facilitator")
    page = f"/projects/{project_id}/rounds/{round_id}"
    said = set()
    for number in range(1, 13):
        answer = browser.press(f"{page}/close", page=page)
        assert answer.status_code == 422
        said.add(VARIES.sub("", answer.get_data(as_text=True)))
        cast(today, panel, round_id, number, some_answers(number))
    assert len(said) == 1
    assert browser.press(f"{page}/close", page=page).location == page
    assert "the ballots" not in browser.get(page).get_data(as_text=True).lower().replace("of all ballots", "")


@pytest.mark.parametrize(
    ("role", "status"),
    [("programme_officer", 403), ("programme_manager", 403), ("auditor", 403), ("head_of_mission", 403),
     ("administrator", 404), ("partner", 404), ("donor", 404)],
)  # fmt: skip
def test_only_the_facilitator_closes_and_reads_comments(
    today: World, browser_of: Any, role: str, status: int
) -> None:
    project_id = a_project(today)
    round_id = a_closed_round(today, project_id)
    browser = browser_of(role)
    page = f"/projects/{project_id}/rounds/{round_id}"
    assert browser.get(f"{page}/heard").status_code == status
    assert browser.press(f"{page}/close").status_code == status


def test_partners_and_donors_see_no_results(today: World, browser_of: Any) -> None:
    project_id = a_project(today)
    round_id = a_closed_round(today, project_id)
    for role in ("partner", "donor"):
        browser = browser_of(role)
        assert browser.get(f"/projects/{project_id}/rounds/{round_id}").status_code == 404
        assert browser.get(f"/projects/{project_id}/community").status_code == 403


def test_a_round_of_another_project_is_not_there(today: World, browser_of: Any) -> None:
    one, other = a_project(today), a_project(today)
    round_id = a_closed_round(today, one)
    browser = browser_of("programme_officer")
    assert browser.get(f"/projects/{other}/rounds/{round_id}").status_code == 404
    assert browser.get(f"/projects/{one}/rounds/{round_id}").status_code == 200


def test_a_closed_round_tells_sentence_picture_table_and_why_not(today: World, browser_of: Any) -> None:
    project_id = a_project(today)
    round_id = a_closed_round(today, project_id)
    html = (
        browser_of("programme_officer")
        .get(f"/projects/{project_id}/rounds/{round_id}")
        .get_data(as_text=True)
    )
    assert html.index('class="sentence"') < html.index('<svg class="picture"') < html.index("<caption")
    assert "12 of 12 members" in html
    assert "a group might have been of one mind" in html or "People by group" in html
    assert "yes" in html


def test_cards_that_got_a_new_secret_while_the_round_was_open_are_counted(
    today: World, browser_of: Any
) -> None:
    """With a new secret the facilitator could answer in a member's name: how often that was possible is said."""
    project_id = a_project(today)
    panel = a_panel(today, project_id)
    round_id = an_open_round(today, panel)
    for number in (3, 3, 7):
        give_secret(today, panel, number)
    for number in panel.cards:
        cast(today, panel, round_id, number, some_answers(number))
    page = f"/projects/{project_id}/rounds/{round_id}"
    officer = browser_of("programme_officer")
    assert "new secret" not in officer.get(page).get_data(as_text=True)
    close(today, project_id, round_id)
    html = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", officer.get(page).get_data(as_text=True)))
    assert "Cards given a new secret meanwhile 2 of 12" in html


def test_four_ballots_show_nothing_but_why(today: World, browser_of: Any) -> None:
    project_id = a_project(today)
    round_id = a_closed_round(today, project_id, answers=[some_answers(n) for n in range(4)])
    html = (
        browser_of("head_of_mission").get(f"/projects/{project_id}/rounds/{round_id}").get_data(as_text=True)
    )
    assert "too few answered" in html
    assert 'class="picture-face' not in html
    assert "fewer than 5 of 12" in html


def test_after_completion_the_way_from_the_baseline_is_drawn(today: World, browser_of: Any) -> None:
    project_id = a_project(today)
    a_closed_round(today, project_id, "baseline")
    round_id = a_closed_round(today, project_id, "completion")
    html = (
        browser_of("programme_manager")
        .get(f"/projects/{project_id}/rounds/{round_id}")
        .get_data(as_text=True)
    )
    assert "Since the baseline" in html


def test_the_facilitator_writes_and_releases_what_was_heard(today: World, browser_of: Any) -> None:
    project_id = a_project(today)
    round_id = a_closed_round(today, project_id, comments={2: "A <b>lamp</b> at the pump"})
    page = f"/projects/{project_id}/rounds/{round_id}"
    browser = browser_of("facilitator")
    html = browser.get(f"{page}/heard").get_data(as_text=True)
    assert "A &lt;b&gt;lamp&lt;/b&gt; at the pump" in html
    assert browser.submit(f"{page}/heard", {"text": ""}).status_code == 422
    draft = browser.submit(f"{page}/heard", {"text": "A lamp was asked for.", "draft": "1"})
    assert draft.location == f"{page}/heard"
    officer = browser_of("programme_officer")
    assert "A lamp was asked for." not in officer.get(page).get_data(as_text=True)
    assert browser.submit(f"{page}/heard", {"text": "A lamp was asked for."}).location == page
    assert "A lamp was asked for." in officer.get(page).get_data(as_text=True)


def test_a_stale_draft_is_a_conflict_with_both_texts(today: World, browser_of: Any) -> None:
    project_id = a_project(today)
    round_id = a_closed_round(today, project_id)
    page = f"/projects/{project_id}/rounds/{round_id}/heard"
    browser = browser_of("facilitator")
    browser.submit(page, {"text": "First.", "draft": "1"})
    answer = browser.submit(page, {"text": "Mine.", "draft": "1", "version": "1"})
    assert answer.status_code == 409
    assert "Mine." in answer.get_data(as_text=True)


def test_opening_a_round_on_its_page(today: World, browser_of: Any) -> None:
    project_id = a_project(today)
    panel = a_panel(today, project_id)
    page = f"/projects/{project_id}/community/panels/{panel.id}/rounds/new"
    browser = browser_of("facilitator")
    shown = browser.get(page).get_data(as_text=True)
    assert "Before the works" in shown and "Six months after" not in shown
    assert browser.submit(page, {}).status_code == 422
    late = browser.submit(page, {"stage": "baseline", "closes_on": "2020-01-01"})
    assert late.status_code == 422 and "at most 92 days" in late.get_data(as_text=True)
    day = today.now.date().isoformat()
    opened = browser.submit(page, {"stage": "baseline", "closes_on": day})
    assert opened.status_code == 303
    html = browser.get(opened.location).get_data(as_text=True)
    assert "The round is open until" in html


def test_pages_ask_the_database_a_bounded_number_of_times(today: World, browser_of: Any) -> None:
    project_id = a_project(today)
    a_closed_round(today, project_id, "baseline")
    round_id = a_closed_round(today, project_id, "completion")
    browser = browser_of("facilitator")
    for url in (f"/projects/{project_id}/community", f"/projects/{project_id}/rounds/{round_id}"):
        with statements_of(today.app) as sent:
            assert browser.get(url).status_code == 200
        assert len(sent) <= 15, f"{url}: {len(sent)}"
