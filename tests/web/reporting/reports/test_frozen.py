"""What was frozen stays what it was: old versions are shown, no change makes no report, altered facts are refused."""

import json
import re
from datetime import timedelta
from typing import Any

import pypdfium2
import pytest
from flask import Flask
from sqlalchemy import delete, func, select, update

from qip_tracker.domain.reporting.snapshots import hash_of
from qip_tracker.extensions import db
from qip_tracker.models import AuditEvent, ReportSnapshot
from qip_tracker.reports.frozen import freeze
from qip_tracker.services.reporting import reports
from tests.factories.fieldwork import record_visit
from tests.factories.running import a_running_project
from tests.factories.world import World
from tests.reports import frozen

ALTERED = "its stored facts are no longer those that were frozen"


def verify(app: Flask) -> Any:
    return app.test_cli_runner().invoke(args=["qip", "audit", "verify"])


def a_report(world: World) -> tuple[int, str]:
    """A report as its number and its address."""
    project_id = a_running_project(world)
    made = world.do("programme_officer", lambda work: freeze(work, project_id, "donor_report"))
    return made.snapshot.id, f"/projects/{project_id}/reports/{made.snapshot.id}"


def tamper(app: Flask, report_id: int, **columns: object) -> None:
    """Change columns of a report as somebody with the database would."""
    with app.app_context():
        db.session.remove()
        with db.engine.begin() as connection:
            connection.execute(update(ReportSnapshot).where(ReportSnapshot.id == report_id).values(**columns))


def row_of(world: World, report_id: int) -> ReportSnapshot:
    with world.reading() as session:
        return session.get_one(ReportSnapshot, report_id)


@pytest.mark.parametrize("kind", ["donor_report", "pbf_progress"])
def test_a_report_of_the_first_version_is_shown_printed_and_known(  # type: ignore[no-untyped-def]
    app: Flask, world: World, as_role, client, kind: str
) -> None:
    project_id = a_running_project(world)
    # The photos of the kept report are not in any store.
    facts = {**json.loads(frozen.stored(kind, 1)), "photos": []}
    command = reports.FreezeReport(project_id, kind, 1, json.dumps(facts))
    made = world.do("programme_officer", lambda work: reports.freeze(work, command)).snapshot
    digest = made.sha256
    assert digest == hash_of(json.dumps(facts))
    browser, address = as_role("programme_officer"), f"/projects/{project_id}/reports/{made.id}"
    assert digest in browser.get(address).text
    document = pypdfium2.PdfDocument(browser.get(f"{address}.pdf?language=en").get_data())
    printed = "".join("".join(page.get_textpage().get_text_range() for page in document).split())
    assert digest in printed
    assert "Yes. This report was made here." in client.get(f"/verify/{digest[:12]}").text
    assert "1 frozen reports, all as they were frozen." in verify(app).output


def test_freezing_again_without_a_change_says_so_and_makes_no_second_report(as_role, world: World) -> None:  # type: ignore[no-untyped-def]
    project_id = a_running_project(world)
    page = f"/projects/{project_id}/reports"
    first = as_role("programme_officer").press(f"{page}/donor_report", page=page)
    colleague = as_role("programme_manager")
    second = colleague.press(f"{page}/donor_report", page=page)
    assert (second.status_code, second.location) == (303, first.location)
    words = "Nothing has changed since this report was frozen, so no second one was made."
    assert words in colleague.get(second.location).text
    with world.reading() as session:
        assert session.scalar(select(func.count()).select_from(ReportSnapshot)) == 1
        frozen_rows = select(func.count()).where(AuditEvent.action == "report.frozen")
        assert session.scalar(frozen_rows) == 1


def test_a_change_makes_a_new_report(world: World) -> None:
    project_id = a_running_project(world)

    def frozen_now() -> reports.Frozen:
        return world.do("programme_officer", lambda work: freeze(work, project_id, "donor_report"))

    first = frozen_now()
    assert first.is_new and not frozen_now().is_new
    record_visit(world, project_id)
    second = frozen_now()
    assert second.is_new and second.snapshot.sha256 != first.snapshot.sha256


def test_altered_facts_are_refused_everywhere(app: Flask, world: World, as_role, client) -> None:  # type: ignore[no-untyped-def]
    report_id, address = a_report(world)
    assert verify(app).exit_code == 0
    facts = row_of(world, report_id).facts_json
    tamper(app, report_id, facts_json=facts.replace('"state":"active"', '"state":"closed"'))
    officer = as_role("programme_officer")
    for path in (address, f"{address}.pdf?language=en", f"{address}/photos/{'0' * 64}"):
        answer = officer.get(path)
        assert answer.status_code == 409, path
        assert ALTERED in answer.text
        assert answer.mimetype == "text/html"
    shown = client.get(f"/verify/{row_of(world, report_id).sha256[:12]}").text
    assert "no longer what was frozen" in shown and "Yes. This report was made here." not in shown
    manager = as_role("programme_manager")
    refused = manager.press(f"{address}/release", page="/")
    assert refused.status_code == 422 and ALTERED in refused.text
    answer = verify(app)
    assert answer.exit_code == 1
    assert re.search(
        rf"report {report_id} \(donor_report of [\w/-]+\): its facts are not those that were frozen",
        answer.output,
    )


def test_what_stands_beside_the_facts_is_held_against_the_trail(app: Flask, world: World) -> None:
    report_id, _address = a_report(world)
    kept = row_of(world, report_id)
    other = kept.facts_json.replace('"state":"active"', '"state":"closed"')
    for columns, what in (
        ({"facts_json": other, "sha256": hash_of(other)}, "its hash is not the one in the audit trail"),
        ({"kind": "pbf_progress"}, "its hash is not the one in the audit trail"),
        ({"audit_hash": "0" * 64}, "its link of the audit trail is not in the chain"),
        ({"audit_sequence": kept.audit_sequence - 1}, "its link of the audit trail is not in the chain"),
        ({"frozen_at": kept.frozen_at + timedelta(days=1)}, "its moment of freezing is not the one"),
    ):
        tamper(app, report_id, **columns)
        answer = verify(app)
        assert answer.exit_code == 1
        assert f"report {report_id} (" in answer.output and what in answer.output
        tamper(app, report_id, **{name: getattr(kept, name) for name in columns})
        assert verify(app).exit_code == 0


def test_a_report_that_is_gone_is_missed(app: Flask, world: World) -> None:
    report_id, _address = a_report(world)
    with app.app_context():
        db.session.remove()
        with db.engine.begin() as connection:
            connection.execute(delete(ReportSnapshot))
    answer = verify(app)
    assert answer.exit_code == 1
    assert f"report {report_id} (report of a project): it is no longer there" in answer.output
