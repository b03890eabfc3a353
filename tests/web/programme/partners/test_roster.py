"""The roster: found, added, assessed, suspended; and who may."""

from typing import Any

import pytest
from sqlalchemy import select

from qip_tracker.models import AuditEvent, Partner
from tests.factories.world import World
from tests.page_client import PageClient
from tests.web.second import second_mission

NEW = {"name": "Union des femmes de Gao", "type": "cbo", "registration_number": "ML-77", "contact": ""}


def added(as_role: Any, **fields: str) -> str:
    """The address of a partner just added by an officer."""
    answer = as_role("programme_officer").submit("/partners/new", {**NEW, **fields})
    assert answer.status_code == 303, answer.get_data(as_text=True)
    location: str = answer.location
    return location


def text_of(answer: Any) -> str:
    text: str = answer.get_data(as_text=True)
    return text


def test_an_officer_adds_a_candidate_and_changes_who_it_is(as_role: Any, world: World) -> None:
    url = added(as_role)
    officer: PageClient = as_role("programme_officer")
    page = text_of(officer.get(url))
    assert "Union des femmes de Gao" in page and "Candidate" in page and "Not assessed" in page
    assert officer.submit(f"{url}/edit", {**NEW, "contact": "Bureau de Gao"}).status_code == 303
    assert "Bureau de Gao" in text_of(officer.get(url))
    with world.reading() as session:
        actions = session.scalars(select(AuditEvent.action).where(AuditEvent.object_type == "partner"))
        assert list(actions) == ["partner.added", "partner.edited"]


@pytest.mark.parametrize("name", ["Association Eau et Vie", "  association EAU et vie "])
def test_a_name_is_on_the_roster_once(as_role: Any, name: str) -> None:
    officer: PageClient = as_role("programme_officer")
    answer = officer.submit("/partners/new", {**NEW, "name": name})
    assert answer.status_code == 422
    assert "already has a partner with this name" in text_of(answer)
    url = added(as_role)
    answer = officer.submit(f"{url}/edit", {**NEW, "name": name})
    assert answer.status_code == 422
    assert officer.submit(f"{url}/edit", {**NEW, "name": NEW["name"].upper()}).status_code == 303


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": ""}, "Enter the name of the partner."),
        ({"name": "x" * 201}, "At most 200 characters fit here; shorten this by 1."),
        ({"name": "a\x00b"}, "characters that cannot be stored"),
        ({"type": ""}, "Choose the type."),
        ({"type": "circus"}, "Choose one of the answers offered."),
        ({"registration_number": "9" * 81}, "At most 80 characters fit here; shorten this by 1."),
    ],
)
def test_each_mistake_is_named_and_the_text_kept(as_role: Any, changed: dict[str, str], said: str) -> None:
    answer = as_role("programme_officer").submit("/partners/new", {**NEW, "contact": "kept text", **changed})
    assert answer.status_code == 422
    assert said in text_of(answer) and "kept text" in text_of(answer)


def test_the_same_form_twice_is_one_partner(as_role: Any, world: World) -> None:
    officer: PageClient = as_role("programme_officer")
    form = {**officer.tokens("/partners/new"), **NEW}
    first, second = officer.post("/partners/new", data=form), officer.post("/partners/new", data=form)
    assert first.status_code == second.status_code == 303
    assert first.location == second.location
    with world.reading() as session:
        assert len(session.scalars(select(Partner).where(Partner.name == NEW["name"])).all()) == 1


def test_a_stale_edit_shows_both_and_stores_neither(as_role: Any) -> None:
    url = added(as_role)
    officer, other = as_role("programme_officer"), as_role("programme_manager")
    stale = {**officer.tokens(f"{url}/edit"), "version": "1"}
    assert other.submit(f"{url}/edit", {**NEW, "contact": "theirs, saved"}).status_code == 303
    answer = officer.post(f"{url}/edit", data={**stale, **NEW, "contact": "mine, not saved"})
    assert answer.status_code == 409
    page = text_of(answer)
    assert "Contact" in page and "theirs, saved" in page and "mine, not saved" in page
    stale_assessment = {**other.tokens(f"{url}/assess"), "version": "1"}
    wanted = {"assessment": "passed", "assessed_on": "2026-03-01"}
    assert other.post(f"{url}/assess", data={**stale_assessment, **wanted}).status_code == 409


