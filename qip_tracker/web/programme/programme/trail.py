"""The audit trail as an auditor reads it, and the proof that nobody changed it."""

from dataclasses import replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from flask import abort, request, url_for
from werkzeug.wrappers import Response

from qip_tracker.domain.kernel.parsing import ParseError, parse_date
from qip_tracker.domain.programme.permissions import ProgrammePermission
from qip_tracker.extensions import db
from qip_tracker.i18n import _, formats
from qip_tracker.i18n.labels import KINDS
from qip_tracker.queries.kernel import audit as queries
from qip_tracker.queries.kernel.audit import TrailFilter
from qip_tracker.services.kernel.audit import verify
from qip_tracker.web.programme.programme.presenters import (
    action_in_words,
    changed_columns,
    object_in_words,
    rows_in_words,
)
from qip_tracker.web.programme.programme.routes import blueprint, mission_id
from qip_tracker.weblib.guard import access
from qip_tracker.weblib.pages.frame import page
from qip_tracker.weblib.request.session_user import current_actor

# What a page can walk while somebody waits; the command line walks everything.
WALKED_ON_A_PAGE = 20_000


def _number(name: str) -> int | None:
    text = request.args.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _day(name: str, unread: list[str]) -> date | None:
    text = request.args.get(name, "").strip()
    if not text:
        return None
    try:
        return parse_date(text)
    except ParseError:
        unread.append(text[:40])
        return None


def _wanted(unread: list[str]) -> TrailFilter:
    action = request.args.get("action", "")
    reference = "".join(c for c in request.args.get("project", "")[:60] if c.isprintable()).strip().upper()
    return TrailFilter(
        person_id=_number("person"),
        action=action if action in KINDS["audit_action"] else None,
        reference=reference or None,
        since=_day("from", unread),
        until=_day("to", unread),
        zone=ZoneInfo(current_actor().time_zone),
    )


def _address(wanted: TrailFilter, **more: Any) -> str:
    asked: dict[str, Any] = {
        "person": wanted.person_id,
        "action": wanted.action,
        "project": wanted.reference,
        "from": wanted.since,
        "to": wanted.until,
        **more,
    }
    return url_for("programme.audit", **asked)


def _chips(wanted: TrailFilter, people: list[tuple[int, str]]) -> list[tuple[str, str]]:
    chips = []
    if wanted.person_id is not None:
        name = dict(people).get(wanted.person_id, str(wanted.person_id))
        chips.append((_("Person: %(name)s", name=name), _address(replace(wanted, person_id=None))))
    if wanted.action:
        words = action_in_words(wanted.action)
        chips.append((_("Action: %(action)s", action=words), _address(replace(wanted, action=None))))
    if wanted.reference:
        words = _("Project: %(reference)s", reference=wanted.reference)
        chips.append((words, _address(replace(wanted, reference=None))))
    if wanted.since:
        words = _("From %(day)s", day=formats.date(wanted.since))
        chips.append((words, _address(replace(wanted, since=None))))
    if wanted.until:
        words = _("To %(day)s", day=formats.date(wanted.until))
        chips.append((words, _address(replace(wanted, until=None))))
    return chips


@blueprint.get("/audit")
@access(ProgrammePermission.AUDIT_VIEW, "mission")
def audit() -> Response:
    """Who did what, newest first."""
    unread: list[str] = []
    wanted = _wanted(unread)
    session = db.session()
    trail = queries.page_of(
        session, mission_id(), wanted, older_than=_number("before"), newer_than=_number("after")
    )
    people = queries.people_of_trail(session, mission_id())
    sequence, head = queries.head_of_chain(session)
    return page(
        "programme/programme/audit.html",
        events=trail.events,
        older=_address(wanted, before=trail.older_than) if trail.older_than else None,
        newer=_address(wanted, after=trail.newer_than) if trail.newer_than else None,
        people=people,
        actions=[(code, str(words)) for code, words in sorted(KINDS["audit_action"].items())],
        wanted=wanted,
        unread=unread,
        chips=_chips(wanted, people),
        action_in_words=action_in_words,
        object_in_words=object_in_words,
        head=f"{sequence}:{head}",
    )


@blueprint.get("/audit/<int:sequence>")
@access(ProgrammePermission.AUDIT_VIEW, "mission")
def audit_event(sequence: int) -> Response:
    """One row: what it changed, and its place in the chain."""
    event = queries.event_of(db.session(), mission_id(), sequence)
    if event is None:
        abort(404)
    return page(
        "programme/programme/audit_event.html",
        event=event,
        action=action_in_words(event.action),
        object_words=object_in_words(event.object_type),
        rows=[
            {
                "what": row.get("what"),
                "table": object_in_words(str(row.get("table"))),
                "id": row.get("id"),
                "lines": changed_columns(row),
            }
            for row in event.rows
        ],
        breadcrumbs=[(_("Audit trail"), url_for("programme.audit"))],
    )


@blueprint.get("/audit/chain")
@access(ProgrammePermission.AUDIT_VIEW, "mission")
def verify_chain() -> Response:
    """Walk the end of the chain now; it reads only."""
    result = verify(db.session(), last=WALKED_ON_A_PAGE)
    return page(
        "programme/programme/chain.html",
        result=result,
        walked=rows_in_words(result.rows),
        head=f"{result.head_sequence}:{result.head_hash}",
        breadcrumbs=[(_("Audit trail"), url_for("programme.audit"))],
    )
