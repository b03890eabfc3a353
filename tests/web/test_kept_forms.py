"""A form sent after the session ended, or from a page of an older one: nothing is saved, and nothing typed is lost."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from qip_tracker.extensions import db
from qip_tracker.models import Partner
from tests.factories.world import World
from tests.page_client import PageClient, hidden_inputs

OURS = {"Sec-Fetch-Site": "same-origin"}
NEW_PARTNER = {"name": "Association des puisatiers de Kidal", "type": "national_ngo"}


def partners_named(app: Flask, name: str) -> int:
    with app.app_context():
        found = db.session.scalar(select(func.count()).select_from(Partner).where(Partner.name == name))
        db.session.remove()
    return found or 0


def sent_without_a_session(browser: PageClient, **headers: str) -> Any:
    """The form of a page that stood open until the cookie was gone."""
    hidden = hidden_inputs(browser.get("/partners/new").get_data(as_text=True))
    browser.delete_cookie("session")
    return browser.post("/partners/new", data={**hidden, **NEW_PARTNER}, headers=headers)


def test_what_was_typed_is_sent_again_after_signing_in(app: Flask, world: World, as_role: Any) -> None:
    browser = as_role("programme_officer")
    answer = sent_without_a_session(browser, **OURS)
    kept = answer.get_data(as_text=True)
    assert answer.status_code == 401 and "You were signed out" in kept and NEW_PARTNER["name"] in kept
    assert partners_named(app, NEW_PARTNER["name"]) == 0
    with browser.session_transaction() as cookie:
        # As signing in does: nothing of the session before is carried over.
        cookie.clear()
    browser.sign_in_as(world, "programme_officer")
    # The page was drawn before this session began: one more press, from a page of the new one.
    for wanted in (400, 303):
        answer = browser.post("/partners/new", data=hidden_inputs(kept), headers=OURS)
        kept = answer.get_data(as_text=True)
        assert answer.status_code == wanted, kept
    assert partners_named(app, NEW_PARTNER["name"]) == 1


def test_the_same_form_sent_twice_from_the_kept_page_is_one_record(
    app: Flask, world: World, as_role: Any
) -> None:
    browser = as_role("programme_officer")
    first = hidden_inputs(browser.get("/partners/new").get_data(as_text=True))
    assert browser.post("/partners/new", data={**first, **NEW_PARTNER}).status_code == 303
    kept = browser.post("/partners/new", data={**first, **NEW_PARTNER, "csrf_token": "old"}, headers=OURS)
    assert kept.status_code == 400
    again = browser.post("/partners/new", data=hidden_inputs(kept.get_data(as_text=True)), headers=OURS)
    assert again.status_code == 303
    assert partners_named(app, NEW_PARTNER["name"]) == 1


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "http://localhost", "Sec-Fetch-Site": "same-site"},
    ],
)
def test_what_another_site_wrote_is_shown_and_never_offered_for_sending(
    app: Flask, as_role: Any, headers: dict[str, str]
) -> None:
    browser = as_role("programme_officer")
    browser.get("/")
    answer = browser.post("/partners/new", data=NEW_PARTNER, headers=headers)
    shown = answer.get_data(as_text=True)
    assert answer.status_code == 400 and NEW_PARTNER["name"] in shown
    assert "Send again" not in shown and 'value="national_ngo"' not in shown


def test_an_older_browser_is_believed_by_its_origin(as_role: Any) -> None:
    answer = sent_without_a_session(as_role("programme_officer"), Origin="http://localhost")
    assert "Send again" in answer.get_data(as_text=True)


def test_a_passphrase_is_never_given_back(as_role: Any) -> None:
    browser = as_role("programme_officer")
    browser.delete_cookie("session")
    typed = {"old_passphrase": "the moon is very far", "passphrase": "a river under the bridge"}
    answer = browser.post("/account/passphrase", data=typed, headers=OURS)
    shown = answer.get_data(as_text=True)
    assert answer.status_code in (303, 400)
    assert "moon" not in shown and "river" not in shown


def test_a_button_leads_to_the_sign_in(world: World, as_role: Any) -> None:
    """Nothing was typed: there is nothing to keep."""
    browser = as_role("programme_officer")
    tokens = browser.tokens()
    with browser.session_transaction() as cookie:
        cookie.pop("_user_id")
    answer = browser.post("/account/sign-out-everywhere", data=tokens, headers=OURS)
    assert answer.status_code == 303 and answer.location.startswith("/sign-in")


def test_the_words_are_in_the_readers_language(as_role: Any) -> None:
    browser = as_role("programme_officer")
    browser.get("/language/fr")
    browser.get("/")
    answer = browser.post("/partners/new", data=NEW_PARTNER, headers=OURS)
    assert answer.status_code == 400 and 'lang="fr"' in answer.get_data(as_text=True)
