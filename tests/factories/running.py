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
    Panel,
    Photo,
    Project,
    Proposal,
    Round,
    Tranche,
    Visit,
)
from qip_tracker.services import agreements, completion, handovers, tranches
from qip_tracker.services.agreements import SignAgreement
from qip_tracker.services.completion import CompleteWorks
from qip_tracker.services.handovers import RecordHandover
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


def a_finished_site(world: World, project_id: int) -> None:
    """Two visits, the last one final, a photo, and every milestone done with both keys; rows written directly."""
    world.do("system", lambda work: _finish(work, world, project_id))


def a_completed_project(world: World) -> int:
    """A project whose works are declared completed today; the last tranche is still to be paid."""
    project_id = a_running_project(world)
    a_finished_site(world, project_id)
    today = world.now.date()
    world.do("programme_manager", lambda work: completion.complete(work, CompleteWorks(project_id, today)))
    return project_id


def hand_over(world: World, project_id: int) -> None:
    """The water committee takes the asset over, and its word on it is recorded."""
    command = RecordHandover(
        project_id=project_id,
        handed_over_on=world.now.date(),
        owner_body="Water committee of Aguelhok",
        signatory_title="President of the committee",
        assets="One borehole with hand pump, four washing slabs.",
        maintenance_commitment="Two trained mechanics and a yearly fund.",
        community_told_how="Meeting at the well on the market day.",
    )
    world.do("programme_officer", lambda work: handovers.record(work, command))
    world.do(
        "system", lambda work: _consent(work, project_id, "handover", world.person_id("programme_officer"))
    )


def a_panel_that_scored(world: World, project_id: int) -> None:
    """A panel whose round at completion is closed; rows written directly, without ballots."""
    world.do("system", lambda work: _scored(work, world, project_id))


def a_closable_project(world: World) -> int:
    """A completed project on which every line of the closure checklist is met."""
    project_id = a_completed_project(world)
    pay_tranche(world, project_id, 2)
    hand_over(world, project_id)
    a_panel_that_scored(world, project_id)
    return project_id


def a_closed_project(world: World) -> int:
    """A project whose file is closed."""
    project_id = a_closable_project(world)
    world.do("programme_manager", lambda work: completion.close(work, project_id))
    return project_id


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
    _consent(work, project.id, "design", officer)
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


def _consent(work: Work, project_id: int, stage: str, officer: int) -> None:
    owner = work.session.scalars(
        select(CoOwner).where(CoOwner.project_id == project_id, CoOwner.side == "society")
    ).one()
    consent = Consent(
        project_id=project_id,
        co_owner_id=owner.id,
        stage=stage,
        agreed=True,
        given_on=work.today,
        recorded_by_id=officer,
        recorded_at=work.now,
    )
    work.session.add(consent)
    work.session.flush()
    work.record("consent.recorded", consent, project_id=project_id)


def _finish(work: Work, world: World, project_id: int) -> None:
    session, today = work.session, work.today
    officer, second = world.person_id("programme_officer"), world.person_id("programme_officer.second")
    visits = [
        Visit(
            project_id=project_id,
            purpose=purpose,
            visited_on=today,
            observations="Water runs, the slabs are dry.",
            recommendation="continue",
            recorded_by_id=officer,
            recorded_at=work.now,
        )
        for purpose in ("progress", "final")
    ]
    session.add_all(visits)
    owner = session.scalars(select(CoOwner).where(CoOwner.project_id == project_id).limit(1)).one()
    session.flush()
    session.add(
        Photo(
            project_id=project_id,
            visit_id=visits[-1].id,
            media_key=f"{project_id:064x}",
            original_sha256=f"{project_id:064x}",
            caption="The pump",
            width=800,
            height=600,
        )
    )
    steps = session.scalars(select(Milestone).where(Milestone.project_id == project_id)).all()
    for step in steps:
        step.seen_on, step.seen_by_id, step.seen_on_visit_id = today, officer, visits[-1].id
        step.confirmed_on, step.confirmed_by_co_owner_id = today, owner.id
        step.confirmation_recorded_by_id, step.confirmation_method = second, "meeting"
    project = session.get_one(Project, project_id)
    project.milestones_done, project.done_weight_pct = len(steps), sum(step.weight_pct for step in steps)
    project.last_visit_on = today
    work.record("visit.recorded", visits[-1], project_id=project_id)


def _scored(work: Work, world: World, project_id: int) -> None:
    panel = Panel(
        mission_id=world.mission_id,
        project_id=project_id,
        code=f"P{project_id}",
        name="Panel of Aguelhok",
        chosen_how="Two of each quarter.",
        formed_on=work.today,
        facilitator_id=world.person_id("facilitator"),
        created_at=work.now,
    )
    work.session.add(panel)
    work.session.flush()
    work.session.add(
        Round(
            project_id=project_id,
            panel_id=panel.id,
            stage="completion",
            opened_on=work.today,
            closes_on=work.today,
            threshold=5,
            closed_at=work.now,
            ballots_sha256="0" * 64,
        )
    )
    work.record("round.closed", panel, project_id=project_id)
