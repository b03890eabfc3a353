"""A mission with one person in every role. Everything else is reached by calling the services."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from datetime import date, datetime
from typing import TypeVar

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from qip_tracker.access import SYSTEM, Actor
from qip_tracker.domain.people.roles import Role
from qip_tracker.extensions import db, unit_of_work
from qip_tracker.models import BudgetYear, Donor, FieldOffice, Fund, Grant, Mission, Partner, Person
from qip_tracker.queries.people.sessions import actor_of_person
from qip_tracker.services.kernel.work import Work

Result = TypeVar("Result")
PASSPHRASE = "five plain words for tests"
SEATS = ("chair", "finance", "engineering", "field_office", "civil_affairs")


class World:
    """`world.do("programme_officer", lambda work: ...)` runs a service as that person."""

    def __init__(self, app: Flask, now: datetime, code: str = "MINUX") -> None:
        self.app = app
        self.now = now
        self.code = code
        with app.app_context(), unit_of_work(SYSTEM, now) as work:
            self._build(work)

    def seen_by(self, app: Flask) -> "World":
        """The same mission in a copy of its database: what a test adds to one stays out of the other."""
        again = copy(self)
        again.app, again.people = app, dict(self.people)
        return again

    def _build(self, work: Work) -> None:
        session = work.session
        mission = Mission(
            code=self.code,
            name="UN Mission in Xanadu" if self.code == "MINUX" else f"UN Mission {self.code}",
            language="en",
            local_currency="XOF",
            started_on=date(2013, 7, 1),
        )
        session.add(mission)
        session.flush()
        self.mission_id = mission.id
        office = FieldOffice(mission_id=mission.id, code="KID", name="Kidal")
        donor = Donor(mission_id=mission.id, name="Assessed budget")
        pbf_donor = Donor(mission_id=mission.id, name="Peacebuilding Fund")
        year = BudgetYear(
            mission_id=mission.id,
            label="2025/26",
            starts_on=date(2025, 7, 1),
            ends_on=date(2026, 6, 30),
            allotment_usd_minor=300_000_000,
        )
        partner = Partner(
            mission_id=mission.id,
            name="Association Eau et Vie",
            type="national_ngo",
            status="recommended",
            assessment="passed",
            assessed_on=date(2025, 8, 1),
        )
        session.add_all([office, donor, pbf_donor, year, partner])
        session.flush()
        fund = Fund(
            mission_id=mission.id,
            donor_id=donor.id,
            code="QIP",
            name="QIP budget",
            kind="assessed_qip_budget",
        )
        pbf = Fund(
            mission_id=mission.id,
            donor_id=pbf_donor.id,
            code="PBF",
            name="Peacebuilding Fund",
            kind="pbf",
            pbf_number="00123456",
        )
        session.add_all([fund, pbf])
        session.flush()
        self.office_id, self.donor_id, self.pbf_donor_id = office.id, donor.id, pbf_donor.id
        self.year_id, self.partner_id, self.fund_id, self.pbf_fund_id = year.id, partner.id, fund.id, pbf.id
        self.people: dict[str, int] = {}
        for role in Role:
            for seat in SEATS if role == "committee_member" else (None,):
                self.add_person(work, role, seat=seat)
        # A second officer, because the one who visits is not the one who records a co-owner's word.
        self.add_person(work, "programme_officer", name="programme_officer.second")
        # A second certifier, so that a payment can be recorded by another hand.
        self.add_person(work, "certifying_officer", name="certifying_officer.second")
        work.record("mission.founded", mission, mission_id=mission.id)

    def add_person(self, work: Work, role: str, *, seat: str | None = None, name: str | None = None) -> int:
        """A person who signs in as the role's name (`committee_member.chair` for seats)."""
        wanted = name or (f"{role}.{seat}" if seat else role)
        # Names to sign in with are unique in the installation: those of another mission carry its code.
        person = Person(
            key=f"{(self.mission_id - 1) * 1000 + len(self.people) + 1:032x}",
            name=wanted if self.code == "MINUX" else f"{wanted}@{self.code.lower()}",
            display_name=wanted.replace("_", " ").replace(".", " ").title(),
            passphrase_hash="not a hash: tests that sign in set one",
            created_at=work.now,
        )
        work.session.add(person)
        work.session.flush()
        work.session.add(
            Grant(
                person_id=person.id,
                mission_id=self.mission_id,
                role=role,
                seat=seat,
                partner_id=self.partner_id if role == "partner" else None,
                donor_id=self.donor_id if role == "donor" else None,
                granted_at=work.now,
            )
        )
        self.people[wanted] = person.id
        return person.id

    def _name(self, role: str) -> str:
        return "committee_member.chair" if role == "committee_member" else role

    def person_id(self, role: str) -> int:
        """The number of the person in a role (or by the full name)."""
        return self.people[self._name(role)]

    def person(self, session: Session, role: str) -> Person:
        """The row of the person in a role."""
        return session.scalars(select(Person).where(Person.id == self.person_id(role))).one()

    def actor(self, role: str) -> Actor:
        """The actor of the person in a role; call inside an application context."""
        with self.app.app_context():
            return actor_of_person(db.session(), self.person(db.session(), role), self.mission_id)

    @contextmanager
    def work_as(self, role: str, now: datetime | None = None) -> Iterator[Work]:
        """A unit of work as this person."""
        with self.app.app_context():
            actor = SYSTEM if role == "system" else self.actor(role)
            with unit_of_work(actor, now or self.now) as work:
                yield work

    def do(self, role: str, verb: Callable[[Work], Result], now: datetime | None = None) -> Result:
        """Run one service as this person and commit."""
        with self.work_as(role, now) as work:
            return verb(work)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session to look at what was stored."""
        with self.app.app_context():
            yield db.session()
