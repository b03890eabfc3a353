"""Forms that move something on, drawn before somebody else's change: what was typed has nothing stored beside it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from qip_tracker.models import Project
from tests.factories import projects
from tests.factories.fieldwork import confirm_milestone, milestone_ids, record_visit
from tests.factories.running import (
    a_running_project,
    an_agreed_project,
    an_approved_project,
    sign_tranche,
    tranche_id,
)
from tests.factories.world import World
from tests.web.selection.proposals.test_review import minutes
from tests.web.stale_edits import MANAGER, OFFICER, of_project


@dataclass(frozen=True)
class Move:
    """A form that adds something to a row: what was typed has no stored counterpart, or an empty one."""

    page: Callable[[World], str]
    fields: Callable[[World], dict[str, Any]]
    meanwhile: Callable[[World, str], object]
    rows: tuple[tuple[str, ...], ...]
    by: str
    done: str
    after: int = 303


def today(world: World) -> str:
    return world.now.date().isoformat()


def touch(world: World, url: str) -> None:
    """Somebody else's visit changes the project."""
    record_visit(world, int(url.split("/")[2]))


def edit_plan(world: World, url: str) -> None:
    """Somebody else's work on the proposal changes the project."""

    def change(work: Any) -> None:
        project = work.session.get_one(Project, int(url.split("/")[2]))
        project.sponsoring_section = "Rule of Law"
        work.record("project.need_changed", project, mission_id=world.mission_id, project_id=project.id)

    world.do(MANAGER, change)


def the_tranche(upto: str | None, action: str) -> Callable[[World], str]:
    def page(world: World) -> str:
        project_id = an_agreed_project(world)
        found = sign_tranche(world, project_id, 1, upto) if upto else tranche_id(world, project_id, 1)
        return f"/projects/{project_id}/tranches/{found}/{action}"

    return page


def the_step(action: str) -> Callable[[World], str]:
    def page(world: World) -> str:
        project_id = a_running_project(world)
        return f"/projects/{project_id}/milestones/{milestone_ids(world, project_id)[0]}/{action}"

    return page


def the_confirmed_step(world: World) -> str:
    page = the_step("withdraw")(world)
    confirm_milestone(world, int(page.split("/")[2]), int(page.split("/")[4]))
    return page


def see_it(world: World, url: str) -> None:
    record_visit(world, int(url.split("/")[2]), seen=(int(url.split("/")[4]),))


def request_it(world: World, url: str) -> None:
    sign_tranche(world, int(url.split("/")[2]), 1, "request")


MOVES: dict[str, Move] = {
    "agreement": Move(
        of_project(an_approved_project, "agreement/sign"),
        lambda world: {
            "signed_on": today(world),
            "starts_on": today(world),
            "ends_on": "2026-06-30",
            "mission_signatory": "Head of office",
            "partner_signatory": "President",
            "commitment_number": "C-1",
            "split": "80,20",
        },
        edit_plan,
        (("Signed for the mission by", "Head of office"), ("Commitment number", "C-1")),
        MANAGER,
        "Changed the need of a project",
    ),
    "decision": Move(
        of_project(projects.a_screened_project, "decision"),
        lambda world: minutes(world, decided_on=today(world)),
        edit_plan,
        (
            ("Meeting number", "PRC-2026-03"),
            ("Outcome", "Approved"),
            ("Amount approved", "XOF 12,000,000"),
        ),
        "committee_member",
        "Changed the need of a project",
    ),
    "hold": Move(
        of_project(a_running_project, "hold"),
        lambda world: {"reason": "insecurity", "note": "Fighting near the site.", "since_on": today(world)},
        touch,
        (
            ("Reason", "Insecurity"),
            ("What happened, and what has to happen before work goes on", "Fighting near the site."),
        ),
        MANAGER,
        "Recorded a visit",
    ),
    "terminate": Move(
        of_project(a_running_project, "terminate"),
        lambda world: {"reason": "The money is gone."},
        touch,
        (("Cause", "The money is gone."),),
        "head_of_mission",
        "Recorded a visit",
    ),
    "request": Move(
        the_tranche(None, "request"),
        lambda world: {"note": "The agreement is signed."},
        request_it,
        (("What the request rests on", "The agreement is signed.", "Empty"),),
        OFFICER,
        "Requested a tranche",
        after=422,
    ),
    "confirm": Move(
        the_step("confirm"),
        lambda world: {"co_owner_id": "OWNER", "confirmed_on": today(world), "method": "meeting"},
        see_it,
        (),
        "facilitator",
        "Saw a milestone on a visit",
    ),
    "drop": Move(
        the_step("drop"),
        lambda world: {"reason": "The owner of the land said no."},
        see_it,
        (("Why it will not be done", "The owner of the land said no.", "Empty"),),
        OFFICER,
        "Saw a milestone on a visit",
    ),
    "withdraw_confirmation": Move(
        the_confirmed_step,
        lambda world: {"reason": "The paper was about the other well."},
        see_it,
        (("What was the mistake", "The paper was about the other well."),),
        "facilitator",
        "Saw a milestone on a visit",
    ),
    "withdraw": Move(
        of_project(projects.a_complete_draft, "withdraw"),
        lambda world: {"reason": "Somebody else builds it."},
        edit_plan,
        (("Reason", "Somebody else builds it."),),
        OFFICER,
        "Changed the need of a project",
    ),
    "return": Move(
        of_project(projects.a_submitted_project, "return"),
        lambda world: {"reason": "The rate is missing."},
        edit_plan,
        (("Reason", "The rate is missing."),),
        MANAGER,
        "Changed the need of a project",
    ),
}
