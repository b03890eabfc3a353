"""Every form of the house that changes what is stored, filled by two people: what differs between them, in words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from qip_tracker.models import Contribution, ExpectedResult, PlanGoal
from tests.factories import projects
from tests.factories.fieldwork import co_owner_id, milestone_ids
from tests.factories.running import a_completed_project, a_running_project, hand_over
from tests.factories.world import World
from tests.web.selection.proposals.test_three_screens import THIRD_SCREEN, first_screen, second_screen

OFFICER, MANAGER, SECOND = "programme_officer", "programme_manager", "programme_officer.second"
Fields = dict[str, str]
Row = tuple[str, str, str]


@dataclass(frozen=True)
class Form:
    """A form open twice: its page, what stands in it on both sides, and what differs."""

    page: Callable[[World], str]
    common: Callable[[World], Fields]
    mine: Fields
    theirs: Fields
    rows: tuple[Row, ...]
    by: tuple[str, str] = (OFFICER, MANAGER)
    done: str = ""
    not_shown: tuple[str, ...] = ()


def of_project(make: Callable[[World], int], path: str) -> Callable[[World], str]:
    """The page of a room of a project made for the test."""
    return lambda world: f"/projects/{make(world)}/{path}"


def a_gift(world: World) -> str:
    project_id = a_running_project(world)

    def give(work: Any) -> int:
        gift = Contribution(
            project_id=project_id,
            co_owner_id=co_owner_id(world, project_id),
            kind="labour",
            description="Days of work",
            promised_on=world.now.date(),
        )
        work.session.add(gift)
        work.session.flush()
        work.record("contribution.recorded", gift, mission_id=world.mission_id, project_id=project_id)
        return gift.id

    return f"/projects/{project_id}/co-ownership/contributions/{world.do(OFFICER, give)}"


def an_owner(world: World) -> str:
    project_id = a_running_project(world)
    return f"/projects/{project_id}/co-ownership/owners/{co_owner_id(world, project_id, 'state')}"


def a_word(world: World) -> str:
    return f"{an_owner(world)}/consent/agreement"


def a_handover(world: World) -> str:
    project_id = a_completed_project(world)
    hand_over(world, project_id)
    return f"/projects/{project_id}/handover/record"


def a_late_step(world: World) -> str:
    project_id = a_running_project(world)
    (first, *_others) = milestone_ids(world, project_id)
    return f"/projects/{project_id}/milestones/{first}/delay"


def a_goal(world: World) -> str:
    def add(work: Any) -> int:
        goal = PlanGoal(mission_id=world.mission_id, code="1", title="People move without fear")
        work.session.add(goal)
        work.session.flush()
        work.record("plan_goal.added", goal, mission_id=world.mission_id)
        return goal.id

    return f"/programme/goals/{world.do(MANAGER, add)}"


def result_field(world: World, project_id: int) -> str:
    results = select(ExpectedResult.id).where(ExpectedResult.project_id == project_id)
    with world.reading() as session:
        return f"result_{session.scalars(results.order_by(ExpectedResult.position)).first()}"


def nothing(world: World) -> Fields:
    return {}


PARTNER = {"name": "Association Eau et Vie", "type": "national_ngo"}
FUND = {"code": "QIP", "name": "QIP budget", "kind": "assessed_qip_budget"}
CERTIFICATE = {
    "handed_over_on": "2026-03-16",
    "owner_body": "Town hall",
    "signatory_title": "Mayor",
    "assets": "One borehole",
    "maintenance_commitment": "A line in the budget",
}

FORMS: dict[str, Form] = {
    "need": Form(
        of_project(projects.a_complete_draft, "need"),
        lambda world: first_screen(world, **{"groups-1-code": "elders", "groups-1-men": "4"}),
        {"country": "NE", "heard_on": "2026-03-01", "groups-1-men": "1200", "raised_locally": "y"},
        {"statement": "The well is dry."},
        (
            ("What did people say they need?", "Women walk two hours for water.", "The well is dry."),
            ("Country", "Niger", "Mali"),
            ("When was it heard?", "1 Mar 2026", "2 Mar 2026"),
            ("Groups heard 2, Men", "1,200", "4"),
            ("The community raised this need itself, before we asked about projects", "Yes", "No"),
        ),
        done="Changed the need of a project",
        not_shown=("Title", "Place", "Sector", "Groups heard 1"),
    ),
    "plan": Form(
        of_project(projects.a_complete_draft, "plan"),
        second_screen,
        {
            "lines-0-local_minor": "8 000 000",
            "milestones-1-planned_on": "2026-06-15",
            "milestones-2-weight_pct": "30",
            "partner_id": "",
        },
        {
            "milestones-3-title": "Handrail",
            "milestones-3-weight_pct": "10",
            "milestones-3-planned_on": "2026-08-01",
        },
        (
            ("Partner", "Empty", "Association Eau et Vie"),
            ("Budget lines 1, Amount", "XOF 8,000,000", "XOF 9,000,000"),
            ("Milestones 2, Planned for", "15 Jun 2026", "1 Jun 2026"),
            ("Milestones 3, Weight", "30%", "20%"),
            ("Milestones 4", "Not in the list", "Handrail; 1 Aug 2026; 10%"),
        ),
        done="Changed the plan of a project",
        not_shown=("Duration", "Milestones 1", "Exchange rate for 1 USD", "Budget lines 1, Category"),
    ),
    "people": Form(
        of_project(projects.a_complete_draft, "people"),
        lambda world: dict(THIRD_SCREEN),
        {"co_owners-1-body": "Women's union", "gender_marker": "2", "maintenance_yearly_usd_minor": "400"},
        {"gender_marker": "1"},
        (
            ("Co-owners 2, Body", "Women's union", "Water committee"),
            ("Cost of maintenance a year", "USD 400.00", "Empty"),
        ),
        done="Named the people of a project",
        not_shown=("Do no harm", "Co-owners 1"),
    ),
    "opinions": Form(
        of_project(projects.a_submitted_project, "screening"),
        nothing,
        {"outcome_eligibility": "failed", "note_eligibility": "No legal personality."},
        {"outcome_eligibility": "passed", "note_eligibility": ""},
        (("Eligibility", "Failed", "Passed"), ("Note: Eligibility", "No legal personality.", "Empty")),
        by=(MANAGER, MANAGER),
        done="Gave an opinion in the screening",
    ),
    "delivery": Form(
        of_project(a_running_project, "delivery"),
        nothing,
        {"RESULT": "1200"},
        {"RESULT": "1"},
        (("Water points, 1 planned", "1,200", "1"),),
        done="Counted what a project delivered",
    ),
    "handover": Form(
        a_handover,
        lambda world: {**CERTIFICATE, "handed_over_on": world.now.date().isoformat()},
        {"assets": "One borehole and its pump", "mission_credited": "y"},
        {},
        (
            ("What was handed over", "One borehole and its pump", "One borehole"),
            ("The mission was named at the handover", "Yes", "No"),
        ),
        by=(OFFICER, SECOND),
        done="Corrected the record of the handover",
        not_shown=("Owner", "Signed by"),
    ),
    "delay": Form(
        a_late_step,
        nothing,
        {"delay_reason": "insecurity"},
        {"delay_reason": "partner"},
        (("Why it is late", "Insecurity", "Partner"),),
        done="Explained a delay",
    ),
    "co-owner": Form(
        an_owner,
        lambda world: {"side": "state", "body": "Town hall"},
        {"side": "society"},
        {"role": "Owner of the land"},
        (("Side", "Society", "State"), ("Its part in the project", "Empty", "Owner of the land")),
        done="Changed a co-owner",
        not_shown=("Body",),
    ),
    "consent": Form(
        a_word,
        lambda world: {"given_on": world.now.date().isoformat()},
        {"answer": "yes"},
        {"answer": "no", "note": "Nobody asked the market women."},
        (
            ("What they said", "They agreed", "They did not agree"),
            ("In their words", "Empty", "Nobody asked the market women."),
        ),
        done="Recorded a consent",
    ),
    "contribution": Form(
        a_gift,
        lambda world: {"description": "Days of work", "promised_on": "2026-03-01", "co_owner_id": "OWNER"},
        {"kind": "labour", "value_usd_minor": "480"},
        {"kind": "materials"},
        (("Kind", "Labour", "Materials"), ("Value", "USD 480.00", "Empty")),
        done="Changed a contribution",
        not_shown=("Who gives it", "Promised on"),
    ),
    "partner": Form(
        lambda world: f"/partners/{world.partner_id}/edit",
        lambda world: dict(PARTNER),
        {"type": "un_agency", "contact": "mine"},
        {"contact": "theirs"},
        (("Type", "UN agency", "National NGO"), ("Contact", "mine", "theirs")),
        done="Changed a partner",
        not_shown=("Name of the partner",),
    ),
    "assessment": Form(
        lambda world: f"/partners/{world.partner_id}/assess",
        nothing,
        {"assessment": "failed", "assessed_on": "2026-03-02", "assessment_note": "Two visits."},
        {
            "assessment": "passed_with_conditions",
            "assessed_on": "2026-03-01",
            "assessment_note": "Two visits.",
        },
        (
            ("What the assessment found", "Failed", "Passed with conditions"),
            ("Day of the assessment", "2 Mar 2026", "1 Mar 2026"),
        ),
        by=(MANAGER, MANAGER),
        done="Assessed a partner",
    ),
    "standing": Form(
        lambda world: f"/partners/{world.partner_id}/standing",
        lambda world: {"reason": "Late twice."},
        {"status": "suspended"},
        {"status": "on_watch"},
        (("Standing", "Suspended", "On watch"),),
        by=(MANAGER, MANAGER),
        done="Changed the standing of a partner",
    ),
    "mission": Form(
        lambda world: "/programme/mission",
        lambda world: {"name": "UN Mission", "language": "en", "local_currency": "XOF"},
        {"started_on": "2013-07-02", "language": "fr"},
        {"started_on": "2013-07-01"},
        (
            ("Language of the mission", "Français", "English"),
            ("First day of the mission", "2 Jul 2013", "1 Jul 2013"),
        ),
        by=("administrator", "administrator"),
        done="Changed the mission",
        not_shown=("Name of the mission", "Local currency"),
    ),
    "office": Form(
        lambda world: f"/programme/offices/{world.office_id}",
        lambda world: {"code": "KID"},
        {"name": "Kidal town"},
        {"name": "Kidal region"},
        (("Name of the office", "Kidal town", "Kidal region"),),
        by=(MANAGER, MANAGER),
        done="Changed a field office",
        not_shown=("Code",),
    ),
    "year": Form(
        lambda world: f"/programme/years/{world.year_id}",
        lambda world: {"label": "2025/26", "starts_on": "2025-07-01", "ends_on": "2026-06-30"},
        {"allotment_usd_minor": "2 000 000"},
        {"allotment_usd_minor": "2 500 000.50"},
        (("Allotment for quick impact projects", "USD 2,000,000.00", "USD 2,500,000.50"),),
        by=(MANAGER, MANAGER),
        done="Changed a budget year",
        not_shown=("First day", "Last day"),
    ),
    "donor": Form(
        lambda world: f"/programme/donors/{world.donor_id}",
        nothing,
        {"name": "Mine"},
        {"name": "Theirs"},
        (("Name of the donor", "Mine", "Theirs"),),
        by=(MANAGER, MANAGER),
        done="Changed a donor",
    ),
    "fund": Form(
        lambda world: f"/programme/funds/{world.fund_id}",
        lambda world: dict(FUND),
        {"donor_id": "PBF"},
        {"donor_id": "ASSESSED", "name": "QIPs"},
        (("Name of the fund", "QIP budget", "QIPs"), ("Donor", "Peacebuilding Fund", "Assessed budget")),
        by=(MANAGER, MANAGER),
        done="Changed a fund",
        not_shown=("Kind of fund",),
    ),
    "goal": Form(
        a_goal,
        lambda world: {"code": "1"},
        {"title": "Mine"},
        {"title": "Theirs"},
        (("Goal", "Mine", "Theirs"),),
        by=(MANAGER, MANAGER),
        done="Changed a goal",
    ),
    "account": Form(
        lambda world: "/account",
        lambda world: {"language": "en"},
        {"display_name": "Awa", "time_zone": "UTC"},
        {"display_name": "Awa Traoré", "time_zone": "Africa/Bamako"},
        (("Name shown to others", "Awa", "Awa Traoré"), ("Time zone", "UTC", "Africa/Bamako")),
        by=(OFFICER, OFFICER),
        done="Changed their account",
        not_shown=("Language",),
    ),
}
