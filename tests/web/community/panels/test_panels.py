"""Forming a panel and its cards: shown once, to print, and naming nobody."""

import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from qip_tracker.adapters import clock, passwords
from qip_tracker.models import AuditEvent, MemberCard, Panel
from tests.factories.panels import a_panel, a_project
from tests.factories.world import World
from tests.page_client import PageClient

FIELDS = {
    "name": "Panel of Aguelhok",
    "formed_on": "2026-01-10",
    "chosen_how": "A meeting of all quarters.",
    "women": "4",
    "men": "4",
    "card_language": "en",
}
SECRET = re.compile(r"\b\d{4} \d{4} \d{4}\b")


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


def form_page(project_id: int) -> str:
    return f"/projects/{project_id}/community/panels/new"


def test_cards_are_shown_once_and_open_the_questions(today: World, browser_of: Any) -> None:
    project_id = a_project(today)
    browser = browser_of("facilitator")
    shown = browser.submit(form_page(project_id), FIELDS)
    html = shown.get_data(as_text=True)
    assert shown.status_code == 200
    assert shown.headers["Cache-Control"] == "no-store"
    secrets = SECRET.findall(html)
    assert len(set(secrets)) == 8
    with today.reading() as session:
        cards = session.scalars(select(MemberCard).order_by(MemberCard.number)).all()
        code = session.scalars(select(Panel.code)).one()
    assert [card.number for card in cards] == list(range(1, 9))
    assert html.count(f">{code}<") == 8
    hashes = [card.secret_hash for card in cards]
    plain = [secret.replace(" ", "") for secret in secrets]
    assert all(any(passwords.matches(stored, secret) for secret in plain) for stored in hashes)
    later = browser.get(f"/projects/{project_id}/community/panels/1").get_data(as_text=True)
    assert not SECRET.search(later)


def test_a_resent_form_makes_one_panel_and_shows_no_secret_again(today: World, browser_of: Any) -> None:
    project_id = a_project(today)
    browser = browser_of("facilitator")
    sent = {**browser.tokens(form_page(project_id)), **FIELDS}
    assert SECRET.search(browser.post(form_page(project_id), data=sent).get_data(as_text=True))
    again = browser.post(form_page(project_id), data=sent)
    assert (again.status_code, again.location) == (303, f"/projects/{project_id}/community/panels/1")
    with today.reading() as session:
        assert len(session.scalars(select(Panel.id)).all()) == 1


def test_a_card_says_nothing_about_its_member_or_what_it_is_for(today: World, browser_of: Any) -> None:
    html = browser_of("facilitator").submit(form_page(a_project(today)), FIELDS).get_data(as_text=True)
    cards = re.findall(r"<figure.*?</figure>", html, re.DOTALL)
    assert len(cards) == 8
    for card in cards:
        said = re.sub(r"<[^>]+>", " ", card).lower()
        for word in ("women", "men ", "aguelhok", "qip", "mission", "water", "un "):
            assert word not in said
    assert html.index("<h2") < html.index("<figure")


@pytest.mark.parametrize(("language", "direction", "word"), [("fr", "ltr", "Pliez"), ("ar", "rtl", "اطوِ")])
def test_cards_speak_the_language_of_those_who_hold_them(
    today: World, browser_of: Any, language: str, direction: str, word: str
) -> None:
    """The facilitator reads English; no card does."""
    fields = {**FIELDS, "card_language": language}
    html = browser_of("facilitator").submit(form_page(a_project(today)), fields).get_data(as_text=True)
    assert '<html lang="en"' in html
    for card in re.findall(r"<figure.*?</figure>", html, re.DOTALL):
        assert f'lang="{language}" dir="{direction}"' in card and word in card
        assert "Card number" not in card and "telephone" not in card


def test_which_card_sits_for_which_group_is_the_facilitators_to_know(today: World, browser_of: Any) -> None:
    """A card may be found in somebody's pocket: its number must not lead anybody else to a group."""
    panel = a_panel(today, a_project(today))
    page = f"/projects/{panel.project_id}/community/panels/{panel.id}"

    def groups_in_the_list_of_cards(role: str) -> int:
        html = browser_of(role).get(page).get_data(as_text=True)
        return html[html.index("A lost card gets") :].count(">Women<")

    assert groups_in_the_list_of_cards("facilitator") == 6
    for role in ("programme_officer", "programme_manager", "auditor"):
        assert groups_in_the_list_of_cards(role) == 0


