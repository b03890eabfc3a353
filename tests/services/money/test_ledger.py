"""Random lives of projects: after every step the money shown equals the money recomputed from the rows.

The model knows who has signed what and says for itself what must be refused; the services must agree, to the unit.
"""

from datetime import date, timedelta

import hypothesis.strategies as st
from hypothesis import HealthCheck, settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from qip_tracker.domain.kernel.refusals import Refused
from qip_tracker.models import Project, Tranche
from qip_tracker.services.kernel.work import Work
from qip_tracker.services.money import agreements, tranches
from qip_tracker.services.money.agreements import SignAgreement
from qip_tracker.services.money.tranches import PayTranche, SignTranche
from qip_tracker.services.project import holds
from qip_tracker.services.project.holds import HoldProject
from qip_tracker.services.works import completion
from tests.factories.fieldwork import complete_all_milestones, record_visit
from tests.factories.running import SIGNERS, an_approved_project
from tests.factories.world import World
from tests.services.money.test_tranches import everybody_may_sign_everything

ORDER = ("request", "clear", "certify", "approve", "pay")
PEOPLE = tuple(SIGNERS.values())
SPLITS = ((80, 20), (50, 30, 20), (50, 50))


class Ledger(RuleBasedStateMachine):
    """One project's money: what the model holds is what the database must hold."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self.world = world
        self.now = world.now

    @initialize(
        local=st.integers(100, 10**12),
        usd=st.integers(100, 10**9),
        split=st.sampled_from(SPLITS),
    )
    def agree(self, local: int, usd: int, split: tuple[int, ...]) -> None:
        self.project_id = an_approved_project(self.world)

        def amounts(work: Work) -> None:
            project = work.session.get_one(Project, self.project_id)
            project.approved_local_minor, project.approved_usd_minor = local, usd
            work.record("project.prepared", project)

        self.world.do("system", amounts)
        today = self.now.date()
        command = SignAgreement(
            self.project_id, today, today, today + timedelta(weeks=20), "A", "B", "C", split
        )
        self.world.do("programme_manager", lambda work: agreements.sign(work, command))
        with self.world.reading() as session:
            rows = session.scalars(
                select(Tranche).where(Tranche.project_id == self.project_id).order_by(Tranche.number)
            ).all()
            self.ids = [row.id for row in rows]
            self.amounts = [(row.local_minor, row.usd_minor) for row in rows]
        assert (sum(a for a, _ in self.amounts), sum(b for _, b in self.amounts)) == (local, usd)
        self.approved = (local, usd)
        self.signers: list[list[str]] = [[] for _ in rows]
        self.state, self.milestones_done = "agreed", False
        self.visited_on: date | None = None
        self.paid_on: date | None = None

    def _may(self, index: int, action: str, person: str) -> bool:
        signed = self.signers[index]
        if ORDER[len(signed) : len(signed) + 1] != (action,):
            return False
        barred = [signed[0], signed[1], signed[3]] if action == "pay" else signed
        earlier_paid = all(len(other) == 5 for other in self.signers[:index])
        if person in barred or self.state not in ("agreed", "active") or not earlier_paid:
            return False
        is_last = index == len(self.ids) - 1
        # A visit on the day of the payment counts as after it: days have no hours.
        visited = self.visited_on is not None and self.paid_on is not None and self.visited_on >= self.paid_on
        return index == 0 or (visited and (self.milestones_done or not is_last))

    @rule()
    @precondition(lambda self: self._next() is not None)
    def proceed(self) -> None:
        """The step whose turn it is, by the person whose desk it is."""
        index = self._next() or 0
        action = ORDER[len(self.signers[index])]
        self._sign(index, action, SIGNERS[action])

    @rule()
    @precondition(lambda self: self._next() is not None)
    def proceed_to_the_payment(self) -> None:
        """All that is missing of a tranche, as far as it goes."""
        index = self._next() or 0
        for action in ORDER[len(self.signers[index]) :]:
            self._sign(index, action, SIGNERS[action])

    @rule(index=st.integers(0, 2), person=st.sampled_from(PEOPLE), action=st.sampled_from(ORDER))
    def press_anything(self, index: int, person: str, action: str) -> None:
        self._sign(index % len(self.ids), action, person)

    @rule(person=st.sampled_from(PEOPLE))
    @precondition(lambda self: self._next() is not None)
    def anybody_in_turn(self, person: str) -> None:
        index = self._next() or 0
        self._sign(index, ORDER[len(self.signers[index])], person)

    @rule(days=st.integers(1, 20))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=days)

    def _next(self) -> int | None:
        return next((index for index, signed in enumerate(self.signers) if len(signed) < 5), None)

    def _sign(self, index: int, action: str, person: str) -> None:
        expected = self._may(index, action, person)
        try:
            self._press(self.ids[index], action, person)
        except Refused:
            assert not expected, (action, person, self.signers, self.state)
            return
        assert expected, (action, person, self.signers, self.state)
        self.signers[index].append(person)
        if action == "pay":
            self.paid_on, self.state = self.now.date(), "active" if self.state == "agreed" else self.state

    def _press(self, tranche_id: int, action: str, person: str) -> None:
        if action == "pay":
            payment = PayTranche(self.project_id, tranche_id, self.now.date(), "PV")
            self.world.do(person, lambda work: tranches.pay(work, payment), self.now)
        else:
            verb, signature = getattr(tranches, action), SignTranche(self.project_id, tranche_id)
            self.world.do(person, lambda work: verb(work, signature), self.now)

    @rule()
    def visit(self) -> None:
        if self.state in ("agreed", "active", "on_hold"):
            record_visit(self.world, self.project_id, now=self.now)
            self.visited_on = self.now.date()

    @rule()
    def finish_milestones(self) -> None:
        if self.state == "active" and not self.milestones_done:
            complete_all_milestones(self.world, self.project_id, now=self.now)
            self.visited_on, self.milestones_done = self.now.date(), True

    @rule()
    def hold_or_resume(self) -> None:
        if self.state == "active":
            command = HoldProject(self.project_id, "insecurity", "Fighting.", self.now.date())
            self.world.do("programme_manager", lambda work: holds.hold(work, command), self.now)
            self.state = "on_hold"
        elif self.state == "on_hold":
            self.world.do("programme_manager", lambda work: holds.resume(work, self.project_id), self.now)
            self.state = "active"

    @rule(chance=st.integers(0, 9))
    def terminate(self, chance: int) -> None:
        if chance == 0 and self.state in ("active", "on_hold"):
            self.world.do(
                "head_of_mission",
                lambda work: completion.terminate(work, self.project_id, "The partner has gone."),
                self.now,
            )
            self.state = "terminated"

    @invariant()
    def shown_equals_recomputed(self) -> None:
        with self.world.reading() as session:
            project = session.get_one(Project, self.project_id)
            rows = session.scalars(select(Tranche).where(Tranche.project_id == self.project_id)).all()
            paid = [row for row in rows if row.paid_on is not None]
            from_rows = (sum(row.local_minor for row in paid), sum(row.usd_minor for row in paid))
            shown = (project.paid_local_minor, project.paid_usd_minor)
            state = project.state
        expected = [
            amount for amount, signed in zip(self.amounts, self.signers, strict=True) if len(signed) == 5
        ]
        assert shown == from_rows == (sum(a for a, _ in expected), sum(b for _, b in expected))
        assert shown[0] <= self.approved[0]
        assert shown[1] <= self.approved[1]
        assert state == self.state


def test_random_lives_of_projects_keep_the_ledger(world: World) -> None:
    everybody_may_sign_everything(world)
    run_state_machine_as_test(
        lambda: Ledger(world),
        settings=settings(
            max_examples=25,
            stateful_step_count=40,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
