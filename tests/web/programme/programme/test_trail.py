"""The audit trail as an auditor reads it."""

import re
from typing import Any

import pytest
from sqlalchemy import event, select

from qip_tracker.extensions import db
from qip_tracker.models import AuditEvent
from tests.factories.world import World
from tests.page_client import PageClient
from tests.web.second import second_mission


def text_of(answer: Any) -> str:
    text: str = answer.get_data(as_text=True)
    return text


def rows_of(page: str) -> list[int]:
    """The numbers of the rows on a page."""
    return [int(number) for number in re.findall(r'href="/audit/(\d+)"', page)]


def many_edits(world: World, count: int, role: str = "programme_officer") -> None:
    for number in range(count):
        with world.work_as(role) as work:
            person = world.person(work.session, role)
            person.time_zone = f"Etc/GMT+{number % 9}"
            work.record("person.edited", person)


@pytest.mark.parametrize(
    "role", ["administrator", "programme_manager", "head_of_mission", "partner", "donor"]
)
@pytest.mark.parametrize("path", ["/audit", "/audit/1", "/audit/chain"])
def test_only_auditors_read_the_trail(as_role: Any, role: str, path: str) -> None:
    assert as_role(role).get(path).status_code == 403


def test_a_row_says_who_did_what_to_what_in_words(as_role: Any, world: World) -> None:
    manager: PageClient = as_role("programme_manager")
    manager.submit("/programme/donors/new", {"name": "Kingdom of Nowhere"})
    auditor: PageClient = as_role("auditor")
    page = text_of(auditor.get("/audit"))
    assert "Added a donor" in page and "Programme Manager" in page and "Signed in" in page
    number = rows_of(text_of(auditor.get("/audit?action=donor.added")))[0]
    shown = text_of(auditor.get(f"/audit/{number}"))
    assert "Kingdom of Nowhere" in shown and "donor.added" in shown
    with world.reading() as session:
        row = session.get(AuditEvent, number)
        assert row is not None
        assert row.hash in shown and row.previous_hash in shown


def test_names_of_people_are_not_kept_in_the_trail(as_role: Any, world: World) -> None:
    officer: PageClient = as_role("programme_officer")
    officer.submit("/account", {"display_name": "A New Name", "language": "en", "time_zone": "UTC"})
    auditor: PageClient = as_role("auditor")
    number = rows_of(text_of(auditor.get("/audit?action=person.edited")))[0]
    shown = text_of(auditor.get(f"/audit/{number}"))
    assert "not kept in the trail" in shown
    with world.reading() as session:
        assert all("A New Name" not in change for change in session.scalars(select(AuditEvent.change)))


def test_filters_stand_in_the_address_and_wrong_ones_are_left_out(as_role: Any, world: World) -> None:
    many_edits(world, 3)
    many_edits(world, 2, "donor")
    auditor: PageClient = as_role("auditor")
    person = world.person_id("donor")
    page = text_of(auditor.get(f"/audit?person={person}&action=person.edited"))
    assert len(rows_of(page)) == 2
    assert "Person: Donor" in page and "Action: Changed their account" in page
    assert (
        len(rows_of(text_of(auditor.get("/audit?action=person.edited&from=2026-03-16&to=2026-03-16")))) == 5
    )
    assert rows_of(text_of(auditor.get("/audit?action=person.edited&to=2026-03-15"))) == []
    assert rows_of(text_of(auditor.get("/audit?project=MINUX-NOWHERE"))) == []
    odd = auditor.get(
        "/audit?person=x&action=king&from=yesterday&to=2026-99-99&before=-1&after=zz&project=%00"
    )
    assert odd.status_code == 200
    assert "yesterday is not a date" in text_of(odd)
    assert len(rows_of(text_of(odd))) > 5


def test_days_are_those_of_the_readers_clock(as_role: Any, world: World) -> None:
    """09:30 in UTC on the 16th is still the 15th in Pago Pago (UTC-11)."""
    many_edits(world, 1)
    with world.work_as("system") as work:
        person = world.person(work.session, "auditor")
        person.time_zone = "Pacific/Pago_Pago"
        work.record("person.edited", person, mission_id=world.mission_id)
    auditor: PageClient = as_role("auditor")
    asked = "/audit?action=person.edited&person=" + str(world.person_id("programme_officer"))
    assert len(rows_of(text_of(auditor.get(asked + "&to=2026-03-15")))) == 1
    assert len(rows_of(text_of(auditor.get(asked + "&from=2026-03-16")))) == 0


def test_pages_meet_without_a_gap_or_a_double(as_role: Any, world: World) -> None:
    many_edits(world, 120)
    auditor: PageClient = as_role("auditor")
    url, seen, pages = "/audit?action=person.edited", [], 0
    while url:
        page = text_of(auditor.get(url))
        seen += rows_of(page)
        found = re.search(r'<a href="([^"]*)" rel="next">', page)
        url = found.group(1).replace("&amp;", "&") if found else ""
        pages += 1
    assert pages == 3
    assert len(seen) == len(set(seen)) == 120
    assert seen == sorted(seen, reverse=True)
    back = re.search(r'<a href="([^"]*)" rel="prev">', page)
    assert back is not None
    assert rows_of(text_of(auditor.get(back.group(1).replace("&amp;", "&")))) == seen[50:100]


def test_another_missions_rows_are_not_there(as_role: Any, world: World) -> None:
    second_mission(world)
    with world.reading() as session:
        foreign = session.scalars(
            select(AuditEvent.sequence).where(
                AuditEvent.mission_id.is_not(None), AuditEvent.mission_id != world.mission_id
            )
        ).one()
    auditor: PageClient = as_role("auditor")
    assert foreign not in rows_of(text_of(auditor.get("/audit")))
    assert auditor.get(f"/audit/{foreign}").status_code == 404
    assert auditor.get("/audit/999999").status_code == 404
    assert auditor.get(f"/audit/{2**40}").status_code == 404


def test_the_chain_is_walked_on_a_page_that_only_reads(as_role: Any, world: World) -> None:
    auditor: PageClient = as_role("auditor")
    with world.reading() as session:
        before = session.scalars(select(AuditEvent.sequence).order_by(AuditEvent.sequence.desc())).first()
    page = text_of(auditor.get("/audit/chain"))
    assert "Every row walked is as it was written" in page
    assert f"{before}:" in page
    with world.reading() as session:
        assert (
            session.scalars(select(AuditEvent.sequence).order_by(AuditEvent.sequence.desc())).first()
            == before
        )


def test_the_trail_takes_few_statements(as_role: Any, world: World) -> None:
    many_edits(world, 60)
    auditor: PageClient = as_role("auditor")
    counted: list[str] = []
    with world.app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", lambda *a: counted.append(a[2]))
    auditor.get("/audit")
    assert 0 < len(counted) <= 15, counted
    for role, path in (
        ("programme_manager", "/programme"),
        ("administrator", "/people"),
        ("auditor", "/partners"),
    ):
        browser = as_role(role)
        counted.clear()
        assert browser.get(path).status_code == 200
        assert 0 < len(counted) <= 15, (path, len(counted))