def test_the_code_holds_the_panel_only(today: World, browser_of: Any) -> None:
    """An address is kept by servers and by telephones: neither number nor secret may stand in it."""
    from qip_tracker.reports.charts.qr import qr_code

    html = browser_of("facilitator").submit(form_page(a_project(today)), FIELDS).get_data(as_text=True)
    with today.reading() as session:
        code = session.scalars(select(Panel.code)).one()
    assert qr_code(f"http://localhost/b?panel={code}").path in html


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"women": "", "men": ""}, "how many members"),
        ({"women": "0", "men": "0"}, "how many members"),
        ({"women": "50", "men": "20"}, "at most 60"),
        ({"women": "four"}, "Women"),
        ({"name": ""}, "Give the panel a name"),
        ({"chosen_how": ""}, "how the members were chosen"),
        ({"formed_on": "2199-01-01"}, "future"),
    ],
)
def test_what_is_wrong_is_said_beside_it_and_nothing_is_stored(
    today: World, browser_of: Any, change: dict[str, str], words: str
) -> None:
    answer = browser_of("facilitator").submit(form_page(a_project(today)), {**FIELDS, **change})
    assert answer.status_code == 422
    assert words in answer.get_data(as_text=True)
    with today.reading() as session:
        assert session.scalars(select(Panel.id)).all() == []


def test_two_panels_of_one_name_are_refused(today: World, browser_of: Any) -> None:
    project_id = a_project(today)
    browser = browser_of("facilitator")
    browser.submit(form_page(project_id), FIELDS)
    answer = browser.submit(form_page(project_id), FIELDS)
    assert answer.status_code == 422
    assert "already a panel with this name" in answer.get_data(as_text=True)


@pytest.mark.parametrize("role", ["programme_officer", "programme_manager", "auditor"])
def test_nobody_else_forms_panels_or_touches_cards(today: World, browser_of: Any, role: str) -> None:
    project_id = a_project(today)
    panel = a_panel(today, project_id)
    browser = browser_of(role)
    assert browser.get(form_page(project_id)).status_code == 403
    page = f"/projects/{project_id}/community/panels/{panel.id}"
    html = browser.get(page).get_data(as_text=True)
    assert "Withdraw" not in html and "New secret" not in html
    for verb in ("reissue", "withdraw"):
        assert browser.press(f"{page}/cards/1/{verb}").status_code == 403


def test_a_lost_card_gets_another_secret_and_a_withdrawn_one_none(today: World, browser_of: Any) -> None:
    project_id = a_project(today)
    panel = a_panel(today, project_id)
    page = f"/projects/{project_id}/community/panels/{panel.id}"
    browser = browser_of("facilitator")
    shown = browser.press(f"{page}/cards/3/reissue", page=page)
    secret = SECRET.findall(shown.get_data(as_text=True))
    assert shown.status_code == 200 and len(secret) == 1
    with today.reading() as session:
        card = session.get_one(MemberCard, panel.cards[3])
        assert passwords.matches(card.secret_hash, secret[0].replace(" ", ""))
    assert browser.press(f"{page}/cards/3/withdraw", page=page).location == page
    assert "withdrawn on" in browser.get(page).get_data(as_text=True)
    assert browser.press(f"{page}/cards/3/reissue", page=page).status_code == 422
    assert browser.press(f"{page}/cards/99/reissue", page=page).status_code == 404
    with today.reading() as session:
        trail = " ".join(session.scalars(select(AuditEvent.change)))
    assert "argon2" not in trail and secret[0].replace(" ", "") not in trail


def test_the_community_tab_says_what_comes_next(today: World, browser_of: Any) -> None:
    project_id = a_project(today)
    page = f"/projects/{project_id}/community"
    facilitator, officer = browser_of("facilitator"), browser_of("programme_officer")
    assert "Form a panel" in facilitator.get(page).get_data(as_text=True)
    assert "Form a panel" not in officer.get(page).get_data(as_text=True)
    a_panel(today, project_id, {"women": 2, "men": 7})
    html = officer.get(page).get_data(as_text=True)
    assert "At least 7 members" in html and "Women are 22% of its members." in html
    assert "Open a round" in facilitator.get(page).get_data(as_text=True)
