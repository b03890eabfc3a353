"""One's own account: settings, passphrase, sessions, the mission one works in."""

from typing import Any

from flask import Flask
from sqlalchemy import select

from qip_tracker.adapters import passwords
from qip_tracker.models import Grant, Mission, Person, SignInSession
from tests.factories.world import World
from tests.page_client import PageClient

OLD = "the old well is dry now"
NEW = "a new well gives water"


def with_passphrase(world: World, role: str = "programme_officer") -> None:
    with world.work_as("system") as work:
        person = world.person(work.session, role)
        person.passphrase_hash = passwords.hash_secret(OLD)
        work.record("person.changed_passphrase", person)


def test_name_language_and_time_zone_are_mine_to_set(as_role: Any, world: World) -> None:
    browser: PageClient = as_role("programme_officer")
    wanted = {"display_name": "Awa  Traoré", "language": "fr", "time_zone": "Africa/Bamako"}
    assert browser.submit("/account", wanted).status_code == 303
    page = browser.get("/account").get_data(as_text=True)
    assert '<html lang="fr"' in page and "Awa Traoré" in page
    with world.reading() as session:
        person = world.person(session, "programme_officer")
        assert (person.display_name, person.language, person.time_zone) == (
            "Awa Traoré",
            "fr",
            "Africa/Bamako",
        )


def test_a_stale_page_of_my_account_is_shown_both_versions(as_role: Any) -> None:
    first: PageClient = as_role("programme_officer")
    second: PageClient = as_role("programme_officer")
    stale = {**second.tokens("/account"), "version": "1", "language": "en", "time_zone": "UTC"}
    first.submit("/account", {"display_name": "First", "language": "en", "time_zone": "UTC"})
    answer = second.post("/account", data={**stale, "display_name": "Second"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Name shown to others" in page and "First" in page and "Second" in page


def test_a_time_zone_or_language_nobody_offered_is_refused(as_role: Any) -> None:
    browser: PageClient = as_role("programme_officer")
    answer = browser.submit("/account", {"display_name": "A", "language": "tlh", "time_zone": "Mars/Olympus"})
    assert answer.status_code == 422
    assert answer.get_data(as_text=True).count("Choose one of the answers offered.") >= 2


def test_a_new_passphrase_takes_the_old_one_and_ends_the_other_sessions(as_role: Any, world: World) -> None:
    with_passphrase(world)
    here, elsewhere = as_role("programme_officer"), as_role("programme_officer")
    wrong = here.submit("/account/passphrase", {"old": "not mine at all", "passphrase": NEW, "again": NEW})
    assert wrong.status_code == 422 and "This is not your passphrase." in wrong.get_data(as_text=True)
    assert elsewhere.get("/").status_code == 200
    sent = {"old": OLD, "passphrase": NEW, "again": NEW}
    assert here.submit("/account/passphrase", sent).status_code == 303
    assert here.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 303
    assert here.submit("/account/passphrase", sent).status_code == 303, "the same form a second time"
    weak = here.submit(
        "/account/passphrase", {"old": NEW, "passphrase": "passwordpassword", "again": "passwordpassword"}
    )
    assert weak.status_code == 422
    with world.reading() as session:
        assert passwords.matches(world.person(session, "programme_officer").passphrase_hash, NEW)


def test_guessing_the_old_passphrase_is_throttled(as_role: Any, world: World) -> None:
    with_passphrase(world)
    browser: PageClient = as_role("programme_officer")
    for _ in range(5):
        browser.submit("/account/passphrase", {"old": "not mine at all", "passphrase": NEW, "again": NEW})
    answer = browser.submit("/account/passphrase", {"old": OLD, "passphrase": NEW, "again": NEW})
    assert "Too many tries" in answer.get_data(as_text=True)


def test_the_right_old_passphrase_is_no_guess_whatever_the_new_one(as_role: Any, world: World) -> None:
    with_passphrase(world)
    browser: PageClient = as_role("programme_officer")
    weak = "passwordpassword"
    for _ in range(5):
        answer = browser.submit("/account/passphrase", {"old": OLD, "passphrase": weak, "again": weak})
        assert answer.status_code == 422
    assert (
        browser.submit("/account/passphrase", {"old": OLD, "passphrase": NEW, "again": NEW}).status_code
        == 303
    )


def test_no_fast_hash_of_a_passphrase_is_ever_kept(as_role: Any, world: World) -> None:
    from qip_tracker.models import FormToken

    with_passphrase(world)
    browser: PageClient = as_role("programme_officer")
    browser.submit("/account/passphrase", {"old": OLD, "passphrase": NEW, "again": NEW})
    with world.reading() as session:
        assert session.scalars(select(FormToken)).all() == []


def test_signing_out_everywhere_ends_three_sessions_at_the_next_request(as_role: Any) -> None:
    browsers = [as_role("programme_officer") for _ in range(3)]
    assert [browser.get("/").status_code for browser in browsers] == [200] * 3
    browsers[0].press("/account/sign-out-everywhere", page="/account")
    assert [browser.get("/").status_code for browser in browsers] == [303] * 3


def test_a_person_of_two_missions_chooses_where_to_work(as_role: Any, world: World) -> None:
    with world.work_as("system") as work:
        other = Mission(code="MINUY", name="UN Mission in Yonder", local_currency="XAF")
        work.session.add(other)
        work.session.flush()
        grant = Grant(
            person_id=world.person_id("programme_officer"),
            mission_id=other.id,
            role="auditor",
            granted_at=work.now,
        )
        work.session.add(grant)
        work.record("mission.founded", other)
        other_id = other.id
    browser, untouched = as_role("programme_officer"), as_role("programme_officer")
    assert "UN Mission in Xanadu" in browser.get("/").get_data(as_text=True)
    answer = browser.press("/account/mission", {"mission_id": str(other_id)}, page="/account")
    assert answer.status_code == 303
    assert "UN Mission in Yonder" in browser.get("/").get_data(as_text=True)
    assert "UN Mission in Xanadu" in untouched.get("/").get_data(as_text=True)
    for wrong in ("999", "", "x", "-1", "9" * 40):
        assert browser.press("/account/mission", {"mission_id": wrong}, page="/account").status_code == 404
    auditor: PageClient = as_role("donor")
    assert (
        auditor.press("/account/mission", {"mission_id": str(other_id)}, page="/account").status_code == 404
    )


def test_nobody_without_an_account_gets_in(client: PageClient, world: World) -> None:
    for path in ("/account", "/account/passphrase"):
        assert client.get(path).location.startswith("/sign-in")


def test_forged_sign_ins_and_joins_are_refused(client: PageClient, app: Flask, world: World) -> None:
    """Login CSRF: without the token of this browser nobody is signed in under a name of an attacker's choice."""
    with_passphrase(world)
    sent = {"name": "programme_officer", "passphrase": OLD}
    assert client.post("/sign-in", data=sent).status_code == 400
    attacker: PageClient = app.test_client()  # type: ignore[assignment]
    foreign = attacker.tokens("/sign-in")
    assert client.post("/sign-in", data={**foreign, **sent}).status_code == 400
    assert client.post("/join/x", data={**foreign, **sent}).status_code == 400
    assert client.post("/sign-out", data=foreign).status_code == 400
    with world.reading() as session:
        assert session.scalars(select(SignInSession)).all() == []
        assert session.scalars(select(Person).where(Person.disabled_at.is_not(None))).all() == []
