"""A house with everything in it, so that every address can be asked for an own, a foreign, a deleted and a bare object.

house = a_full_house(world)
house.objects["own"]["tranche_id"]

Kinds: `own` a project of the world's mission with every part, paid by the world's donor and built by the world's
partner; `own, not released` the same with a report that the donor may not read yet; `own draft` only logged; `deleted`
a project with every part whose row is marked deleted; `other fund` the same mission's, paid by another donor and built
by another partner; `other mission` a second mission with the same things. Everything is reached through the services,
except the mark of deletion: no service deletes a project that has parts.
"""

from dataclasses import dataclass, field, replace
from datetime import timedelta

from sqlalchemy import select

from qip_tracker.models import (
    AuditEvent,
    Condition,
    Contribution,
    CoOwner,
    Decision,
    Grant,
    Milestone,
    Partner,
    Photo,
    PlanGoal,
    Project,
    ProjectPanel,
    Round,
    Tranche,
    Visit,
)
from qip_tracker.reports import frozen
from qip_tracker.services.community import coownership
from qip_tracker.services.kernel.work import Work
from qip_tracker.services.money import agreements
from qip_tracker.services.money.agreements import SignAgreement
from qip_tracker.services.people import grants, invitations
from qip_tracker.services.reporting import reports
from qip_tracker.services.selection import decisions, plans, proposals, screening
from tests.adapters import pictures
from tests.factories.fieldwork import co_owner_id, confirm_milestone, consent, milestone_ids, record_visit
from tests.factories.panels import a_closed_round
from tests.factories.projects import a_draft, all_opinions, approval, people_named, placed, planned
from tests.factories.running import pay_tranche
from tests.factories.world import World

# A parameter that every part of a project has: the column its number stands in, of a table with a `project_id`.
COLUMN_OF_PARAMETER = {
    "tranche_id": Tranche.id,
    "milestone_id": Milestone.id,
    "visit_id": Visit.id,
    "photo_id": Photo.id,
    "co_owner_id": CoOwner.id,
    "contribution_id": Contribution.id,
    "panel_id": ProjectPanel.panel_id,
    "round_id": Round.id,
}


@dataclass
class FullHouse:
    """Kind of object -> parameter of an address -> value; `endpoint/parameter` where endpoints mean other tables."""

    objects: dict[str, dict[str, int | str]] = field(default_factory=dict)
    worlds: dict[str, World] = field(default_factory=dict)

    def seen_by(self, world: World) -> "FullHouse":
        """The same house in a copy of its database, where `world` stands for the own mission."""
        objects = {kind: dict(numbers) for kind, numbers in self.objects.items()}
        other = self.worlds["other mission"].seen_by(world.app)
        return FullHouse(objects, {"own": world, "other mission": other})


def a_full_house(world: World) -> FullHouse:
    """Everything, in the world's mission and in a second one."""
    house = FullHouse()
    other = World(world.app, world.now, code="MINOTHER")
    house.worlds = {"own": world, "other mission": other}
    own_rows, other_rows = _rows_of(world), _rows_of(other)
    own = a_whole_project(world)
    house.objects["own"] = (
        own_rows | parts_of(world, own) | {"report_id": a_report(world, own, released=True)}
    )
    record_visit(world, own)
    unreleased = a_report(world, own, released=False)
    house.objects["own, not released"] = house.objects["own"] | {"report_id": unreleased}
    house.objects["own draft"] = {
        "project_id": a_draft(world),
        "person_id": world.person_id("programme_officer"),
    }
    house.objects["deleted"] = own_rows | _deleted(world)
    house.objects["other fund"] = own_rows | _of_another_fund(world)
    foreign = a_whole_project(other)
    house.objects["other mission"] = (
        other_rows | parts_of(other, foreign) | {"report_id": a_report(other, foreign, released=True)}
    )
    return house


def a_whole_project(world: World, *, fund_id: int | None = None, partner_id: int | None = None) -> int:
    """A running project with every part: a condition met, a tranche paid, a photo, both keys, a gift, a round."""
    project_id = _an_approved_project(world, fund_id or world.fund_id, partner_id or world.partner_id)
    for side in ("state", "society"):
        consent(world, project_id, "design", side=side)
    _sign(world, project_id)
    pay_tranche(world, project_id, 1)
    a_closed_round(world, project_id, "baseline")
    steps = milestone_ids(world, project_id)
    record_visit(world, project_id, seen=(steps[0],), pictures=(pictures.saved("JPEG", pictures.scene()),))
    confirm_milestone(world, project_id, steps[0])
    _gifts(world, project_id)
    return project_id


def a_report(world: World, project_id: int, *, released: bool) -> int:
    """The donor's report as it is now, frozen by the officer and, if so wished, opened by the manager."""

    def freeze(work: Work) -> int:
        return frozen.freeze(work, project_id, "donor_report").snapshot.id

    report_id = world.do("programme_officer", freeze)
    if released:
        world.do("programme_manager", lambda work: reports.release(work, project_id, report_id))
    return report_id


