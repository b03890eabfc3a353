"""Panels and their cards as pages show them. Nothing here knows who has voted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from qip_tracker.models import Facilitation, MemberCard, Panel, Person, ProjectPanel


@dataclass(frozen=True, slots=True)
class PanelSeen:
    """A panel; `members_by_stratum` counts the cards in force today."""

    id: int
    mission_id: int
    code: str
    name: str
    chosen_how: str
    formed_on: date
    facilitator_id: int
    facilitator: str
    members_by_stratum: Mapping[str, int]

    @property
    def members(self) -> int:
        return sum(self.members_by_stratum.values())


@dataclass(frozen=True, slots=True)
class CardSeen:
    """A card without its secret."""

    number: int
    stratum: str
    withdrawn_on: date | None


def led_now(panel_id: Any) -> ColumnElement[bool]:
    """The one row that says who leads a panel today, as a condition to join on."""
    return and_(Facilitation.panel_id == panel_id, Facilitation.until_on.is_(None))


def panels_of(session: Session, project_id: int, panel_id: int | None = None) -> list[PanelSeen]:
    """The panels of a project in the order they were formed (or the one asked for); two statements."""
    rows = session.execute(
        select(Panel, Person.id.label("facilitator_id"), Person.display_name)
        .join(ProjectPanel, ProjectPanel.panel_id == Panel.id)
        .join(Facilitation, led_now(Panel.id))
        .join(Person, Person.id == Facilitation.person_id)
        .where(
            ProjectPanel.project_id == project_id, *([Panel.id == panel_id] if panel_id is not None else [])
        )
        .order_by(Panel.formed_on, Panel.id)
    ).all()
    members: dict[int, dict[str, int]] = {panel.id: {} for panel, _facilitator_id, _name in rows}
    for found_id, stratum, number in session.execute(
        select(MemberCard.panel_id, MemberCard.stratum, func.count())
        .where(MemberCard.panel_id.in_(members), MemberCard.withdrawn_on.is_(None))
        .group_by(MemberCard.panel_id, MemberCard.stratum)
        .order_by(MemberCard.stratum)
    ):
        members[found_id][stratum] = number
    return [
        PanelSeen(
            panel.id,
            panel.mission_id,
            panel.code,
            panel.name,
            panel.chosen_how,
            panel.formed_on,
            facilitator_id,
            name,
            members[panel.id],
        )
        for panel, facilitator_id, name in rows
    ]


def cards_of(session: Session, panel_id: int) -> list[CardSeen]:
    """The cards of a panel by number."""
    rows = session.execute(
        select(MemberCard.number, MemberCard.stratum, MemberCard.withdrawn_on)
        .where(MemberCard.panel_id == panel_id)
        .order_by(MemberCard.number)
    )
    return [CardSeen(*row) for row in rows]
