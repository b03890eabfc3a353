"""One gate, three answers: the evaluator over read facts, the condition in SQL, and what the service refuses."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import product

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from qip_tracker.domain.kernel.gates import facts_of, facts_of_gates, holds
from qip_tracker.domain.kernel.refusals import Refused
from qip_tracker.domain.kernel.rules import Rules
from qip_tracker.domain.money import tranches as rules_of_tranches
from qip_tracker.domain.money.tranches import ENDED_GATE, SIGNATURES, TRANCHE_GATES, refusals_of
from qip_tracker.domain.portfolio.gates import GATES
from qip_tracker.domain.project.moves import MOVES
from qip_tracker.models import (
    BudgetLine,
    CoOwner,
    Fund,
    Handover,
    HarmConsideration,
    Milestone,
    Need,
    NeedGroup,
    Partner,
    Project,
    Proposal,
    Round,
    ScreeningOpinion,
    Sector,
    Tranche,
    Visit,
)
from qip_tracker.queries.kernel.gates import condition, policy_values
from qip_tracker.queries.money import tranches as queries_of_tranches
from qip_tracker.queries.money.tranches import awaits, facts_of_tranche, signers_of
from qip_tracker.queries.portfolio.facts import FACTS
from qip_tracker.queries.portfolio.gates import holding, movable, read_facts
from qip_tracker.services.kernel.work import Work
from qip_tracker.services.project import moves
from tests.factories import fieldwork, panels, projects, running
from tests.factories.full import a_full_house
from tests.factories.world import World

ALL_GATES = list(dict.fromkeys(gate for gates in GATES.values() for gate in gates))
RULES = Rules()
DAY = date(2026, 3, 1)


class _TakenBack(Exception):
    """Ends a unit of work so that nothing of it is stored."""


@pytest.fixture
def crowd(world: World) -> World:
    """Two missions with a project in nearly every state, tranches at every signature, and a round that is open."""
    a_full_house(world)
    projects.a_complete_draft(world)
    projects.a_submitted_project(world)
    projects.a_screened_project(world)
    projects.an_approved_project(world, conditions=("A letter of the mayor",))
    for last in ("request", "clear", "certify", "approve"):
        running.sign_tranche(world, running.an_agreed_project(world), 1, last)
    running.a_completed_project(world)
    running.a_closed_project(world)
    second = running.a_running_project(world, split=(50, 30, 20))
    fieldwork.record_visit(world, second)
    panels.an_open_round(world, panels.a_panel(world, second), "baseline")
    return world


def _of(model: type, **values: object) -> Callable[[Session, int], object]:
    return lambda session, project_id: session.execute(
        update(model).where(model.project_id == project_id).values(**values)
    )


def _without(model: type) -> Callable[[Session, int], object]:
    return lambda session, project_id: session.execute(delete(model).where(model.project_id == project_id))


def _project(**values: object) -> Callable[[Session, int], object]:
    return lambda session, project_id: session.execute(
        update(Project).where(Project.id == project_id).values(**values)
    )


def _own_partner(**values: object) -> Callable[[Session, int], object]:
    def change(session: Session, project_id: int) -> None:
        project = session.get_one(Project, project_id)
        partner = Partner(mission_id=project.mission_id, name="Another", type="national_ngo", **values)
        session.add(partner)
        session.flush()
        project.partner_id = partner.id

    return change


def _a_failed_opinion(session: Session, project_id: int) -> None:
    first = select(ScreeningOpinion.id).where(ScreeningOpinion.project_id == project_id).limit(1)
    session.execute(
        update(ScreeningOpinion).where(ScreeningOpinion.id == session.scalar(first)).values(outcome="failed")
    )


def _without_works(session: Session, project_id: int) -> None:
    code = session.scalars(select(Sector.code).where(Sector.has_works.is_(False)).limit(1)).one()
    session.get_one(Project, project_id).sector_code = code
    session.execute(
        delete(ScreeningOpinion).where(
            ScreeningOpinion.project_id == project_id,
            ScreeningOpinion.check_code.in_(("engineering", "land")),
        )
    )


def _of_the_pbf(session: Session, project_id: int) -> None:
    project = session.get_one(Project, project_id)
    fund = select(Fund.id).where(Fund.mission_id == project.mission_id, Fund.kind == "pbf")
    project.fund_id, project.requested_usd_minor = session.scalars(fund).one(), 99_999_999


def _a_blank_need_nobody_raised(session: Session, project_id: int) -> None:
    need = session.get_one(Need, session.get_one(Project, project_id).need_id)
    need.statement = " \n"
    session.execute(delete(NeedGroup).where(NeedGroup.need_id == need.id))


def _overhead(session: Session, project_id: int) -> None:
    session.add(
        BudgetLine(
            project_id=project_id,
            position=9,
            category="admin_overhead",
            description="Office",
            local_minor=6,
            usd_minor=1,
        )
    )


WANTS: list[Callable[[Session, int], object]] = [
    _project(partner_id=None),
    _project(need_id=None),
    _project(planned_start_on=None),
    _project(planned_weeks=None),
    _project(planned_weeks=27),
    _project(requested_usd_minor=None),
    _project(requested_usd_minor=5_000_001),
    _own_partner(status="suspended", assessment="passed_with_conditions", assessed_on=DAY),
    _own_partner(status="barred", assessment="failed", assessed_on=DAY),
    _own_partner(status="candidate", assessment="not_assessed"),
    _of(Proposal, exception_reason="The only bridge of the valley.", confidence_objective=None),
    _of(Proposal, maintenance_owner="  ", benefits_security_forces=True),
    _of(CoOwner, side="state"),
    _of(BudgetLine, funded_by="community"),
    _of(Milestone, weight_pct=33),
    _without(HarmConsideration),
    _without(ScreeningOpinion),
    _a_failed_opinion,
    _without_works,
    _of_the_pbf,
    _a_blank_need_nobody_raised,
    _overhead,
    _without(Proposal),
]
LATE_WANTS: list[Callable[[Session, int], object]] = [
    _without(Handover),
    _of(Round, closed_at=None, ballots_sha256=None),
    _of(Round, stage="six_months"),
    _of(Visit, purpose="progress"),
]


Answers = dict[str, set[bool]]


def _ask(session: Session, project_ids: Sequence[int], answers: Answers) -> None:
    """Every gate of every project, asked both ways; each answer is noted."""
    for gate in ALL_GATES:
        query = select(Project.id).where(Project.id.in_(project_ids), holding(gate.expression))
        met = set(session.scalars(query, policy_values(RULES)))
        for project_id in project_ids:
            facts = read_facts(session, project_id, facts_of(gate.expression))
            missing = {fact for fact, value in facts.items() if value is None}
            assert all(getattr(fact, "may_be_missing", False) for fact in missing), missing
            says = holds(gate.expression, facts, RULES)
            assert says is (project_id in met), (gate.code, project_id, facts)
            answers[gate.code].add(says)


def test_evaluator_condition_and_service_agree_on_every_project_and_every_gate(crowd: World) -> None:
    answers: Answers = {gate.code: set() for gate in ALL_GATES}
    with crowd.reading() as session:
        everywhere = session.scalars(select(Project.id).order_by(Project.id)).all()
        _ask(session, everywhere, answers)
    spoilt = (running.an_approved_project(crowd), WANTS), (running.a_closable_project(crowd), LATE_WANTS)
    for project_id, changes in spoilt:
        for change in (lambda *_: None, *changes):
            with pytest.raises(_TakenBack), crowd.work_as("system") as work:
                change(work.session, project_id)
                work.session.flush()
                _ask(work.session, [project_id], answers)
                _moves_agree(work, [project_id])
                raise _TakenBack
    # Each gate is seen open and shut, so that neither side can simply always say the same.
    assert answers == {code: {True, False} for code in answers}
    with pytest.raises(_TakenBack), crowd.work_as("system") as work:
        assert _moves_agree(work, everywhere) > 20
        raise _TakenBack


def _moves_agree(work: Work, project_ids: Sequence[int]) -> int:
    """How many moves would go through; the service and the condition say so of the same projects."""
    went = 0
    for action in MOVES:
        query = select(Project.id).where(Project.id.in_(project_ids), movable(action))
        listed = set(work.session.scalars(query, policy_values(RULES)))
        legal = {project_id for project_id in project_ids if _is_legal(work, project_id, action)}
        assert legal == listed, action
        went += len(legal)
    return went


def _is_legal(work: Work, project_id: int, action: str) -> bool:
    try:
        moves.require(work, work.session.get_one(Project, project_id), action, "Because.")
    except Refused:
        return False
    return True


def test_every_fact_is_asked_for_by_a_gate_and_read_once() -> None:
    asked = facts_of_gates(ALL_GATES)
    assert asked == set(FACTS)
    assert len({fact.name for fact in FACTS}) == len(FACTS)
    assert set(queries_of_tranches.FACTS) == rules_of_tranches.FACTS
    assert len({fact.name for fact in rules_of_tranches.FACTS}) == len(rules_of_tranches.FACTS)


def test_a_tranche_waits_for_exactly_those_who_may_sign_it(crowd: World) -> None:
    signed = 0
    with crowd.reading() as session:
        read = {
            tranche.id: (facts_of_tranche(session, tranche.project_id, tranche.id), signers_of(tranche))
            for tranche in session.scalars(select(Tranche))
        }
        query = select(Tranche.id).join(Project, Project.id == Tranche.project_id)
        for step, role in product(SIGNATURES.values(), sorted(crowd.people)):
            person_id = crowd.people[role]
            listed = set(session.scalars(query.where(awaits(step, person_id)), policy_values(RULES)))
            free = {
                tranche_id
                for tranche_id, (facts, signed_by) in read.items()
                if not refusals_of(step.action, facts, signed_by, person_id, RULES)
            }
            assert listed == free, (step.action, role)
            signed += len(free)
        expressions = [gate.expression for gate in (ENDED_GATE, *TRANCHE_GATES)]
        expressions += [rules_of_tranches.its_turn(step) for step in SIGNATURES.values()]
        for expression in expressions:
            where = condition(expression, queries_of_tranches.FACTS)
            met = set(session.scalars(query.where(where), policy_values(RULES)))
            assert met == {
                tranche_id for tranche_id, (facts, _) in read.items() if holds(expression, facts, RULES)
            }
    assert signed > 20
