"""Which pages there are: each readable address of the application, as somebody who may read it, on an object it shows.

Found by asking the application itself, so that a new page is walked on the day it is built.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from qip_tracker import models
from qip_tracker.adapters import clock
from qip_tracker.cli.demo import mission, sign_ins
from qip_tracker.domain.project.states import ProjectState
from qip_tracker.extensions import db, unit_of_work
from qip_tracker.queries.people.sessions import actor_of_person
from qip_tracker.services.people import accounts, grants, invitations
from qip_tracker.weblib.request.session_user import hash_of, new_token
from tests.factories.full import COLUMN_OF_PARAMETER
from tests.page_client import PageClient

NOBODY, MEMBER = "nobody", "advisor"
# Who is asked first whether a page is shown to them: those who find most on it.
PEOPLE = (
    "programme_officer",
    "programme_manager",
    "facilitator",
    "chair",
    "head_of_mission",
    "certifying_officer",
    "approving_officer",
    "administrator",
    "auditor",
    "partner",
    "donor",
)
# Rooms of a project whose pages differ with its state.
OF_EVERY_STATE = ("overview.show", "proposals.show", "tranches.index", "milestones.index", "panels.index")
# Where each role begins its day.
OF_EVERY_ROLE = ("home.index", "dashboard.index", "project_list.index")
# A form to fill in, as `main form.form` finds it; forms of one button have no such class.
FORM = re.compile(r'<form[^>]* class="(?:[^"]* )?form[ "]')
INVITED = "an invitation for the walk"
WORDS: dict[str, str] = {
    "filename": "css/app.css",
    "code": "en",
    "token": INVITED,
    "stage": "handover",
    "key": "panel_minimum_size",
    "kind": "csv",
}
Values = dict[str, int | str]


@dataclass(frozen=True)
class Seen:
    """A page: its endpoint, its address, who reads it, and whether it has a form to fill in."""

    endpoint: str
    url: str
    reader: str
    note: str
    has_form: bool

    @property
    def name(self) -> str:
        """A name for a file."""
        return "-".join(part for part in (self.endpoint, self.note) if part)


@dataclass
class Walk:
    """The demonstration with everybody signed in, and what its addresses may be filled with."""

    app: Flask
    browsers: dict[str, PageClient] = field(default_factory=dict)
    # State of a project -> the values its addresses take.
    projects: dict[str, Values] = field(default_factory=dict)
    rows: dict[str, list[int]] = field(default_factory=dict)
    # Values found in a project that stand in addresses of their own.
    outside: Values = field(default_factory=dict)

    def prepare(self) -> None:
        """Sign everybody in and look up the objects."""
        self.app.test_client_class = PageClient
        names = {key: name for key, _role, _seat, name, _display in mission.PEOPLE}
        self.browsers[NOBODY] = self.app.test_client()  # type: ignore[assignment]
        for role in PEOPLE:
            self.browsers[role] = self._signed_in(names[role])
        self.browsers[MEMBER] = self._member()
        self._invite(names["administrator"])
        with self.app.app_context():
            session = db.session()
            for state in ProjectState:
                wanted = (
                    select(models.Project.id).where(models.Project.state == state).order_by(models.Project.id)
                )
                lives = [_values(session, project_id) for project_id in session.scalars(wanted)]
                self.projects[state] = max(lives, key=len)
            tables = {
                "programme.office": models.FieldOffice,
                "programme.year": models.BudgetYear,
                "programme.donor": models.Donor,
                "programme.fund": models.Fund,
                "programme.goal": models.PlanGoal,
                "partner_id": models.Partner,
                "person_id": models.Person,
            }
            fullest = max(self.projects.values(), key=len)
            self.outside = {name: fullest[name] for name in ("sequence", "printed") if name in fullest}
            self.rows = {
                name: list(session.scalars(select(table.id).limit(1))) for name, table in tables.items()
            }

    def _signed_in(self, name: str) -> PageClient:
        browser: PageClient = self.app.test_client()  # type: ignore[assignment]
        token = new_token()
        with self.app.app_context():
            person = db.session().scalars(select(models.Person).where(models.Person.name == name)).one()
            with unit_of_work(actor_of_person(db.session(), person), clock.now()) as work:
                accounts.open_session(work, person, hash_of(token))
        with browser.session_transaction() as cookie:
            cookie["_user_id"], cookie["_fresh"] = token, True
            cookie.permanent = True
        return browser

    def _member(self) -> PageClient:
        """Through the card's own page, with one of the cards the demonstration prints."""
        with self.app.app_context():
            _role, words, secret = next(line for line in sign_ins() if line[0].endswith("/b"))
        panel, number = (word for word in words.replace(",", "").split() if word.isdigit())
        browser: PageClient = self.app.test_client()  # type: ignore[assignment]
        answer = browser.submit("/b", {"panel": panel, "number": number, "secret": secret})
        assert answer.location == "/b/ballot", answer.status_code
        return browser

    def _invite(self, administrator: str) -> None:
        with self.app.app_context():
            person = (
                db.session().scalars(select(models.Person).where(models.Person.name == administrator)).one()
            )
            actor = actor_of_person(db.session(), person)
            command = invitations.Invite(
                actor.mission_id or 0, "Awa Traoré", grants.RoleGiven("auditor"), hash_of(INVITED)
            )
            with unit_of_work(actor, clock.now()) as work:
                invitations.invite(work, command)

    def cookie(self, reader: str, language: str) -> str:
        """The session cookie of a reader who has chosen a language."""
        with self.browsers[reader].session_transaction() as kept:
            kept["language"] = language
        cookie = self.browsers[reader].get_cookie("session")
        assert cookie is not None
        return cookie.value

    @cached_property
    def pages(self) -> list[Seen]:
        """Every page that shows HTML to somebody: once, or in every state, or to every role."""
        rules = sorted(self.app.url_map.iter_rules(), key=lambda rule: rule.rule)
        return [seen for rule in rules if "GET" in (rule.methods or ()) for seen in self._of(rule)]

    def never_shown(self, seen: list[Seen]) -> list[str]:
        """Endpoints that answer to GET and were not walked."""
        readable = {rule.endpoint for rule in self.app.url_map.iter_rules() if "GET" in (rule.methods or ())}
        return sorted(readable - {page.endpoint for page in seen})

    def _of(self, rule: Rule) -> Iterator[Seen]:
        every_state = rule.endpoint in OF_EVERY_STATE
        readers = (MEMBER, NOBODY) if rule.rule.startswith("/b") else (NOBODY, *PEOPLE)
        for note, url in self._addresses(rule):
            for reader in readers:
                html = self._shown(reader, url)
                if not html:
                    continue
                has_form = FORM.search(html) is not None
                if rule.endpoint in OF_EVERY_ROLE:
                    yield Seen(rule.endpoint, url, reader, reader, has_form)
                    continue
                yield Seen(rule.endpoint, url, reader, note if every_state else "", has_form)
                break
            else:
                continue
            if not every_state:
                return

    def _shown(self, reader: str, url: str) -> str:
        """The page as this reader gets it; empty where there is none."""
        browser = self.browsers[reader]
        before = browser.get_cookie("session")
        answer = browser.get(url)
        if before is not None:
            # A page may sign its reader out: the walk goes on.
            browser.set_cookie("session", before.value)
        is_page = answer.status_code == 200 and answer.mimetype == "text/html"
        html = answer.get_data(as_text=True) if is_page else ""
        answer.close()
        return html

    def _addresses(self, rule: Rule) -> Iterator[tuple[str, str]]:
        if "project_id" in rule.arguments:
            # The fullest lives first, so that a page asked for once shows much.
            states = sorted(self.projects, key=lambda state: -len(self.projects[state]))
            for state in states:
                values = self._filled(rule, self.projects[state])
                if values is not None:
                    yield state, self._url(rule, values)
            return
        values = self._filled(rule, self.outside)
        if values is not None:
            yield "", self._url(rule, values)

    def _filled(self, rule: Rule, values: Values) -> Values | None:
        filled: Values = {}
        for name in rule.arguments:
            rows = self.rows.get(rule.endpoint if name == "row_id" else name, [])
            value = values.get(name) or WORDS.get(name) or (rows[0] if rows else None)
            if value is None:
                return None
            filled[name] = value
        return filled

    def _url(self, rule: Rule, values: Values) -> str:
        with self.app.test_request_context():
            return self.app.url_for(rule.endpoint, **values)


def _values(session: Session, project_id: int) -> Values:
    """What a project has; parts it lacks are left out."""
    found: Values = {"project_id": project_id, "number": 1}
    for parameter, column in COLUMN_OF_PARAMETER.items():
        part = session.scalars(
            select(column).where(column.class_.project_id == project_id).limit(1)
        ).one_or_none()
        if part is not None:
            found[parameter] = part
    report = select(models.ReportSnapshot.id, models.ReportSnapshot.sha256).where(
        models.ReportSnapshot.project_id == project_id
    )
    row = session.execute(report.limit(1)).one_or_none()
    if row is not None:
        found["report_id"], found["printed"] = row.id, row.sha256
    found["sequence"] = session.scalars(
        select(models.AuditEvent.sequence).where(models.AuditEvent.project_id == project_id).limit(1)
    ).one()
    return found