def test_a_manager_assesses_and_a_candidate_that_passes_is_recommended(as_role: Any, world: World) -> None:
    url = added(as_role)
    manager: PageClient = as_role("programme_manager")
    for wanted, said in (
        ({"assessment": "", "assessed_on": "2025-03-01"}, "Say what the assessment found."),
        ({"assessment": "not_assessed", "assessed_on": "2025-03-01"}, "Choose one of the answers offered."),
        ({"assessment": "failed", "assessed_on": "2025-03-01"}, "why the assessment failed"),
        ({"assessment": "passed", "assessed_on": "2125-03-01"}, "This date lies in the future."),
        ({"assessment": "passed", "assessed_on": "yesterday"}, "Enter the date as year-month-day"),
    ):
        answer = manager.submit(f"{url}/assess", wanted)
        assert answer.status_code == 422
        assert said in text_of(answer)
    wanted = {"assessment": "passed", "assessed_on": "2025-03-01", "assessment_note": ""}
    assert manager.submit(f"{url}/assess", wanted).status_code == 303
    page = text_of(manager.get(url))
    assert "Recommended" in page and "1 Mar 2025" in page and "Programme Manager" in page


def test_a_partner_is_suspended_with_a_reason_that_stays_on_its_page(as_role: Any, world: World) -> None:
    manager: PageClient = as_role("programme_manager")
    url = f"/partners/{world.partner_id}"
    bare = manager.submit(f"{url}/standing", {"status": "suspended", "reason": "  "})
    assert bare.status_code == 422 and "Give the reason." in text_of(bare)
    assert (
        manager.submit(f"{url}/standing", {"status": "barred", "reason": "Receipts were forged"}).status_code
        == 303
    )
    page = text_of(manager.get(url))
    assert "Barred" in page and "Receipts were forged" in page


def test_who_may_do_what(as_role: Any, world: World) -> None:
    url = f"/partners/{world.partner_id}"
    seen = {
        role: as_role(role).get(url).status_code
        for role in ("auditor", "head_of_mission", "programme_officer")
    }
    assert set(seen.values()) == {200}
    # Out of sight is the same as absent; in sight but not permitted says so.
    for role in ("partner", "donor", "facilitator", "administrator"):
        assert as_role(role).get(url).status_code == 404
        assert as_role(role).get("/partners").status_code == 403
    officer: PageClient = as_role("programme_officer")
    for path in ("assess", "standing"):
        assert officer.get(f"{url}/{path}").status_code == 403
        assert officer.press(f"{url}/{path}", {"status": "recommended", "reason": "x"}).status_code == 403
    auditor: PageClient = as_role("auditor")
    assert auditor.get("/partners/new").status_code == 403
    assert auditor.get(f"{url}/edit").status_code == 403
    assert "Record an assessment" not in text_of(auditor.get(url))


def test_a_partner_of_another_mission_is_not_there(as_role: Any, world: World) -> None:
    other = second_mission(world)
    manager: PageClient = as_role("programme_manager")
    for path in ("", "/edit", "/assess", "/standing"):
        assert manager.get(f"/partners/{other.partner_id}{path}").status_code == 404
        assert manager.get(f"/partners/99999{path}").status_code == 404
    assert "Foreign partner" not in text_of(manager.get("/partners"))


def test_the_list_is_searched_filtered_sorted_and_counted(as_role: Any) -> None:
    added(as_role)
    added(as_role, name="100% sûr_", type="ministry", registration_number="")
    officer: PageClient = as_role("programme_officer")
    everything = text_of(officer.get("/partners"))
    assert "3 partners" in everything
    for query, names in (
        ("q=femmes", {"Union"}),
        ("q=ml-77", {"Union"}),
        ("q=%25", {"100%"}),
        ("q=_", {"100%"}),
        ("q=nobody", set()),
        ("type=ministry", {"100%"}),
        ("status=recommended", {"Eau et Vie"}),
        ("assessment=not_assessed", {"100%", "Union"}),
        ("status=king&sort=;drop&page=x&type=", {"100%", "Union", "Eau et Vie"}),
        ("page=9999", {"100%", "Union", "Eau et Vie"}),
        ("q=%00", {"100%", "Union", "Eau et Vie"}),
    ):
        page = text_of(officer.get(f"/partners?{query}"))
        listed = page.partition("<main")[2]
        found = {
            name
            for name in ("Union", "100%", "Eau et Vie")
            if f"<bdi>{name}" in listed or f"{name}</bdi>" in listed
        }
        assert found == names, query
    chips = text_of(officer.get("/partners?q=eau&type=national_ngo"))
    assert "Search: eau" in chips and "Type: National NGO" in chips
    backwards = text_of(officer.get("/partners?sort=-name"))
    assert backwards.index("Union des") < backwards.index("Eau et Vie</bdi>") < backwards.index("100% s")
    assert 'aria-sort="descending"' in backwards
