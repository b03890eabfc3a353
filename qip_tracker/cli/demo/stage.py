"""The stage of the demonstration: who acts, on which day, through the same services as everybody."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TypeVar

from qip_tracker.access import SYSTEM, Actor
from qip_tracker.extensions import db, unit_of_work
from qip_tracker.models import Person
from qip_tracker.queries.people.sessions import actor_of_person
from qip_tracker.queries.portfolio import demonstration
from qip_tracker.services.kernel.work import Work

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happens so many days before today, to be done when its day comes."""

    days_ago: int
    act: Callable[[], object]


@dataclass
class Stage:
    """A mission, its people by role, and the steps of all its projects, played in the order of their days."""

    now: datetime
    mission_id: int = 0
    people: dict[str, int] = field(default_factory=dict)
    offices: dict[str, int] = field(default_factory=dict)
    funds: dict[str, int] = field(default_factory=dict)
    goals: list[int] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    actors: dict[str, Actor] = field(default_factory=dict)

    def moment(self, days_ago: int) -> datetime:
        """Ten in the morning (UTC) of that day; today it is now."""
        return self.now if days_ago == 0 else (self.now - timedelta(days=days_ago)).replace(hour=10, minute=0)

    def day(self, days_ago: int) -> date:
        """That day."""
        return self.moment(days_ago).date()

    def actor(self, role: str) -> Actor:
        """The person who holds the role here."""
        if role == "system":
            return SYSTEM
        if role not in self.actors:
            person = db.session().get_one(Person, self.people[role])
            self.actors[role] = actor_of_person(db.session(), person, self.mission_id)
        return self.actors[role]

    def do(self, role: str, days_ago: int, verb: Callable[[Work], Result]) -> Result:
        """Run one service as this person on that day, and commit."""
        with unit_of_work(self.actor(role), self.moment(days_ago)) as work:
            return verb(work)

    def at(self, days_ago: int, role: str, verb: Callable[[Work], object]) -> None:
        """Plan a service call for a day."""
        self.steps.append(Step(days_ago, lambda: self.do(role, days_ago, verb)))

    def act_at(self, days_ago: int, act: Callable[[], object]) -> None:
        """Plan anything else for a day."""
        self.steps.append(Step(days_ago, act))

    def play(self) -> None:
        """Everything in the order of its day, so that the audit trail reads like a history."""
        for step in sorted(self.steps, key=lambda step: -step.days_ago):
            step.act()

    def milestone_ids(self, project_id: int) -> list[int]:
        """The steps of a project's plan, in order."""
        return demonstration.milestone_ids(db.session(), project_id)

    def co_owner_id(self, project_id: int, side: str) -> int:
        """The first co-owner of a side."""
        return demonstration.co_owner_id(db.session(), project_id, side)

    def tranche_id(self, project_id: int, number: int) -> int:
        """A tranche by its number."""
        return demonstration.tranche_id(db.session(), project_id, number)
