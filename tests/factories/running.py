"""Projects whose money moves: agreed, running, completed, closed; each reached through the services.

Times: everything happens at `world.now` unless a test says otherwise. Approved: 12 000 000 XOF and USD 20,000.00.
"""

from datetime import date, datetime, timedelta

from sqlalchemy import select

from qip_tracker.models import (
    BudgetLine,
    Consent,
    CoOwner,
    Decision,
    ExpectedResult,
    HarmConsideration,
    Milestone,
    Need,
    NeedGroup,
    Project,
    Proposal,
    Tranche,
)
from qip_tracker.services import agreements, tranches
from qip_tracker.services.agreements import SignAgreement
from qip_tracker.services.tranches import PayTranche, SignTranche
from qip_tracker.services.work import Work
from tests.factories.world import World

LOCAL, USD = 12_000_000, 2_000_000
# Five signatures, five people.
SIGNERS = {
    "request": "programme_officer",
    "clear": "programme_manager",
    "certify": "certifying_officer",
    "approve": "approving_officer",
    "pay": "certifying_officer.second",
}


def an_agreed_project(world: World, *, split: tuple[int, ...] = (80, 20), weeks: int = 20) -> int:
    """A project whose agreement is signed and whose tranches are planned; nothing has been paid."""
    project_id = an_approved_project(world)
    today = world.now.date()
    world.do(
        "programme_manager",
        lambda work: agreements.sign(
            work,
            SignAgreement(
                project_id=project_id,
                signed_on=today,
                starts_on=today,
                ends_on=today + timedelta(weeks=weeks),
                mission_signatory="Head of Office, Kidal",
                partner_signatory="President of the association",
                commitment_number="FC-2026-0117",
                split=split,
            ),
        ),
    )
    return project_id


def a_running_project(world: World, *, split: tuple[int, ...] = (80, 20)) -> int:
    """A project under way: its first tranche is paid, by five people."""
    project_id = an_agreed_project(world, split=split)
    pay_tranche(world, project_id, 1)
    return project_id


def tranche_id(world: World, project_id: int, number: int) -> int:
    """The row of a tranche by its number in the project."""
    with world.reading() as session:
        return session.scalars(
            select(Tranche.id).where(Tranche.project_id == project_id, Tranche.number == number)
        ).one()


def sign_tranche(
    world: World, project_id: int, number: int, upto: str = "approve", now: datetime | None = None
) -> int:
    """Give the signatures of a tranche up to and including `upto` (request, clear, certify, approve)."""
    found = tranche_id(world, project_id, number)
    for action in ("request", "clear", "certify", "approve"):
        verb = getattr(tranches, action)
        world.do(SIGNERS[action], lambda work, verb=verb: verb(work, SignTranche(project_id, found)), now)
        if action == upto:
            break
    return found


def pay_tranche(
    world: World,
    project_id: int,
    number: int,
    *,
    now: datetime | None = None,
    reference: str = "PV-2026-0042",
) -> int:
    """All five signatures of a tranche, paid on the day of `now`."""
    found = sign_tranche(world, project_id, number, now=now)
    paid_on: date = (now or world.now).date()
    world.do(
        SIGNERS["pay"],
        lambda work: tranches.pay(work, PayTranche(project_id, found, paid_on, f"{reference}/{number}")),
        now,
    )
    return found


def an_approved_project(world: World) -> int:
    """A project the committee has approved, with everything the agreement asks for; rows written directly."""
    return world.do("system", lambda work: _approved(work, world))


def _approved(work: Work, world: World) -> int:
    session, today = work.session, work.today
    officer, manager = world.person_id("programme_officer"), world.person_id("programme_manager")
    need = Need(
        mission_id=world.mission_id,
        statement="Women walk two hours for water and are attacked on the way.",
        method="community_meeting",
        heard_on=today,
        raised_locally=True,
        recorded_by_id=officer,
        recorded_at=work.now,
        groups=[NeedGroup(code="women", women=24, men=0), NeedGroup(code="elders", women=3, men=9)],
    )
    session.add(need)
    session.flush()
    number = len(session.scalars(select(Project.id)).all()) + 1
    project = Project(
        mission_id=world.mission_id,
        reference=f"MINUX/2025-26/KID/{number:03d}",
        title="Water point and washing place in Aguelhok",
        state="approved",
        state_since=work.now,
        field_office_id=world.office_id,
        budget_year_id=world.year_id,
        fund_id=world.fund_id,
        donor_id=world.donor_id,
        sector_code="WAS",
        partner_id=world.partner_id,
        need_id=need.id,
        country="ML",
        place="Aguelhok",
        focal_point_id=officer,
        created_by_id=officer,
        created_at=work.now,
        local_currency="XOF",
        exchange_rate="600",
        exchange_rate_on=today,
        requested_local_minor=LOCAL,
        requested_usd_minor=USD,
        approved_local_minor=LOCAL,
        approved_usd_minor=USD,
        planned_start_on=today,
        planned_weeks=20,
        planned_end_on=today + timedelta(weeks=20),
        milestones_total=3,
    )
    session.add(project)
    session.flush()
    session.add_all(_parts(project.id, today, officer, work.now))
    session.add(
        Decision(
            project_id=project.id,
            meeting_number="PRC-2026-03",
            decided_on=today,
            outcome="approved",
            reason="A need the women themselves ranked first.",
            approved_usd_minor=USD,
            approved_local_minor=LOCAL,
            present_count=5,
            quorum_required=4,
            recorded_by_id=manager,
            recorded_at=work.now,
        )
    )
    work.record("project.approved", project, mission_id=world.mission_id, project_id=project.id)
    session.flush()
    owner = session.scalars(
        select(CoOwner).where(CoOwner.project_id == project.id, CoOwner.side == "society")
    ).one()
    session.add(
        Consent(
            project_id=project.id,
            co_owner_id=owner.id,
            stage="design",
            agreed=True,
            given_on=today,
            recorded_by_id=officer,
            recorded_at=work.now,
        )
    )
    return project.id


def _parts(project_id: int, today: date, officer: int, now: datetime) -> list[object]:
    lines = (
        ("materials", "Pump, pipes and cement", 9_000_000, 1_500_000),
        ("skilled_labour", "Masons", 3_000_000, 500_000),
    )
    steps = (("Well dug", 40, 6), ("Pump in place", 40, 12), ("Washing place built", 20, 18))
    return [
        Proposal(
            project_id=project_id,
            summary="A borehole with a hand pump and a washing place.",
            confidence_objective="mandate",
            maintenance_owner="Water committee of Aguelhok",
        ),
        *(
            BudgetLine(
                project_id=project_id,
                position=place,
                category=category,
                description=words,
                local_minor=local,
                usd_minor=usd,
            )
            for place, (category, words, local, usd) in enumerate(lines, 1)
        ),
        *(
            Milestone(
                project_id=project_id,
                position=place,
                title=title,
                weight_pct=weight,
                planned_on=today + timedelta(weeks=after),
            )
            for place, (title, weight, after) in enumerate(steps, 1)
        ),
        ExpectedResult(
            project_id=project_id, position=1, description="Water points", unit="points", planned=1
        ),
        ExpectedResult(
            project_id=project_id, position=2, description="Washing slabs", unit="slabs", planned=4
        ),
        HarmConsideration(
            project_id=project_id,
            position=1,
            effect="excluded",
            who="Herders",
            mitigation="A trough beside the well.",
        ),
        CoOwner(project_id=project_id, side="state", body="Town hall of Aguelhok"),
        CoOwner(project_id=project_id, side="society", body="Water committee of Aguelhok"),
    ]