def parts_of(world: World, project_id: int) -> dict[str, int | str]:
    """One number for each parameter that can stand in an address under this project."""
    found: dict[str, int | str] = {"project_id": project_id, "number": 3}
    with world.reading() as session:
        for parameter, column in COLUMN_OF_PARAMETER.items():
            part = select(column).where(column.class_.project_id == project_id).order_by(column).limit(1)
            found[parameter] = session.scalars(part).one()
        found["condition_id"] = session.scalars(
            select(Condition.id).join(Decision).where(Decision.project_id == project_id).limit(1)
        ).one()
        found["media_key"] = session.scalars(
            select(Photo.media_key).where(Photo.project_id == project_id).limit(1)
        ).one()
        project = session.get_one(Project, project_id)
        found["person_id"], found["partner_id"] = project.focal_point_id, project.partner_id or 0
        found["grant_id"] = session.scalars(
            select(Grant.id).where(Grant.person_id == project.focal_point_id).limit(1)
        ).one()
    return found


def _rows_of(world: World) -> dict[str, int | str]:
    """What a mission has beside its projects."""

    def goal(work: Work) -> int:
        row = PlanGoal(mission_id=world.mission_id, code="1", title="People move without fear")
        work.session.add(row)
        work.session.flush()
        work.record("plan_goal.added", row, mission_id=world.mission_id)
        return row.id

    role = grants.RoleGiven("auditor")
    command = invitations.Invite(world.mission_id, "Awa Traoré", role, f"{world.mission_id:064x}")
    found: dict[str, int | str] = {
        "programme.office/row_id": world.office_id,
        "programme.year/row_id": world.year_id,
        "programme.donor/row_id": world.donor_id,
        "programme.fund/row_id": world.fund_id,
        "programme.goal/row_id": world.do("administrator", goal),
        "invitation_id": world.do("administrator", lambda work: invitations.invite(work, command).id),
        "mission_id": world.mission_id,
    }
    with world.reading() as session:
        found["sequence"] = session.scalars(
            select(AuditEvent.sequence).where(AuditEvent.mission_id == world.mission_id).limit(1)
        ).one()
    return found


def _an_approved_project(world: World, fund_id: int, partner_id: int) -> int:
    project_id = a_draft(world)
    first = replace(placed(world), fund_id=fund_id)
    second = replace(planned(world, project_id), partner_id=partner_id)
    officer, manager = "programme_officer", "programme_manager"
    world.do(officer, lambda work: proposals.change_need(work, proposals.ChangeNeed(project_id, first)))
    world.do(officer, lambda work: plans.plan(work, second))
    world.do(officer, lambda work: plans.name_people(work, people_named(project_id)))
    world.do(officer, lambda work: proposals.submit(work, project_id))
    world.do(manager, lambda work: screening.give(work, all_opinions(work, project_id)))
    world.do(manager, lambda work: screening.finish(work, project_id))
    command = approval(world, project_id, conditions=("A letter of the town hall on the land",))
    world.do("committee_member", lambda work: decisions.decide(work, command).id)
    with world.reading() as session:
        conditions = session.scalars(
            select(Condition.id).join(Decision).where(Decision.project_id == project_id)
        ).all()
    for condition_id in conditions:
        met = decisions.ClearCondition(project_id, condition_id, "The letter of 3 March is on file.")
        world.do(manager, lambda work, met=met: decisions.clear_condition(work, met))
    return project_id


def _sign(world: World, project_id: int) -> None:
    today = world.now.date()
    command = SignAgreement(
        project_id=project_id,
        signed_on=today,
        starts_on=today,
        ends_on=today + timedelta(weeks=20),
        mission_signatory="Head of Office, Kidal",
        partner_signatory="President of the association",
        commitment_number="FC-2026-0117",
        split=(80, 20),
    )
    world.do("programme_manager", lambda work: agreements.sign(work, command))


def _gifts(world: World, project_id: int) -> None:
    owner, today = co_owner_id(world, project_id), world.now.date()
    gift = coownership.SaveContribution(
        project_id, owner, "labour", "Forty days of work", today, today, 48_000
    )
    change = coownership.RecordDesignChange(project_id, owner, "A trough for the herders", today)
    world.do("programme_officer", lambda work: coownership.save_contribution(work, gift))
    world.do("programme_officer", lambda work: coownership.record_design_change(work, change))


def _deleted(world: World) -> dict[str, int | str]:
    project_id = a_whole_project(world)
    found = parts_of(world, project_id) | {"report_id": a_report(world, project_id, released=True)}

    def delete(work: Work) -> None:
        project = work.session.get_one(Project, project_id)
        project.deleted_at = work.now
        work.record("project.discarded", project, mission_id=world.mission_id, project_id=project_id)

    world.do("system", delete)
    return found


def _of_another_fund(world: World) -> dict[str, int | str]:
    def partner(work: Work) -> int:
        row = Partner(
            mission_id=world.mission_id,
            name="Women of Timtaghene",
            type="local_authority",
            status="recommended",
            assessment="passed",
            assessed_on=work.today,
        )
        work.session.add(row)
        work.session.flush()
        work.record("partner.added", row, mission_id=world.mission_id)
        return row.id

    project_id = a_whole_project(world, fund_id=world.pbf_fund_id, partner_id=world.do("system", partner))
    return parts_of(world, project_id) | {"report_id": a_report(world, project_id, released=True)}
