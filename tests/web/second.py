"""Another mission with one of everything the programme and the roster hold, for tests of what is not there."""

from dataclasses import dataclass
from datetime import date

from qip_tracker.models import BudgetYear, Donor, FieldOffice, Fund, Mission, Partner, PlanGoal
from tests.factories.world import World


@dataclass(frozen=True, slots=True)
class Second:
    """The numbers of the other mission's rows."""

    mission_id: int
    office_id: int
    year_id: int
    donor_id: int
    fund_id: int
    goal_id: int
    partner_id: int


def second_mission(world: World) -> Second:
    """UN Mission in Yonder."""
    with world.work_as("system") as work:
        session = work.session
        mission = Mission(code="MINUY", name="UN Mission in Yonder", local_currency="XAF")
        session.add(mission)
        session.flush()
        office = FieldOffice(mission_id=mission.id, code="YON", name="Yonder")
        year = BudgetYear(
            mission_id=mission.id,
            label="2025/26",
            starts_on=date(2025, 7, 1),
            ends_on=date(2026, 6, 30),
            allotment_usd_minor=1,
        )
        donor = Donor(mission_id=mission.id, name="Foreign donor")
        goal = PlanGoal(mission_id=mission.id, code="Y1", title="Foreign goal")
        partner = Partner(mission_id=mission.id, name="Foreign partner", type="cbo")
        session.add_all([office, year, donor, goal, partner])
        session.flush()
        fund = Fund(mission_id=mission.id, donor_id=donor.id, code="Y", name="Foreign fund", kind="bilateral")
        session.add(fund)
        session.flush()
        work.record("mission.founded", mission, mission_id=mission.id)
        return Second(mission.id, office.id, year.id, donor.id, fund.id, goal.id, partner.id)
