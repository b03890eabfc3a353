"""A report is frozen once, reads the same on screen and on paper, and any printed hash can be checked by anybody."""

import hashlib
import re

import pytest
from sqlalchemy import select

from qip_tracker.models import Project, ReportSnapshot
from tests.factories.running import a_running_project
from tests.factories.world import World


def _freeze(as_role, project_id: int, kind: str = "donor_report"):  # type: ignore[no-untyped-def]
    browser = as_role("programme_officer")
    page = f"/projects/{project_id}/reports"
    answer = browser.press(f"{page}/{kind}", page=page)
    return browser, answer


def _snapshot(world: World) -> ReportSnapshot:
    with world.reading() as session:
        return session.scalars(select(ReportSnapshot)).one()


def test_a_report_is_frozen_shown_and_printed_from_the_same_facts(as_role, world: World) -> None:  # type: ignore[no-untyped-def]
    project_id = a_running_project(world)
    browser, answer = _freeze(as_role, project_id)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    snapshot = _snapshot(world)
    assert hashlib.sha256(snapshot.facts_json.encode()).hexdigest() == snapshot.sha256
    shown = browser.get(answer.location).get_data(as_text=True)
    assert snapshot.sha256 in shown
    pdf = browser.get(f"{answer.location}.pdf?language=en")
    assert pdf.mimetype == "application/pdf"
    content = pdf.get_data()
    assert content == browser.get(f"{answer.location}.pdf?language=en").get_data()
    import pypdfium2

    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))
    assert snapshot.sha256[:12] in text
    paid = re.search(r"USD [\d,]+\.\d\d", shown)
    assert paid
    assert paid.group(0) in text.replace("\r\n", " ").replace("\n", " ")


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_pages_and_the_pdf_speak_three_languages(as_role, world: World, language: str) -> None:  # type: ignore[no-untyped-def]
    browser, answer = _freeze(as_role, a_running_project(world))
    browser.get(f"/language/{language}")
    assert f'lang="{language}"' in browser.get(answer.location).get_data(as_text=True)
    assert browser.get(f"{answer.location}.pdf").get_data().startswith(b"%PDF")
    assert browser.get(f"{answer.location}.pdf?language=xx").status_code == 404


def test_anybody_can_check_a_printed_hash_but_nobody_can_guess_one(as_role, world: World, client) -> None:  # type: ignore[no-untyped-def]
    _freeze(as_role, a_running_project(world))
    snapshot = _snapshot(world)
    for printed in (snapshot.sha256[:12], snapshot.sha256, snapshot.sha256[:12].upper()):
        assert "Yes. This report was made here." in client.get("/verify", query_string={"hash": printed}).text
        assert "Yes. This report was made here." in client.get(f"/verify/{printed}").text
    for wrong in (snapshot.sha256[:11], "0" * 12, "%", "zzzzzzzzzzzz", "a" * 65):
        assert "Yes. This report" not in client.get("/verify", query_string={"hash": wrong}).text
    assert client.get("/verify").status_code == 200


def test_the_donor_reads_a_report_only_after_its_release(as_role, world: World) -> None:  # type: ignore[no-untyped-def]
    project_id = a_running_project(world)
    _browser, answer = _freeze(as_role, project_id)
    donor = as_role("donor")
    assert donor.get(answer.location).status_code == 404
    assert donor.get(f"{answer.location}.pdf").status_code == 404
    manager = as_role("programme_manager")
    assert manager.press(f"{answer.location}/release", page=answer.location).status_code == 303
    assert donor.get(answer.location).status_code == 200
    assert donor.get(f"{answer.location}.pdf").status_code == 200
    assert as_role("partner").get(answer.location).status_code == 404


def test_the_peacebuilding_fund_report_is_only_for_what_the_fund_pays(as_role, world: World) -> None:  # type: ignore[no-untyped-def]
    project_id = a_running_project(world)
    _browser, refused = _freeze(as_role, project_id, "pbf_progress")
    assert refused.status_code == 422

    def pay_by_pbf(work):  # type: ignore[no-untyped-def]
        project = work.session.get_one(Project, project_id)
        project.fund_id, project.donor_id = world.pbf_fund_id, world.pbf_donor_id
        work.record("project.fund_changed", project)

    world.do("system", pay_by_pbf)
    browser, answer = _freeze(as_role, project_id, "pbf_progress")
    assert answer.status_code == 303
    assert "00123456" in browser.get(answer.location).text
    assert browser.get(f"{answer.location}.pdf").get_data().startswith(b"%PDF")


def test_an_unknown_kind_and_a_foreign_photo_are_not_there(as_role, world: World) -> None:  # type: ignore[no-untyped-def]
    project_id = a_running_project(world)
    browser, answer = _freeze(as_role, project_id)
    page = f"/projects/{project_id}/reports"
    assert browser.press(f"{page}/budget_of_dreams", page=page).status_code == 404
    assert browser.get(f"{answer.location}/photos/{'0' * 64}").status_code == 404
