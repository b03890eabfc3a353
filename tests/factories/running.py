"""Projects whose money moves: agreed, running, completed, closed; each reached through the services.

Times: everything happens at `world.now` unless a test says otherwise. Approved: 12 000 000 XOF and USD 20,000.00.
"""

from datetime import date, datetime, timedelta

from sqlalchemy import select

from qip_tracker.models import Tranche
from qip_tracker.services.money import agreements, tranches
from qip_tracker.services.money.agreements import SignAgreement
from qip_tracker.services.money.tranches import PayTranche, SignTranche
from qip_tracker.services.works import completion, handovers
from qip_tracker.services.works.completion import CompleteWorks
from qip_tracker.services.works.handovers import RecordHandover
from tests.adapters import pictures
from tests.factories import projects
from tests.factories.fieldwork import confirm_milestone, consent, milestone_ids, record_visit
from tests.factories.panels import a_closed_round
from tests.factories.world import World

LOCAL, USD = projects.LOCAL, projects.USD
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
    """A visit under way, a final one with a photo that sees every milestone done, and a co-owner's word on each."""
    record_visit(world, project_id, purpose="progress")
    picture = pictures.saved("JPEG", pictures.scene())
    record_visit(
        world,
        project_id,
        purpose="final",
        seen=tuple(milestone_ids(world, project_id)),
        pictures=(picture,),
    )
    for milestone_id in milestone_ids(world, project_id):
        confirm_milestone(world, project_id, milestone_id)


def a_completed_project(world: World) -> int:
    """A project whose works are declared completed today; the last tranche is still to be paid."""
    project_id = a_running_project(world)
    a_finished_site(world, project_id)
    today = world.now.date()
    world.do("programme_manager", lambda work: completion.complete(work, CompleteWorks(project_id, today)))
    return project_id


def hand_over(world: World, project_id: int, *, asked: bool = True) -> None:
    """The water committee takes the asset over, and its word on it is recorded where it was asked."""
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
    if asked:
        consent(world, project_id, "handover")


def a_closable_project(world: World, *, asked: bool = True) -> int:
    """A completed project on which every line of the closure checklist is met, but for the word on it if not asked."""
    project_id = a_completed_project(world)
    pay_tranche(world, project_id, 2)
    hand_over(world, project_id, asked=asked)
    a_closed_round(world, project_id, "completion")
    return project_id


def a_closed_project(world: World) -> int:
    """A project whose file is closed."""
    project_id = a_closable_project(world)
    world.do("programme_manager", lambda work: completion.close(work, project_id))
    return project_id


def an_approved_project(world: World) -> int:
    """A project the committee has approved and whose co-owners agreed to the design: ready for the agreement."""
    project_id = projects.an_approved_project(world)
    consent(world, project_id, "design")
    return project_id
