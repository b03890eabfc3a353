"""The project list as a signed-in officer gets it, against a bare Flask page in the same process.

Real application, real session, real template, an SQLite file; 10,000 and 100,000 projects written in bulk.
"""

import random
import secrets
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import flask_migrate
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, event, insert, text

from benchmarks.measure import Line, medians
from qip_tracker.access import SYSTEM
from qip_tracker.app import create_app
from qip_tracker.domain.programme.vocabulary import PartnerType
from qip_tracker.domain.project.states import ProjectState
from qip_tracker.extensions import db, unit_of_work
from qip_tracker.models import (
    BudgetYear,
    Donor,
    FieldOffice,
    Fund,
    Grant,
    Mission,
    Partner,
    Person,
    Project,
    SignInSession,
)
from qip_tracker.services.kernel.work import Work
from qip_tracker.settings import Settings
from qip_tracker.weblib.request.session_user import hash_of, new_token

ROUNDS = 300
SIZES = ((10_000, 15.0), (100_000, 20.0))
MOST_STATEMENTS = 15
_BEFORE_APPROVAL = frozenset({"draft", "submitted", "returned", "screened", "rejected", "withdrawn"})


@dataclass(frozen=True)
class Seeded:
    """An application on its own database of so many projects, and the token of somebody signed in."""

    app: Flask
    client: FlaskClient


def _ground(work: Work, now: datetime) -> dict[str, Any]:
    session = work.session
    mission = Mission(code="BENCH", name="Mission of many projects", local_currency="XOF")
    session.add(mission)
    session.flush()
    offices = [FieldOffice(mission_id=mission.id, code=f"O{n}", name=f"Office {n}") for n in range(8)]
    donor = Donor(mission_id=mission.id, name="Assessed budget")
    years = [
        BudgetYear(
            mission_id=mission.id,
            label=f"{2016 + n}/{17 + n}",
            starts_on=date(2016 + n, 7, 1),
            ends_on=date(2017 + n, 6, 30),
            allotment_usd_minor=300_000_000,
        )
        for n in range(10)
    ]
    partners = [
        Partner(mission_id=mission.id, name=f"Association {n} de Kidal", type=tuple(PartnerType)[n % 8])
        for n in range(60)
    ]
    person = Person(
        key="0" * 31 + "1", name="officer", display_name="Officer", passphrase_hash="none", created_at=now
    )
    session.add_all([*offices, donor, *years, *partners, person])
    session.flush()
    fund = Fund(
        mission_id=mission.id, donor_id=donor.id, code="QIP", name="QIP budget", kind="assessed_qip_budget"
    )
    session.add(fund)
    token = new_token()
    session.add_all(
        [
            Grant(person_id=person.id, mission_id=mission.id, role="programme_officer", granted_at=now),
            SignInSession(token_hash=hash_of(token), person_id=person.id, started_at=now),
        ]
    )
    session.flush()
    work.record("mission.founded", mission, mission_id=mission.id)
    return {
        "token": token,
        "mission": mission.id,
        "person": person.id,
        "fund": fund.id,
        "donor": donor.id,
        "offices": [office.id for office in offices],
        "years": [year.id for year in years],
        "partners": [partner.id for partner in partners],
    }


