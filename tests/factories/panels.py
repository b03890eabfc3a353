"""Panels, open rounds, ballots and closed rounds, reached through the services.

panel = a_panel(world, project_id)                      12 members: 6 women, 6 men
round_id = an_open_round(world, panel, "baseline")
cast(world, panel, round_id, number=1, answers={"SAF": 4})
round_id = a_closed_round(world, project_id, "completion", answers=[...])
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select

from qip_tracker.access import Actor
from qip_tracker.adapters import passwords
from qip_tracker.domain.community.disclosure import DIMENSIONS
from qip_tracker.extensions import unit_of_work
from qip_tracker.models import MemberCard, Panel, Project, ProjectPanel
from qip_tracker.services.community import evaluations, panels
from qip_tracker.services.kernel.work import Work
from tests.factories.world import World

TWELVE: Mapping[str, int] = {"women": 6, "men": 6}
FACILITATOR = "facilitator"


@dataclass(frozen=True, slots=True)
class PanelMade:
    """A panel and its cards: member number to the card's row number."""

    id: int
    project_id: int
    code: str
    cards: Mapping[int, int]


def a_project(world: World, state: str = "active") -> int:
    """A bare project in any state, for rooms that look at nothing else of it; written directly."""
    return world.do("system", lambda work: _bare_project(work, world, state))


def _bare_project(work: Work, world: World, state: str) -> int:
    officer = world.person_id("programme_officer")
    number = len(work.session.scalars(select(Project.id)).all()) + 1
    project = Project(
        mission_id=world.mission_id,
        reference=f"MINUX/P/{number:03d}",
        title="Water point in Aguelhok",
        state=state,
        state_since=work.now,
        fund_id=world.fund_id,
        donor_id=world.donor_id,
        partner_id=world.partner_id,
        sector_code="WAS",
        country="ML",
        place="Aguelhok",
        focal_point_id=officer,
        created_by_id=officer,
        created_at=work.now,
        local_currency="XOF",
        requested_usd_minor=2_000_000,
        approved_usd_minor=2_000_000,
        approved_local_minor=12_000_000,
        held_since=work.today if state == "on_hold" else None,
    )
    work.session.add(project)
    work.record("project.logged", project, mission_id=world.mission_id)
    work.session.flush()
    return project.id


def a_panel(
    world: World,
    project_id: int,
    members: Mapping[str, int] = TWELVE,
    *,
    name: str = "Panel of Aguelhok",
    now: datetime | None = None,
) -> PanelMade:
    """A panel formed by the facilitator; its cards have no secret that fits (see `give_secret`)."""
    command = panels.FormPanel(
        project_id=project_id,
        name=name,
        chosen_how="A meeting of all quarters chose two members each.",
        formed_on=(now or world.now).date(),
        members_by_stratum=members,
        secret_hashes=("not a hash",) * sum(members.values()),
    )
    panel_id = world.do(FACILITATOR, lambda work: panels.form_panel(work, command).id, now)
    return panel_of(world, panel_id)


def panel_of(world: World, panel_id: int) -> PanelMade:
    """A stored panel with its cards."""
    with world.reading() as session:
        panel = session.get_one(Panel, panel_id)
        cards = session.execute(
            select(MemberCard.number, MemberCard.id)
            .where(MemberCard.panel_id == panel_id)
            .order_by(MemberCard.number)
        )
        project_id = session.scalars(
            select(ProjectPanel.project_id).where(ProjectPanel.panel_id == panel_id)
        ).one()
        return PanelMade(panel.id, project_id, panel.code, {row.number: row.id for row in cards})


def give_secret(world: World, panel: PanelMade, number: int, secret: str = "482199301175") -> str:
    """Put a secret on a card, as reissuing does."""
    command = panels.ReissueCard(panel.project_id, panel.id, number, passwords.hash_secret(secret))
    world.do(FACILITATOR, lambda work: panels.reissue_card(work, command))
    return secret


def an_open_round(
    world: World, panel: PanelMade, stage: str = "baseline", *, days: int = 7, now: datetime | None = None
) -> int:
    """A round open for `days` more days."""
    last = (now or world.now).date() + timedelta(days=days)
    command = evaluations.OpenRound(panel.project_id, panel.id, stage, last)
    return world.do(FACILITATOR, lambda work: evaluations.open_round(work, command).id, now)


def member(world: World, panel: PanelMade, number: int) -> Actor:
    """The actor a member's card makes."""
    return Actor(
        "member",
        "member",
        mission_id=world.mission_id,
        member_card_id=panel.cards[number],
        panel_id=panel.id,
    )


def cast(
    world: World,
    panel: PanelMade,
    round_id: int,
    number: int,
    answers: Mapping[str, object],
    comment: str | None = None,
    now: datetime | None = None,
) -> None:
    """Cast the ballot of one member."""
    command = evaluations.CastBallot(round_id, answers, comment)
    with world.app.app_context(), unit_of_work(member(world, panel, number), now or world.now) as work:
        evaluations.cast(work, command)


def some_answers(number: int) -> dict[str, object]:
    """Answers that differ from member to member and never leave the panel of one mind."""
    return {code: 1 + (number + place) % 5 for place, code in enumerate(DIMENSIONS)}


def close(world: World, project_id: int, round_id: int, on: date | None = None) -> None:
    """Close a round as its facilitator, on the given day or today."""
    now = world.now if on is None else world.now.replace(year=on.year, month=on.month, day=on.day)
    command = evaluations.CloseRound(project_id, round_id)
    world.do(FACILITATOR, lambda work: evaluations.close_round(work, command).id, now)


def a_closed_round(
    world: World,
    project_id: int,
    stage: str = "baseline",
    answers: Sequence[Mapping[str, object]] | None = None,
    *,
    panel: PanelMade | None = None,
    comments: Mapping[int, str] | None = None,
) -> int:
    """A round that was opened, answered and closed; members without an entry in `answers` did not come.

    Uses the project's panel (or forms one of twelve) and a day after the last for closing. Returns the round's number.
    """
    # Panels of one place have different names.
    panel = panel or _only_panel(world, project_id) or a_panel(world, project_id, name=f"Panel {project_id}")
    round_id = an_open_round(world, panel, stage)
    given = [some_answers(number) for number in panel.cards] if answers is None else answers
    for number, said in enumerate(given, 1):
        cast(world, panel, round_id, number, said, (comments or {}).get(number))
    close(world, project_id, round_id, world.now.date() + timedelta(days=8))
    return round_id


def _only_panel(world: World, project_id: int) -> PanelMade | None:
    with world.reading() as session:
        found = session.scalars(
            select(ProjectPanel.panel_id).where(ProjectPanel.project_id == project_id)
        ).first()
    return panel_of(world, found) if found is not None else None