def _projects(count: int, ground: dict[str, Any], now: datetime) -> Iterator[dict[str, Any]]:
    chance = random.Random(7)
    things = ("Water point", "School roof", "Market hall", "Clinic", "Bridge", "Radio station", "Solar lamps")
    for number in range(count):
        state = chance.choice(tuple(ProjectState))
        is_approved = state not in _BEFORE_APPROVAL
        start = date(2017, 1, 1) + timedelta(days=chance.randrange(3300))
        approved = chance.randrange(500_000, 5_000_000) if is_approved else None
        total = chance.randrange(3, 9)
        has_paid = state in ("active", "on_hold", "completed", "closed", "terminated")
        yield {
            "mission_id": ground["mission"],
            "reference": f"BENCH/{number:06d}",
            "title": f"{chance.choice(things)} {number} in a village of the region",
            "state": state,
            "state_since": now - timedelta(days=chance.randrange(400)),
            "field_office_id": chance.choice(ground["offices"]),
            "budget_year_id": chance.choice(ground["years"]),
            "fund_id": ground["fund"],
            "donor_id": ground["donor"],
            "sector_code": chance.choice(("WAS", "EDU", "HEA")),
            "partner_id": chance.choice(ground["partners"]),
            "country": "ML",
            "place": f"Village {chance.randrange(900)}",
            "focal_point_id": ground["person"],
            "created_by_id": ground["person"],
            "created_at": now,
            "local_currency": "XOF",
            "approved_usd_minor": approved,
            "approved_local_minor": approved and approved * 6,
            "paid_usd_minor": approved * 8 // 10 if approved and has_paid else 0,
            "paid_local_minor": approved * 48 // 10 if approved and has_paid else 0,
            "planned_start_on": start,
            "planned_weeks": 20,
            "planned_end_on": start + timedelta(weeks=20),
            "first_paid_on": start if has_paid else None,
            "completed_on": start + timedelta(weeks=22) if state in ("completed", "closed") else None,
            "held_since": start if state == "on_hold" else None,
            "milestones_total": total,
            "milestones_done": chance.randrange(total + 1) if has_paid else 0,
            "done_weight_pct": 0,
        }


def _seed(app: Flask, count: int) -> str:
    now = datetime.now(UTC)
    with app.app_context():
        flask_migrate.upgrade()
        with unit_of_work(SYSTEM, now) as work:
            ground = _ground(work, now)
        batch: list[dict[str, Any]] = []
        with db.engine.begin() as connection:
            for row in _projects(count, ground, now):
                batch.append(row)
                if len(batch) == 5_000:
                    connection.execute(insert(Project), batch)
                    batch = []
            if batch:
                connection.execute(insert(Project), batch)
            connection.execute(text("ANALYZE"))
    token: str = ground["token"]
    return token


@contextmanager
def seeded(count: int) -> Iterator[Seeded]:
    """A signed-in browser in front of so many projects."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            environment="development",
            secret_key=secrets.token_urlsafe(48),
            database_url=f"sqlite:///{Path(folder) / 'bench.db'}",
            data_directory=Path(folder),
            log_level="ERROR",
        )
        app = create_app(settings)
        token = _seed(app, count)
        client = app.test_client()
        with client.session_transaction() as cookie:
            cookie["_user_id"] = token
            cookie["_fresh"] = True
            cookie.permanent = True
        yield Seeded(app, client)
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


def bare_page() -> Callable[[], object]:
    """A Flask application that answers with one word, asked through the same kind of client."""
    app = Flask("bare")

    @app.get("/")
    def hello() -> str:
        return "hello"

    client = app.test_client()
    return lambda: client.get("/")


def statements(house: Seeded, url: str) -> int:
    """How many statements one reading of a page sends to the database."""
    seen: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        if not statement.startswith(("BEGIN", "COMMIT", "ROLLBACK")):
            seen.append(statement)

    with house.app.app_context():
        engine: Engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        assert house.client.get(url).status_code == 200
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return len(seen)


def lines() -> Iterator[Line]:
    """Project list of 25 rows out of 10,000 and out of 100,000; then statements of each page."""
    bare = bare_page()
    for count, target in SIZES:
        with seeded(count) as house:
            page = house.client.get("/projects").get_data(as_text=True)
            assert page.count('<th scope="row" class="is-text">') == 25, "the list shows 25 projects"
            base, listed = medians((bare, lambda: house.client.get("/projects")), ROUNDS)
            yield Line(f"Project list, 25 of {count:,}, against a bare Flask page", listed / base, target)
            if count == SIZES[0][0]:
                for url in ("/", "/projects", "/projects?filters=1&late=1&q=water&sort=title", "/dashboard"):
                    yield Line(f"Statements of {url}", statements(house, url), MOST_STATEMENTS, "")
